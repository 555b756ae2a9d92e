import type { Worker } from 'node:worker_threads';
import type { VirtualScene } from '../../../contract/camera.ts';
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { succeed } from '../../../contract/problem.ts';
import type { Problem, Result } from '../../../contract/problem.ts';
import { sensorFrameKeeper, type CameraObserver, type DepthCamera } from '../depth-camera.ts';
import type { CameraPicture } from '../picture/camera-picture.ts';
import { asSensorFrame } from '../sensor-frame.ts';
import { EveryFrameClock } from './every-frame-clock.ts';
import { FrameClock, type CameraClock } from './frame-clock.ts';
import { withLostColors, type LostColors } from './noise/lost-colors.ts';
import type { RenderAnswer, RenderRequest, RenderWorkerData } from './render-protocol.ts';
import { startRenderWorker } from './render-worker-start.ts';
import { SENSOR_GRIDS } from './virtual-sensor.ts';

/**
 * `real-time`: a frame that is not finished when the next one is due costs that next one; its sequence number is left
 * out. `every-frame`: the next one waits for it and for its observer (`lookedAt`), so that none is missing on a slow
 * or busy computer; times are those of the camera's own clock, evenly apart, and fall behind the time of day.
 */
export type VirtualPace = 'real-time' | 'every-frame';

export interface VirtualCameraOptions {
  /** The folder that holds `people/people.json`. */
  readonly assets: string;
  readonly scene: VirtualScene;
  /** Fixes the noise; by default every start differs. */
  readonly seed?: number;
  /** Pictures a second (default: 30). */
  readonly framesPerSecond?: number | undefined;
  /** Default: `real-time`. */
  readonly pace?: VirtualPace | undefined;
}

/** A Kinect that is not there: 30 frames a second of a virtual person, drawn on a worker thread. */
export class VirtualCamera implements DepthCamera {
  readonly #assets: string;
  readonly #seed: number;
  readonly #framesPerSecond: number | undefined;
  readonly #pace: VirtualPace;
  #scene: VirtualScene;
  #run: Run | null = null;

  constructor(options: VirtualCameraOptions) {
    this.#assets = options.assets;
    this.#scene = options.scene;
    this.#seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
    this.#framesPerSecond = options.framesPerSecond;
    this.#pace = options.pace ?? 'real-time';
  }

  /** Resolves when the scene is loaded; `people-missing` where its person cannot be shown. */
  async start(observer: CameraObserver): Promise<Result<CameraModel>> {
    await this.stop();
    const data = { assets: this.#assets, seed: this.#seed };
    const run = new Run(data, observer, this.#pace, this.#framesPerSecond);
    this.#run = run;
    return run.begin(this.#scene);
  }

  /**
   * Changes what is played, at once. A head moves on smoothly to a new motion. A person that cannot be shown
   * stops the camera.
   */
  setScene(scene: VirtualScene): void {
    this.#scene = scene;
    this.#run?.setScene(scene);
  }

  async stop(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    await run?.end();
  }
}

/** One start of the camera, from its thread's first to its last moment. */
class Run {
  readonly #worker: Worker;
  readonly #observer: CameraObserver;
  readonly #clock: CameraClock;
  #capturing = false;
  #over = false;
  /** Settles begin(). */
  #onBegun: ((problem: Problem | null) => void) | null = null;

  constructor(
    workerData: RenderWorkerData,
    observer: CameraObserver,
    pace: VirtualPace,
    framesPerSecond: number | undefined,
  ) {
    this.#observer = observer;
    const capture = (tick: number, timeMs: number): void => this.#capture(tick, timeMs);
    const Clock = pace === 'real-time' ? FrameClock : EveryFrameClock;
    this.#clock = new Clock(capture, framesPerSecond);
    this.#worker = startRenderWorker(workerData);
    this.#worker.on('message', (answer: RenderAnswer) => this.#receive(answer));
    this.#worker.on('error', (error) => this.#fail(crashed(String(error))));
    this.#worker.on('exit', (code) => this.#fail(crashed(`its thread ended with code ${code}`)));
  }

  begin(scene: VirtualScene): Promise<Result<CameraModel>> {
    const begun = new Promise<Result<CameraModel>>((resolve) => {
      this.#onBegun = (problem) => {
        this.#onBegun = null;
        resolve(
          problem === null ? succeed(SENSOR_GRIDS[scene.sensor].camera) : { ok: false, problem },
        );
      };
    });
    this.setScene(scene);
    return begun;
  }

  setScene(scene: VirtualScene): void {
    this.#post({ kind: 'scene', scene, timeMs: performance.now() });
  }

  async end(): Promise<void> {
    this.#fail({ code: 'camera-stopped', message: 'The virtual Kinect was stopped.' }, false);
    await this.#worker.terminate();
  }

  #post(request: RenderRequest): void {
    if (!this.#over) {
      this.#worker.postMessage(request);
    }
  }

  #capture(sequence: number, timeMs: number): void {
    if (!this.#capturing) {
      this.#capturing = true;
      this.#post({ kind: 'capture', sequence, timeMs });
    }
  }

  #receive(answer: RenderAnswer): void {
    if (this.#over) {
      return;
    }
    switch (answer.kind) {
      case 'scene-set':
        if (this.#onBegun !== null) {
          this.#clock.start();
          this.#onBegun(null);
        }
        return;
      case 'frame': {
        this.#capturing = false;
        const { sequence, timeMs, sensor, color, depth, infrared, lost } = answer;
        const images = infrared === undefined ? { color, depth } : { color, depth, infrared };
        const frame: RgbdFrame = { ...SENSOR_GRIDS[sensor], sequence, timeMs, ...images };
        sensorFrameKeeper(this.#observer)?.(asSensorFrame(frame));
        this.#observer.onFrame(frame, lost === undefined ? null : pictureOf(frame, lost));
        void this.#goOn();
        return;
      }
      case 'problem':
        this.#fail(answer.problem);
        void this.#worker.terminate();
    }
  }

  async #goOn(): Promise<void> {
    await this.#observer.lookedAt?.();
    if (!this.#over) this.#clock.frameDone();
  }

  /** Ends the run once; tells whoever waits for the start, else the observer if `tell`. */
  #fail(problem: Problem, tell = true): void {
    if (this.#over) {
      return;
    }
    this.#over = true;
    this.#clock.stop();
    if (this.#onBegun !== null) {
      this.#onBegun(problem);
    } else if (tell) {
      this.#observer.onStopped(problem);
    }
  }
}

/** The virtual Kinect draws colour on the grid of depth. The picture is put together for whoever asks for it only. */
function pictureOf({ width, height, color }: RgbdFrame, lost: LostColors): CameraPicture {
  let image: CameraPicture['image'] | null = null;
  return {
    get image() {
      image ??= { width, height, data: withLostColors(color, lost) };
      return image;
    },
    isTurned: false,
    place: (x, y) => ({ x, y }),
  };
}

const crashed = (detail: string): Problem => ({
  code: 'camera-stopped',
  message: `The virtual Kinect stopped unexpectedly (${detail}). Choose it again to restart it.`,
});
