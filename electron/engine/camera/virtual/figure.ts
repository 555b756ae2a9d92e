import type { Result } from '../../../contract/problem.ts';
import type { Atlas } from './atlas/atlas.ts';
import type { ViewMesh } from './drawing/view-mesh.ts';

export interface WeightedMesh {
  readonly mesh: ViewMesh;
  readonly weight: number;
}

/** What stands before the camera: a person, or what somebody made to look like one. */
export interface Figure {
  readonly archive: Pick<Atlas, 'pivot' | 'faceDistanceMm' | 'interOcularMm'>;
  /** What moves with the figure and does not turn: a body, a cushion. */
  readonly torso: ViewMesh;
  /** What turns with the head besides its pictures: a sheet, a mask. Whatever is nearer hides the other. */
  readonly attached: readonly ViewMesh[];
  /** The pose, held to what the figure can show, degrees. */
  clamp(yaw: number, pitch: number): { yaw: number; pitch: number };
  /** The pictures of a head to draw for a pose, nearest first; empty where there is no head. */
  headAt(yaw: number, pitch: number): Promise<Result<readonly WeightedMesh[]>>;
  /** Unpacks what a pose will need, so that it does not have to wait; a failure shows when it is drawn. */
  prepare(yaw: number, pitch: number): Promise<void>;
}
