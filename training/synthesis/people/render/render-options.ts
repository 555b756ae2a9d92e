/** How a person is drawn: camera, pose, light, surroundings and quality. */
import type { Intrinsics } from '../../../../electron/contract/frame.ts';
import type { Expression } from '../face-shape.ts';
import type { Gaze } from '../eye.ts';
import type { Pose } from '../pose.ts';
import type { Light, Room } from './light.ts';
import type { Selection } from './scene.ts';

export interface RenderCamera {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
}

export interface RenderOptions {
  readonly camera: RenderCamera;
  readonly pose: Pose;
  readonly light: Light;
  readonly expression?: Expression;
  /** Default: the eyes look at the camera, as far as they can. */
  readonly gaze?: Gaze;
  /** Wall behind the person; without one the background is empty. */
  readonly room?: Room;
  readonly selection?: Selection;
  /** Samples a pixel along each axis, 1 to 4. */
  readonly supersampling?: number;
  /** Leaves `color` black: several times faster. */
  readonly depthOnly?: boolean;
}
