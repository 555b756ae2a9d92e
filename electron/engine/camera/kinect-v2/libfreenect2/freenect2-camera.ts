import type { CameraModel, Trust } from '../../../../contract/frame.ts';
import { succeed, type Result } from '../../../../contract/problem.ts';
import type { RawFrame } from '../../capture/capture-stream.ts';
import { sensorFrameKeeper, type CameraObserver, type DepthCamera } from '../../depth-camera.ts';
import { cameraPicture } from '../../picture/camera-picture.ts';
import { DeviceClock } from '../../kinect-v1/device-clock.ts';
import {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
  kinectV2Sensor,
} from '../../registration/kinect-v2-model.ts';
import { createRegistration, type Register } from '../../registration/register.ts';
import type { SensorFrame, SensorModel } from '../../sensor-frame.ts';
import { FrameMatcher } from './frame-matcher.ts';
import { freenect2Problem, type Freenect2Problem } from './freenect2-problem.ts';
import { startFreenect2, type Freenect2Stream } from './freenect2-stream.ts';
import {
  loadFrom,
  chosenLibrary2,
  loadNativeModule,
  type NativeModule,
  type NativeOpened,
} from './native-module.ts';

export interface Freenect2CameraOptions {
  /** Index of the device, from 0. */
  readonly index?: number;
  /** File of native code other than Depthlock's own: its frames are trusted only like a recording's. */
  readonly file?: string;
}

export interface Freenect2Statistics {
  /** Pictures that were overwritten because we were too slow. */
  readonly dropped: number;
  /** Pictures of one camera without a partner in the other: every other one of depth in the dark. */
  readonly unpaired: number;
  /** Pictures that the library reported as damaged. */
  readonly damaged: number;
}

const DEPTH_PIXELS = DEPTH_WIDTH * DEPTH_HEIGHT;

/** A Kinect v2 through libfreenect2: depth, infrared and colour, paired by the device's clock and registered here. */
export class Freenect2Camera implements DepthCamera {
  readonly #options: Freenect2CameraOptions;
  #session: Freenect2Session | null = null;

  constructor(options: Freenect2CameraOptions = {}) {
    this.#options = options;
  }

  /** Fails with a `Freenect2Problem`, whose cause gives the reason. */
  async start(observer: CameraObserver): Promise<Result<CameraModel>> {
    const { file, index = 0 } = this.#options;
    const loaded = file === undefined ? loadNativeModule() : loadFrom(file);
    if (!loaded.ok) {
      return { ok: false, problem: freenect2Problem(loaded.cause, loaded.detail) };
    }
    await this.#session?.stop();
    // A library chosen by hand may invent its pictures.
    const trust = file === undefined && chosenLibrary2() === '' ? 'sensor' : 'recording';
    const session = new Freenect2Session(loaded.native, index, trust, observer);
    this.#session = session;
    return session.opened;
  }

  async stop(): Promise<void> {
    await this.#session?.stop();
  }

  /** Counts of the current capture, or of the last one. */
  statistics(): Freenect2Statistics {
    return this.#session?.statistics() ?? { dropped: 0, unpaired: 0, damaged: 0 };
  }
}

/** One run, from a start to its end. */
class Freenect2Session {
  /** Settles when the device streams or has failed. */
  readonly opened: Promise<Result<CameraModel>>;
  readonly #stream: Freenect2Stream;
  readonly #observer: CameraObserver;
  readonly #matcher: FrameMatcher<RawFrame, RawFrame>;
  readonly #clock = new DeviceClock();
  /** Offset from the driver's clock to `performance.now()`. */
  readonly #clockOffsetMs = performance.now() - Number(process.hrtime.bigint()) / 1e6;
  readonly #trust: Trust;
  #sensor: SensorModel | null = null;
  #register: Register | null = null;
  #settle: (result: Result<CameraModel>) => void = () => undefined;
  #stopped = false;

  constructor(native: NativeModule, index: number, trust: Trust, observer: CameraObserver) {
    this.#trust = trust;
    this.#observer = observer;
    this.opened = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#matcher = new FrameMatcher<RawFrame, RawFrame>(
      (depth, video) => this.#deliver(depth, video),
      (frame) => this.#stream.frames.giveBack(frame),
    );
    const pipeline = process.env['DEPTHLOCK_FREENECT2_PIPELINE'] ?? '';
    this.#stream = startFreenect2(native, pipeline, index, {
      onOpened: (opened) => this.#open(opened),
      onFrame: (frame) => {
        if (frame.stream === 'depth') this.#matcher.addDepth(frame);
        else this.#matcher.addColor(frame);
      },
      onFailed: (problem) => this.#fail(problem),
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#stream.frames.stop();
    this.#matcher.clear();
    // The start was cancelled before it finished.
    this.#settle({ ok: false, problem: freenect2Problem('stopped', '') });
  }

  statistics(): Freenect2Statistics {
    const { frames, damaged } = this.#stream;
    return {
      dropped: frames.dropped('depth') + frames.dropped('video'),
      unpaired: this.#matcher.unpaired,
      damaged: damaged(),
    };
  }

  #open({ serial, depth, color }: NativeOpened): void {
    if (this.#stopped) return;
    const sensor = kinectV2Sensor({ depth, color }, serial, this.#trust);
    const { name, trust, depthIntrinsics: intrinsics } = sensor;
    this.#sensor = sensor;
    this.#register = createRegistration(sensor);
    this.#settle(succeed({ name, serial, trust, intrinsics }));
  }

  #deliver(depth: RawFrame, video: RawFrame): void {
    try {
      if (this.#sensor === null || this.#register === null || this.#stopped) return;
      const keep = sensorFrameKeeper(this.#observer);
      const frame = this.#sensorFrame(this.#sensor, depth, video, keep !== null);
      // Registration returns arrays of its own.
      const registered = this.#register(frame);
      // The slot itself: whoever keeps the frame may change its pictures.
      const image = { width: COLOR_WIDTH, height: COLOR_HEIGHT, data: video.bytes };
      const picture = cameraPicture(frame, { image, isTurned: false });
      keep?.(frame);
      this.#observer.onFrame(registered, picture);
    } finally {
      this.#stream.frames.giveBack(depth);
      this.#stream.frames.giveBack(video);
    }
  }

  /** The slots are overwritten after this turn; only an observer that keeps the frame needs copies. */
  #sensorFrame(
    sensor: SensorModel,
    depth: RawFrame,
    video: RawFrame,
    isKept: boolean,
  ): SensorFrame {
    const grid = { width: DEPTH_WIDTH, height: DEPTH_HEIGHT };
    const numbers = (from: number) => {
      const there = new Uint16Array(depth.bytes.buffer, 2 * from, DEPTH_PIXELS);
      return isKept ? Uint16Array.from(there) : there;
    };
    return {
      sequence: depth.sequence,
      timeMs: this.#clock.timeOf(depth.ticks, depth.hostMs + this.#clockOffsetMs),
      depth: { ...grid, data: numbers(0) },
      infrared: { ...grid, data: numbers(DEPTH_PIXELS) },
      color: {
        width: COLOR_WIDTH,
        height: COLOR_HEIGHT,
        data: isKept ? Uint8Array.from(video.bytes) : video.bytes,
      },
      sensor,
    };
  }

  #fail(problem: Freenect2Problem): void {
    const wasOpen = this.#sensor !== null;
    void this.stop();
    if (wasOpen) this.#observer.onStopped(problem);
    else this.#settle({ ok: false, problem });
  }
}
