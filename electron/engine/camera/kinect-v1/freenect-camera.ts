import type { CameraModel } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { RawFrame } from '../capture/capture-stream.ts';
import { sensorFrameKeeper, type CameraObserver, type DepthCamera } from '../depth-camera.ts';
import {
  KINECT_V1_HEIGHT,
  KINECT_V1_WIDTH,
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../registration/kinect-v1-model.ts';
import { createRegistration, type Register } from '../registration/register.ts';
import { createFrameIntegrity } from '../capture/frame-integrity.ts';
import type { KinectV1Calibration, SensorFrame, SensorModel } from '../sensor-frame.ts';
import { DeviceClock } from './device-clock.ts';
import { faultOfDump, isFakenect } from './fakenect/fakenect-check.ts';
import { FramePairer } from './frame-pairer.ts';
import { type FreenectProblem, freenectProblem } from './freenect-problem.ts';
import { startFreenect, type FreenectStream } from './freenect-stream.ts';
import {
  chosenLibrary,
  loadNativeModule,
  locateLibrary,
  type NativeModule,
  type NativeOpened,
  type NativeRegistration,
} from './native-module.ts';
import { rgbToRgba } from './rgb-to-rgba.ts';

export interface FreenectCameraOptions {
  /** Index of the device, from 0. */
  readonly index?: number;
  /** File of the libfreenect to load; default: the one named in the environment, else the system's. */
  readonly library?: string;
}

export interface FreenectStatistics {
  /** Frames that were overwritten because we were too slow. */
  readonly dropped: number;
  /** Pictures of one stream without a partner in the other. */
  readonly unpaired: number;
  /** Depth frames dropped because they lost packets on the cable. */
  readonly corrupt: number;
  /** The same for colour. */
  readonly corruptColor: number;
}

/** A Kinect v1 through libfreenect: raw readings and colour, paired by the device's clock and registered here. */
export class FreenectCamera implements DepthCamera {
  readonly #options: FreenectCameraOptions;
  #session: FreenectSession | null = null;

  constructor(options: FreenectCameraOptions = {}) {
    this.#options = options;
  }

  /** Fails with a `FreenectProblem`, whose cause gives the reason. */
  async start(observer: CameraObserver): Promise<Result<CameraModel>> {
    const loaded = loadNativeModule();
    if (!loaded.ok) return { ok: false, problem: freenectProblem('not-built', loaded.reason) };
    const library = this.#options.library ?? chosenLibrary();
    const located = locateLibrary(library);
    if (located.kind !== 'found') {
      const problem = freenectProblem(`library-${located.kind}`, located.detail);
      return { ok: false, problem };
    }
    if (isFakenect(located.file)) {
      const fault = await faultOfDump(process.env['FAKENECT_PATH']);
      if (fault !== null) {
        return { ok: false, problem: freenectProblem('recording-unreadable', fault) };
      }
    }
    await this.#session?.stop();
    const session = new FreenectSession(
      loaded.native,
      { file: located.file, isChosen: library !== '' },
      this.#options.index ?? 0,
      observer,
    );
    this.#session = session;
    return session.opened;
  }

  async stop(): Promise<void> {
    await this.#session?.stop();
  }

  /** Counts of the current capture, or of the last one. */
  statistics(): FreenectStatistics {
    return this.#session?.statistics() ?? { dropped: 0, unpaired: 0, corrupt: 0, corruptColor: 0 };
  }
}

interface Library {
  readonly file: string;
  /** Somebody named it, rather than the system. */
  readonly isChosen: boolean;
}

/** One run, from a start to its end. */
class FreenectSession {
  /** Settles when the device streams or has failed. */
  readonly opened: Promise<Result<CameraModel>>;
  readonly #stream: FreenectStream;
  readonly #observer: CameraObserver;
  readonly #pairer: FramePairer<RawFrame, RawFrame>;
  readonly #clock = new DeviceClock();
  readonly #integrity = createFrameIntegrity();
  /** Sequence of the last depth frame that was judged. */
  #judged = -1;
  /** Offset from the driver's clock to `performance.now()`. */
  readonly #clockOffsetMs = performance.now() - Number(process.hrtime.bigint()) / 1e6;
  #sensor: SensorModel | null = null;
  #register: Register | null = null;
  #isFakenect = false;
  #settle: (result: Result<CameraModel>) => void = () => undefined;
  #stopped = false;

  constructor(native: NativeModule, library: Library, index: number, observer: CameraObserver) {
    this.#observer = observer;
    this.opened = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#pairer = new FramePairer<RawFrame, RawFrame>(
      (depth, video) => this.#deliver(depth, video),
      (frame) => this.#stream.giveBack(frame),
    );
    this.#stream = startFreenect(native, library.file, index, {
      onOpened: (opened) => this.#open(opened, library),
      onFrame: (frame) => {
        if (frame.stream === 'depth') this.#pairer.addDepth(frame);
        else this.#pairer.addVideo(frame);
      },
      waiting: () => this.#pairer.waiting,
      onFailed: (problem) => this.#fail(problem),
    });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#stream.stop();
    this.#pairer.clear();
    // The start was cancelled before it finished.
    this.#settle({ ok: false, problem: freenectProblem('stream-ended', 'it was stopped') });
  }

  statistics(): FreenectStatistics {
    const dropped = this.#stream.dropped('depth') + this.#stream.dropped('video');
    const { corrupt } = this.#integrity.statistics();
    const corruptColor = this.#stream.incomplete('video');
    return { dropped, unpaired: this.#pairer.unpaired, corrupt, corruptColor };
  }

  #open(opened: NativeOpened, library: Library): void {
    this.#isFakenect = isFakenect(opened.libraryFile);
    // A library chosen by hand may invent its pictures.
    const trust = this.#isFakenect || library.isChosen ? 'recording' : 'sensor';
    const serial = this.#isFakenect ? 'fakenect' : opened.serial;
    const sensor = kinectV1Sensor(calibrationOf(opened.registration), serial, trust);
    this.#sensor = sensor;
    this.#register = createRegistration(sensor);
    this.#settle(succeed({ name: sensor.name, serial, trust, intrinsics: sensor.colorIntrinsics }));
  }

  #deliver(depth: RawFrame, video: RawFrame): void {
    try {
      if (this.#sensor === null || this.#register === null || this.#stopped) return;
      const width = KINECT_V1_WIDTH;
      const height = KINECT_V1_HEIGHT;
      const raw = new Uint16Array(depth.bytes.buffer);
      const afterGap = this.#judged >= 0 && depth.sequence !== this.#judged + 1;
      this.#judged = depth.sequence;
      // There is no cable below fakenect, and rendered pictures may well repeat.
      if (!this.#isFakenect && this.#integrity.check(raw, { afterGap }).kind === 'corrupt') return;
      const keep = sensorFrameKeeper(this.#observer);
      const color = rgbToRgba(video.bytes);
      const frame: SensorFrame = {
        sequence: depth.sequence,
        timeMs: this.#clock.timeOf(depth.ticks, depth.hostMs + this.#clockOffsetMs),
        // The slot is overwritten after this turn; only an observer that keeps the frame needs a copy.
        depth: { width, height, data: keep === null ? raw : Uint16Array.from(raw) },
        color: { width, height, data: color },
        sensor: this.#sensor,
      };
      const registered = this.#register(frame);
      // Before it is kept: whoever keeps the frame may change its pictures.
      const own = keep === null ? registered : { ...registered, color: color.slice() };
      keep?.(frame);
      this.#observer.onFrame(own);
    } finally {
      this.#stream.giveBack(depth);
      this.#stream.giveBack(video);
    }
  }

  #fail(problem: FreenectProblem): void {
    const ended = this.#isFakenect && problem.cause === 'stream-ended';
    const told = ended ? freenectProblem('recording-ended', '') : problem;
    const wasOpen = this.#sensor !== null;
    void this.stop();
    if (wasOpen) this.#observer.onStopped(told);
    else this.#settle({ ok: false, problem: told });
  }
}

/** The default calibration, overridden by everything the device reported. */
function calibrationOf(told: NativeRegistration | null): KinectV1Calibration {
  if (told === null) return USUAL_KINECT_V1;
  const { constShift, registrationInfo, startLines } = told;
  const { emitterDistance, colorDistance, referenceDistance, pixelSize } = told;
  return {
    ...USUAL_KINECT_V1,
    constShift,
    zeroPlane: { emitterDistance, colorDistance, referenceDistance, pixelSize },
    device: { registrationInfo, startLines },
  };
}
