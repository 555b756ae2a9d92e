import type { VirtualScene } from '../../../contract/camera.ts';
import type { LostColors } from './noise/lost-colors.ts';
import type { Problem } from '../../../contract/problem.ts';

/** What the render worker is given when it starts. */
export interface RenderWorkerData {
  readonly assets: string;
  readonly seed: number;
}

export type RenderRequest =
  | { readonly kind: 'scene'; readonly scene: VirtualScene; readonly timeMs: number }
  | { readonly kind: 'capture'; readonly sequence: number; readonly timeMs: number };

/** Exactly one answer to every request, in their order. */
export type RenderAnswer =
  | { readonly kind: 'scene-set' }
  | {
      readonly kind: 'frame';
      readonly sequence: number;
      readonly timeMs: number;
      readonly sensor: VirtualScene['sensor'];
      /** They are transferred. */
      readonly color: Uint8Array;
      readonly depth: Uint16Array;
      readonly infrared?: Uint16Array;
      /** What the colour camera itself saw where `color` has a hole; absent where it has none. */
      readonly lost?: LostColors;
    }
  | { readonly kind: 'problem'; readonly problem: Problem };
