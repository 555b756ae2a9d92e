import type { RoomLight } from '../../../../contract/camera.ts';
import type { CleanFrame, DepthSensor } from './clean-frame.ts';
import { ColorNoise } from './sensor-noise-color.ts';
import { InfraredCamera } from './sensor-infrared.ts';
import type { LostColors } from './lost-colors.ts';
import { KinectV1Depth } from './sensor-noise-v1.ts';
import { KinectV2Depth } from './sensor-noise-v2.ts';
import { gaussianTable, SeededRandom } from '../../../../base/seeded-random.ts';

export interface NoisyImages {
  /** RGBA; alpha 0 where depth has no reading to map it by. */
  readonly color: Uint8Array;
  /** What the colour camera itself saw there; null where it lost nothing. */
  readonly lost: LostColors | null;
  readonly depth: Uint16Array;
}

export type KinectModel = 'kinect-v1' | 'kinect-v2';

/** One virtual sensor: the same seed and the same calls give the same noise. */
export class SensorNoise {
  readonly #model: KinectModel;
  readonly #random: SeededRandom;
  readonly #depth: DepthSensor;
  readonly #color: ColorNoise;
  /** A Kinect v1 has one camera for infrared and colour, which shows either. */
  readonly #infrared: InfraredCamera | null;

  constructor(model: KinectModel, seed: number) {
    this.#model = model;
    this.#random = new SeededRandom(seed);
    const gaussian = gaussianTable(seed ^ 0x51ed270b);
    this.#depth =
      model === 'kinect-v1' ? new KinectV1Depth(gaussian, seed) : new KinectV2Depth(gaussian, seed);
    this.#color = new ColorNoise(gaussian);
    this.#infrared = model === 'kinect-v2' ? new InfraredCamera(gaussian, seed) : null;
  }

  /** A fresh noisy pair; the clean frame is left alone. */
  apply(clean: CleanFrame, timeMs: number, light: RoomLight = 'bright'): NoisyImages {
    const depth = this.#depth.measure(clean, this.#random, timeMs / 1000);
    // A Kinect v2 finds the colour of a pixel through its depth: no reading, no colour.
    const color = this.#color.apply(clean, this.#random, light);
    const isMapped = this.#model === 'kinect-v2';
    const lost = isMapped ? this.#color.keepMapped(color, clean, depth) : null;
    return { color, lost, depth };
  }

  /** The infrared picture of the same scene; null for a sensor that gives none along with colour. */
  infrared(clean: CleanFrame): Uint16Array | null {
    return this.#infrared?.measure(clean) ?? null;
  }
}
