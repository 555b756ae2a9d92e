import type { Intrinsics } from '../../../../contract/frame.ts';
import type { SeededRandom } from '../../../../base/seeded-random.ts';

/** The view of a perfect sensor, on the sensor's own grid. */
export interface CleanFrame {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
  /** RGBA, width * height * 4. */
  readonly color: Uint8Array;
  /** Millimetres along z, width * height; 0 = nothing there. */
  readonly depth: Float32Array;
  /** SURFACE values of atlas.ts, width * height; `none` is a smooth background. */
  readonly surface: Uint8Array;
  /** Pixels outside this box show a smooth background. */
  readonly subject: PixelBox;
  /** What all pixels without a surface show, where it is one flat wall; else absent. */
  readonly wall?: FlatWall;
}

/** A wall across the whole view, which stays as it is. */
export interface FlatWall {
  /** Its depth, mm. */
  readonly mm: number;
  /** RGBA, width * height, red in the lowest byte. */
  readonly pixels: Uint32Array;
}

/** First and last column and row, inclusive; empty when right < left. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Measures depth of a clean frame as one sensor would. `phase` moves slowly evolving effects, in seconds. */
export interface DepthSensor {
  measure(clean: CleanFrame, random: SeededRandom, phase: number): Uint16Array;
}
