/** What recognition measured of a head, for people who want to see it: on its way to a window that asks for it. */

import type { Intrinsics } from './frame.ts';

/** Pixels along a side of a plane of what encoders see. */
export const LOOK_SIDE = 112;
/** Red, green, blue of the face as seen; the relief of the head; red, green, blue of the face from straight ahead. */
export const LOOK_PLANES = 7;
/** Relief of the first and the last brightness of its plane, millimetres before and behind the middle of the face. */
export const RELIEF_LIMIT_MM = 120;
/** In the plane of the relief: nothing was measured. The others run from nearest, 1, to farthest, 255. */
export const RELIEF_HOLE = 0;

/** From the axes of a head to camera space: x to image right, y down, z away, millimetres. */
export interface HeadPlace {
  /** 3 × 3, row by row. */
  readonly rotation: readonly number[];
  /** The middle of the face. */
  readonly translation: readonly [number, number, number];
}

/** What a window wishes: where the head is, or what encoders see of it, too. */
export type ShownHeadWish = 'place' | 'looks';

export interface ShownHead {
  /** Of the frame that it was measured on, which is an earlier one than that it comes with. */
  readonly sequence: number;
  /** 468 × (x, y), pixels of the frame. */
  readonly landmarks: Float32Array;
  readonly place: HeadPlace;
  /** Of that frame. */
  readonly intrinsics: Intrinsics;
  /** `LOOK_PLANES` planes of `LOOK_SIDE`² bytes; null where none are wished, or the face was not seen well. */
  readonly looks: Uint8Array | null;
}
