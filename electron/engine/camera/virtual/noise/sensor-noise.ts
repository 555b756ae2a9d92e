import type { Intrinsics } from '../../../../contract/frame.ts';
import { ColorNoise } from './sensor-noise-color.ts';
import { KinectV1Depth } from './sensor-noise-v1.ts';
import { KinectV2Depth } from './sensor-noise-v2.ts';
import { gaussianTable, SeededRandom } from '../../../../base/seeded-random.ts';

/** What a perfect sensor would see, on the sensor's own grid. */
export interface CleanFrame {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
  /** RGBA, width * height * 4. */
  readonly color: Uint8Array;
  /** Millimetres along z, width * height; 0 = nothing there. */
  readonly depth: Float32Array;
  /** SURFACE values of virtual/atlas.ts, width * height; `none` is a smooth background. */
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

export interface NoisyImages {
  readonly color: Uint8Array;
  readonly depth: Uint16Array;
}

export type KinectModel = 'kinect-v1' | 'kinect-v2';

/** Measures depth of a clean frame as one sensor would. `phase` moves slowly evolving effects, in seconds. */
export interface DepthSensor {
  measure(clean: CleanFrame, random: SeededRandom, phase: number): Uint16Array;
}

/** One virtual sensor: the same seed and the same calls give the same noise. */
export class SensorNoise {
  readonly #model: KinectModel;
  readonly #random: SeededRandom;
  readonly #depth: DepthSensor;
  readonly #color: ColorNoise;

  constructor(model: KinectModel, seed: number) {
    this.#model = model;
    this.#random = new SeededRandom(seed);
    const gaussian = gaussianTable(seed ^ 0x51ed270b);
    this.#depth =
      model === 'kinect-v1' ? new KinectV1Depth(gaussian, seed) : new KinectV2Depth(gaussian, seed);
    this.#color = new ColorNoise(gaussian);
  }

  /** A fresh noisy pair; the clean frame is left alone. */
  apply(clean: CleanFrame, timeMs: number): NoisyImages {
    const depth = this.#depth.measure(clean, this.#random, timeMs / 1000);
    // A Kinect v2 finds the colour of a pixel through its depth: no reading, no colour.
    const mapped = this.#model === 'kinect-v2' ? depth : null;
    return { color: this.#color.apply(clean, this.#random, mapped), depth };
  }
}
