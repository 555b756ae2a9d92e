import type { CameraModel, Intrinsics, RgbdFrame } from '../../../../contract/frame.ts';
import { fail, succeed, type Problem, type Result } from '../../../../contract/problem.ts';
import { sensorFrameKeeper, type CameraObserver, type DepthCamera } from '../../depth-camera.ts';
import { turnIntrinsics, turnNumbers, turnPixels } from '../../mirrored/turn-pictures.ts';
import { cameraPicture, type CameraPicture } from '../../picture/camera-picture.ts';
import { createRegistration } from '../../registration/register.ts';
import type { SensorFrame, SensorModel } from '../../sensor-frame.ts';
import { StallWatch } from '../../stall-watch.ts';
import type { Kinect2Driver } from './kinect2-driver.ts';
import {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
  type Kinect2Frame,
} from './kinect2-module.ts';

/** `open()` succeeds without a sensor: if no frame comes for this long, there is none. */
const FIRST_FRAME_MS = 2500;

/**
 * Intrinsics of Kinect v2s in general (about 1 % from unit to unit); the package reports none. They are published of
 * the pictures as the device sends them, mirrored.
 */
const DEPTH_INTRINSICS: Intrinsics = turnIntrinsics(
  { fx: 365.5, fy: 365.5, cx: 254.9, cy: 205.4 },
  DEPTH_WIDTH,
);
/** From the colour camera's field of view, 84.1° × 53.8°, with its axis in the middle. */
const COLOR_INTRINSICS: Intrinsics = { fx: 1064, fy: 1064, cx: 959.5, cy: 539.5 };

const KINECT2_SENSOR: SensorModel = {
  name: 'Kinect for Xbox One',
  // The package reports none.
  serial: 'kinect-v2',
  trust: 'sensor',
  depthIntrinsics: DEPTH_INTRINSICS,
  colorIntrinsics: COLOR_INTRINSICS,
  registration: { kind: 'kinect-v2' },
};

const CAMERA: CameraModel = {
  name: KINECT2_SENSOR.name,
  serial: KINECT2_SENSOR.serial,
  trust: KINECT2_SENSOR.trust,
  intrinsics: DEPTH_INTRINSICS,
};

const ABSENT: Problem = {
  code: 'no-camera',
  message:
    'No Kinect answers. Plug it into a USB 3 port and into its power supply; Depthlock will find it by itself. If another program uses it, close that program.',
};
/** A step of the package's 8 bits in the sensor's 16: 65,535 · 0.08 · 3 / 255 (`Globals.h` of the package). */
const INFRARED_STEP = (65_535 * 0.08 * 3) / 255;
/** The package lifts what is darker to this. */
const INFRARED_FLOOR = 2;

const STOPPED: Problem = { code: 'camera-stopped', message: 'The Kinect was stopped.' };

/**
 * A Kinect v2 through Microsoft's driver: depth in millimetres with the colour that the driver maps onto it, and the
 * full colour picture for recordings. The driver delivers all of them mirrored; they are turned here. The package leaves
 * 8 of infrared's 16 bits (`kinect2-module.ts`); they are scaled back, and a face nearer than about 0.9 m is brighter
 * than they reach. Times are times of arrival: the driver reports none.
 */
export class Kinect2Camera implements DepthCamera {
  readonly #driver: Kinect2Driver;
  #run: Run | null = null;

  constructor(driver: Kinect2Driver) {
    this.#driver = driver;
  }

  /** Resolves with the first frame; `no-camera` if none comes. */
  async start(observer: CameraObserver): Promise<Result<CameraModel>> {
    const earlier = this.#run;
    const run = new Run(this.#driver, observer);
    this.#run = run;
    await earlier?.end();
    return run.begin();
  }

  async stop(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    await run?.end();
  }
}

/** One start of the camera. */
class Run {
  readonly #driver: Kinect2Driver;
  readonly #observer: CameraObserver;
  /** Until the first frame only: whether a camera that streamed has gone silent is judged by whoever holds it. */
  readonly #watch = new StallWatch(() => this.#fail(this.#absent()));
  readonly #register = createRegistration(KINECT2_SENSOR);
  #sequence = 0;
  #malformed = 0;
  #letGo: (() => Promise<void>) | null = null;
  #over = false;
  /** Settles begin(). */
  #onBegun: ((problem: Problem | null) => void) | null = null;

  constructor(driver: Kinect2Driver, observer: CameraObserver) {
    this.#driver = driver;
    this.#observer = observer;
  }

  async begin(): Promise<Result<CameraModel>> {
    if (this.#isOver()) return { ok: false, problem: STOPPED };
    const begun = new Promise<Result<CameraModel>>((resolve) => {
      this.#onBegun = (problem) => {
        this.#onBegun = null;
        resolve(problem === null ? succeed(CAMERA) : { ok: false, problem });
      };
    });
    const acquired = await this.#driver.acquire((frame) => this.#receive(frame));
    if (!acquired.ok) this.#fail(acquired.problem);
    else {
      this.#letGo = acquired.value;
      // Stopped meanwhile: end() could not release what was not acquired yet.
      if (this.#isOver()) await this.#release();
      else this.#watch.start(FIRST_FRAME_MS);
    }
    return begun;
  }

  async end(): Promise<void> {
    this.#fail(STOPPED, false);
    await this.#release();
  }

  /** Re-evaluated after each wait: the run may end meanwhile. */
  #isOver(): boolean {
    return this.#over;
  }

  #receive(delivered: Kinect2Frame): void {
    if (this.#over) return;
    const keep = sensorFrameKeeper(this.#observer);
    const isKept = keep !== null;
    const frame = sensorFrameOf(delivered, this.#sequence, performance.now(), isKept);
    if (!frame.ok) {
      this.#malformed += 1;
      return;
    }
    this.#sequence += 1;
    if (this.#onBegun !== null) {
      this.#watch.stop();
      this.#onBegun(null);
    }
    const registered = this.#register(frame.value);
    // Copies: the recorder keeps its arrays, and vision transfers these.
    const own = isKept ? withOwnImages(registered) : registered;
    const picture = pictureOf(delivered, frame.value);
    keep?.(frame.value);
    this.#observer.onFrame(own, picture);
  }

  #absent(): Problem {
    if (this.#malformed === 0) return ABSENT;
    return {
      code: 'camera-stopped',
      message: `The Kinect sends pictures that Depthlock does not understand (${this.#malformed} were dropped). Install version 0.3.0 of the package “kinect2”.`,
    };
  }

  /** Ends the run once; settles a pending start, else notifies the observer if `tell`. */
  #fail(problem: Problem, tell = true): void {
    if (this.#over) return;
    this.#over = true;
    this.#watch.stop();
    void this.#release();
    if (this.#onBegun !== null) this.#onBegun(problem);
    else if (tell) this.#observer.onStopped(problem);
  }

  async #release(): Promise<void> {
    await this.#letGo?.();
  }
}

function withOwnImages(frame: RgbdFrame): RgbdFrame {
  const { color, depth, infrared } = frame;
  const copied = { ...frame, color: color.slice(), depth: depth.slice() };
  return infrared === undefined ? copied : { ...copied, infrared: infrared.slice() };
}

/**
 * Copies the parts of a delivery into arrays of its own, and turns them; a problem if one is missing or has the wrong
 * size. The colour picture (8 MB) is copied and turned only if `isKept`: registration does not read it.
 */
function sensorFrameOf(
  { color, rawDepth, depthColor, infrared }: Kinect2Frame,
  sequence: number,
  timeMs: number,
  isKept: boolean,
): Result<SensorFrame> {
  const depthPixels = DEPTH_WIDTH * DEPTH_HEIGHT;
  const colorBytes = color?.buffer;
  const depthBytes = rawDepth?.buffer;
  const mappedBytes = depthColor?.buffer;
  if (
    colorBytes?.length !== COLOR_WIDTH * COLOR_HEIGHT * 4 ||
    depthBytes?.length !== depthPixels * 2 ||
    mappedBytes?.length !== depthPixels * 4
  ) {
    return fail('camera-stopped', 'The Kinect delivered a frame without all of its parts.');
  }
  const grid = { width: DEPTH_WIDTH, height: DEPTH_HEIGHT };
  // Windows runs only on little-endian machines: the bytes are the numbers.
  const depth = new Uint16Array(new Uint8Array(depthBytes).buffer);
  turnNumbers(depth, DEPTH_WIDTH);
  return succeed({
    sequence,
    timeMs,
    depth: { ...grid, data: depth },
    color: {
      width: COLOR_WIDTH,
      height: COLOR_HEIGHT,
      data: isKept ? turnedCopy(colorBytes, COLOR_WIDTH) : colorBytes,
    },
    registeredColor: { ...grid, data: turnedCopy(mappedBytes, DEPTH_WIDTH) },
    // Nothing needs infrared: a delivery without it is whole.
    ...(infrared?.buffer.length === depthPixels
      ? { infrared: { ...grid, data: inSixteenBits(infrared.buffer) } }
      : {}),
    sensor: KINECT2_SENSOR,
  });
}

/** The driver's own colour, mirrored as it delivers it: turning 8 MB for a window is not worth it. */
function pictureOf({ color }: Kinect2Frame, frame: SensorFrame): CameraPicture | null {
  if (color === undefined) return null;
  const image = { width: COLOR_WIDTH, height: COLOR_HEIGHT, data: color.buffer };
  return cameraPicture(frame, { image, isTurned: true });
}

function turnedCopy(rgba: Uint8Array, width: number): Uint8Array {
  const own = new Uint8Array(rgba);
  turnPixels(own, width);
  return own;
}

/** The package's 8 bits in the sensor's own scale, turned, to the middle of each step; its floor and 0 are dark. */
function inSixteenBits(bytes: Uint8Array): Uint16Array {
  const values = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const value = bytes[i] ?? 0;
    values[i] = value <= INFRARED_FLOOR ? 0 : (value + 0.5) * INFRARED_STEP;
  }
  turnNumbers(values, DEPTH_WIDTH);
  return values;
}
