import type { SourceName, SourceState, VirtualScene } from '../contract/camera.ts';
import type { RgbdFrame } from '../contract/frame.ts';
import { fail, type Problem, type Result } from '../contract/problem.ts';
import { listSources, unavailability } from './camera-sources.ts';
import type { DepthCamera } from './camera/depth-camera.ts';

/** The virtual camera besides: what it plays can be changed while it streams. */
export interface ScenicCamera extends DepthCamera {
  setScene(scene: VirtualScene): void;
}

export interface CameraControlOptions {
  readonly createVirtual: (scene: VirtualScene) => ScenicCamera;
  /** Why the virtual camera has nobody to show; null if it has. */
  readonly virtualProblem: string | null;
  readonly onFrame: (frame: RgbdFrame) => void;
  readonly onSources: (sources: readonly SourceState[]) => void;
  /** The camera cannot be used, or has stopped; it is tried again if it had worked. */
  readonly onLost: (problem: Problem) => void;
  readonly onStarted: () => void;
}

/** A camera that stopped by itself is started again after this long: it may be back. */
const RETRY_MS = 2000;

/** Holds the one camera that is in use, and starts it again when it stops by itself. */
export class CameraControl {
  readonly #options: CameraControlOptions;
  #scene: VirtualScene;
  #source: SourceName | null = null;
  #stoppedBecause: string | null = null;
  #camera: ScenicCamera | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(scene: VirtualScene, options: CameraControlOptions) {
    this.#scene = scene;
    this.#options = options;
  }

  setScene(scene: VirtualScene): void {
    this.#scene = scene;
    this.#camera?.setScene(scene);
  }

  /** Stops the camera in use and starts `source`. */
  async select(source: SourceName): Promise<void> {
    await this.stop();
    this.#source = source;
    const reason = unavailability(source, this.#options.virtualProblem);
    if (reason === null) await this.#start();
    else this.#lost({ code: 'no-camera', message: reason });
  }

  async stop(): Promise<void> {
    clearTimeout(this.#retry);
    const camera = this.#camera;
    this.#camera = null;
    await camera?.stop();
  }

  async #start(): Promise<void> {
    const camera = this.#options.createVirtual(this.#scene);
    this.#camera = camera;
    const started = await startSafely(camera, {
      // A camera that was replaced may still deliver a frame or two.
      onFrame: (frame) => {
        if (this.#camera === camera) this.#options.onFrame(frame);
      },
      onStopped: (problem) => {
        if (this.#camera === camera) this.#stopped(problem);
      },
    });
    if (this.#camera !== camera) return;
    if (!started.ok) {
      this.#stopped(started.problem);
      return;
    }
    this.#stoppedBecause = null;
    this.#tellSources();
    this.#options.onStarted();
  }

  #stopped(problem: Problem): void {
    this.#camera = null;
    this.#lost(problem);
    this.#retry = setTimeout(() => {
      void this.#start();
    }, RETRY_MS);
  }

  #lost(problem: Problem): void {
    this.#stoppedBecause = problem.message;
    this.#tellSources();
    this.#options.onLost(problem);
  }

  #tellSources(): void {
    const current =
      this.#source === null ? null : { source: this.#source, stoppedBecause: this.#stoppedBecause };
    this.#options.onSources(listSources(current, this.#options.virtualProblem));
  }
}

/** A driver that throws is a camera that does not start. */
async function startSafely(
  camera: DepthCamera,
  observer: Parameters<DepthCamera['start']>[0],
): Promise<Result<unknown>> {
  try {
    return await camera.start(observer);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail(
      'camera-stopped',
      `The camera could not be started (${detail}). Unplug it and plug it in again; Depthlock will carry on by itself.`,
    );
  }
}
