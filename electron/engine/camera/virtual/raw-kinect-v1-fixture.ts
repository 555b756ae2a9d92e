/** For tests: what a Kinect v1 delivers of a virtual person before registration, each image from where its camera stands. */
import type { Intrinsics } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import {
  colorIntrinsicsV1,
  KINECT_V1_HEIGHT,
  KINECT_V1_WIDTH,
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../registration/kinect-v1-model.ts';
import { millimetresToRaw, NO_RAW_READING } from '../registration/raw-depth.ts';
import type { KinectV1Calibration, SensorFrame } from '../sensor-frame.ts';
import { ColorNoise } from './noise/sensor-noise-color.ts';
import { KinectV1Depth } from './noise/sensor-noise-v1.ts';
import type { VirtualPose } from './motion.ts';
import { ScenePainter } from './drawing/scene-painter.ts';
import { gaussianTable, SeededRandom } from '../../../base/seeded-random.ts';
import type { VirtualPerson } from './virtual-person.ts';

/** Distance at which the parallax of the pinhole model is nil, mm. */
const PARALLAX_FREE_MM = 1200;
/** The sensor has no readings in its last columns. */
const DARK_COLUMNS = 8;

/** How far the colour camera stands to the image right of the depth camera, mm; about 26. */
export const colorCameraOffset = (calibration: KinectV1Calibration): number =>
  (calibration.pinhole.parallax * PARALLAX_FREE_MM) / colorIntrinsicsV1(calibration).fx;

/** A Kinect v1 without an answer about its registration, in front of one person. */
export class RawKinectV1 {
  readonly #person: VirtualPerson;
  readonly #random: SeededRandom;
  readonly #sensor = kinectV1Sensor(USUAL_KINECT_V1, 'virtual-raw', 'virtual');
  readonly #toRaw = millimetresToRaw(USUAL_KINECT_V1);
  readonly #offsetMm = colorCameraOffset(USUAL_KINECT_V1);
  readonly #depthPainter = painterOf(this.#sensor.depthIntrinsics);
  readonly #colorPainter = painterOf(this.#sensor.colorIntrinsics);
  readonly #depthNoise: KinectV1Depth;
  readonly #colorNoise: ColorNoise;

  /** @param seed fixes the noise of every frame to come */
  constructor(person: VirtualPerson, seed: number) {
    const gaussian = gaussianTable(seed);
    this.#person = person;
    this.#random = new SeededRandom(seed);
    this.#depthNoise = new KinectV1Depth(gaussian, seed);
    this.#colorNoise = new ColorNoise(gaussian);
  }

  /** Raw 11-bit depth and colour of 640×480. @param pose as the colour camera sees it, held to the range of the atlas */
  async capture(pose: VirtualPose, sequence: number, timeMs: number): Promise<Result<SensorFrame>> {
    const shown = { ...pose, ...this.#person.clamp(pose.yaw, pose.pitch) };
    const seenByDepth = { ...shown, x: shown.x + this.#offsetMm };
    const depth = await this.#depthPainter.drawFigure(this.#person, seenByDepth);
    if (!depth.ok) return depth;
    const millimetres = this.#depthNoise.measure(depth.value, this.#random, timeMs / 1000);
    const color = await this.#colorPainter.drawFigure(this.#person, shown);
    if (!color.ok) return color;
    const size = { width: KINECT_V1_WIDTH, height: KINECT_V1_HEIGHT };
    return succeed({
      sequence,
      timeMs,
      depth: { ...size, data: this.#rawOf(millimetres) },
      color: { ...size, data: this.#colorNoise.apply(color.value, this.#random) },
      sensor: this.#sensor,
    });
  }

  #rawOf(millimetres: Uint16Array): Uint16Array {
    return millimetres.map((mm, i) =>
      i % KINECT_V1_WIDTH < KINECT_V1_WIDTH - DARK_COLUMNS
        ? (this.#toRaw[mm] ?? NO_RAW_READING)
        : NO_RAW_READING,
    );
  }
}

const painterOf = (intrinsics: Intrinsics): ScenePainter =>
  new ScenePainter(KINECT_V1_WIDTH, KINECT_V1_HEIGHT, intrinsics);
