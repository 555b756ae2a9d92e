import { gaussianTable, SeededRandom } from '../../../../electron/base/seeded-random.ts';
import type { CameraModel, RgbdFrame } from '../../../../electron/contract/frame.ts';
import type {
  CleanFrame,
  DepthSensor,
} from '../../../../electron/engine/camera/virtual/noise/clean-frame.ts';
import { KinectV1Depth } from '../../../../electron/engine/camera/virtual/noise/sensor-noise-v1.ts';
import { KinectV2Depth } from '../../../../electron/engine/camera/virtual/noise/sensor-noise-v2.ts';
import { SENSOR_GRIDS } from '../../../../electron/engine/camera/virtual/virtual-sensor.ts';
import { coarsen } from './photograph.ts';
import type { Sensor } from './view-plan.ts';

/** Depth of both Kinects with their noise, without colour. Deterministic. */
export class DepthSensors {
  readonly #random: SeededRandom;
  readonly #sensors: Record<Sensor, DepthSensor>;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
    const gaussian = gaussianTable(seed ^ 0x51ed270b);
    this.#sensors = {
      'kinect-v1': new KinectV1Depth(gaussian, seed),
      'kinect-v2': new KinectV2Depth(gaussian, seed),
    };
  }

  /** @param coarse depth in steps of 4 mm below and 8 mm above 1024 mm */
  measure(
    clean: Pick<CleanFrame, 'width' | 'height' | 'depth' | 'surface' | 'intrinsics'>,
    sensor: Sensor,
    coarse: boolean,
    timeMs: number,
  ): RgbdFrame {
    const { width, height, intrinsics } = clean;
    const subject = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
    const none = new Uint8Array(0);
    const depth = this.#sensors[sensor].measure(
      { ...clean, color: none, subject },
      this.#random,
      timeMs / 1000,
    );
    if (coarse) coarsen(depth);
    const camera: CameraModel = { ...SENSOR_GRIDS[sensor].camera, intrinsics };
    return { sequence: 0, timeMs, width, height, color: none, depth, camera };
  }
}
