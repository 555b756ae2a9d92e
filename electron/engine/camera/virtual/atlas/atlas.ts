import type { Intrinsics } from '../../../../contract/frame.ts';

/** What a pixel shows; the sensor model drops depth on hair, eyes, lenses and screens. No atlas has paper or screens. */
export const SURFACE = {
  none: 0,
  skin: 1,
  hair: 2,
  eye: 3,
  lens: 4,
  frame: 5,
  cloth: 6,
  paper: 7,
  screen: 8,
} as const;

/**
 * One rendered picture of a person, cropped. Everything is on the grid of the atlas camera; the crop's
 * first pixel is (x0, y0) of that grid.
 */
export interface AtlasView {
  /** Head pose of this picture, degrees (contract/head-pose.ts). */
  readonly yaw: number;
  readonly pitch: number;
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
  /** sRGB, width * height * 3. */
  readonly color: Uint8Array;
  /** Half millimetres along z; 0 = nothing here. */
  readonly depth: Uint16Array;
  /** SURFACE values. */
  readonly surface: Uint8Array;
  /** How far the point turns with the head: 0 stays with the body, 255 turns fully. */
  readonly follow: Uint8Array;
}

/** A virtual person as a set of pictures: a grid of head poses, and the torso once. */
export interface Atlas {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly camera: {
    readonly width: number;
    readonly height: number;
    readonly intrinsics: Intrinsics;
  };
  /** Point the head turns about, camera space, mm, when the face is at `faceDistanceMm`. */
  readonly pivot: readonly [number, number, number];
  readonly faceDistanceMm: number;
  /** Distance between the centres of the eyeballs, mm: ground truth for tests. */
  readonly interOcularMm: number;
  readonly head: readonly AtlasView[];
  readonly torso: AtlasView;
}
