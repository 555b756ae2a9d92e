import {
  SOURCE_NAMES,
  type DeviceName,
  type SourceName,
  type SourceState,
  type VirtualScene,
} from '../../contract/camera.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import { listSources } from './camera-sources.ts';
import type { CameraRegistry, ControlledCamera, SourceOptions } from './camera-source.ts';
import type { CameraObserver, DepthCamera } from './depth-camera.ts';
import type { Probe } from './probe.ts';
import type { SensorFrame } from './sensor-frame.ts';
import type { CameraPicture } from './picture/camera-picture.ts';
import { SourceMonitor } from './source-monitor.ts';
import { StallWatch } from './stall-watch.ts';
import { reasonOf } from '../../base/error-words.ts';

export interface CameraControlOptions {
  readonly registry: CameraRegistry;
  readonly scene: VirtualScene;
  /** Devices whose pictures are turned left to right once more; default: none. */
  readonly mirrored?: readonly DeviceName[];
  /** Resolves when the frame was looked at, or will not be. `picture` is as `CameraObserver.onFrame` says. */
  readonly onFrame: (frame: RgbdFrame, picture?: CameraPicture | null) => Promise<void> | void;
  /** What the sensor delivered, just before `onFrame`; for the recorder. */
  readonly onSensorFrame?: (frame: SensorFrame) => void;
  /** Does anybody keep them just now? Default: yes. */
  readonly wantsSensorFrames?: () => boolean;
  /** Called whenever the state of a source changes. */
  readonly onSources: (sources: readonly SourceState[]) => void;
  /** The camera cannot be used, or has stopped, for another reason than before; it is tried again by itself. */
  readonly onLost: (problem: Problem) => void;
  /** The first frame is about to come. */
  readonly onStarted: () => void;
}

/** Sources are looked at this often: what was plugged in streams within two seconds. */
const LOOK_MS = 750;
/** The sources that are not in use, while one streams: only a list in a window waits for them. */
const IDLE_LOOK_MS = 3000;
/** A camera that had no reason to fail is tried again after this long at the latest. */
const LONGEST_PAUSE_MS = 1500;
/** A driver that has not said whether the camera starts for this long hangs. */
const START_MS = 10_000;
/** A streaming camera without a frame for this long has stopped, where its source allows no longer. */
const STALL_MS = 1000;
/** A camera that has just started may take longer; twice as long after each start without any frame. */
const FIRST_FRAME_MS = 2000;
const LONGEST_FIRST_FRAME_MS = 8000;
/** A driver that does not let go for this long is left behind. */
const LET_GO_MS = 3000;

/** One start of a camera. */
interface Use {
  /** Null: a recording. */
  readonly source: SourceName | null;
  readonly camera: ControlledCamera;
  /** Null: it may stand still for as long as it likes. */
  readonly watch: StallWatch | null;
  isStreaming: boolean;
  /** What is made of its last frame. */
  looking: Promise<void> | void;
}

/** Before its first frame. */
const UNSEEN = { isStreaming: false, looking: undefined } as const;

/**
 * Holds the one camera that is in use: a sensor, the virtual Kinect or a recording. It follows what is plugged in and
 * out, starts the chosen source as soon as it can be used, and again after it stopped, stalled or failed. Calls may
 * overlap: the last one counts.
 */
export class CameraControl {
  readonly #options: CameraControlOptions;
  readonly #monitor: SourceMonitor;
  #sourceOptions: SourceOptions;
  #source: SourceName | null = null;
  #use: Use | null = null;
  /** Has a recording the place of the chosen source? */
  #isReplaying = false;
  /** Why the chosen source does not stream; null while it does, and before its first try has ended. */
  #because: Problem | null = null;
  #pauseMs = LOOK_MS;
  #firstFrameMs = FIRST_FRAME_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Changes with every choice: what belongs to an earlier one ends where it notices. */
  #turn = 0;
  #closing: Promise<void> = Promise.resolve();
  #told = '';

  constructor(options: CameraControlOptions) {
    this.#options = options;
    this.#monitor = new SourceMonitor(options.registry);
    const { scene, mirrored = [] } = options;
    this.#sourceOptions = { scene, mirrored };
  }

  setScene(scene: VirtualScene): void {
    this.setSourceOptions({ ...this.#sourceOptions, scene });
  }

  /**
   * Changes whose pictures are turned. Takes effect when a device starts; the one in use is started again if it is
   * concerned, so that nothing that was begun with its frames, not even a recording, goes on with turned ones.
   */
  async setMirrored(mirrored: readonly DeviceName[]): Promise<void> {
    const isTurned = (devices: readonly SourceName[] = []): boolean =>
      this.#source !== null && devices.includes(this.#source);
    const changes = isTurned(this.#sourceOptions.mirrored) !== isTurned(mirrored);
    this.setSourceOptions({ ...this.#sourceOptions, mirrored });
    if (changes && this.#use !== null && !this.#isReplaying) await this.select(this.#source);
  }

  /** For the camera in use, at once, and for every later start. */
  setSourceOptions(options: SourceOptions): void {
    this.#sourceOptions = options;
    this.#use?.camera.setOptions?.(options);
  }

  /**
   * Stops the camera in use and starts `source`; null chooses a real camera that is surely there, else the virtual
   * one. Resolves when the first try to start has ended.
   */
  async select(source: SourceName | null): Promise<void> {
    const turn = this.#begin();
    this.#isReplaying = false;
    this.#because = null;
    if (source !== null) this.#source = source;
    await this.#release();
    // A driver that takes its time holds up only a choice that depends on it.
    const others = this.#monitor.lookAtAll(this.#sourceOptions, source);
    void others.then(() => {
      if (turn === this.#turn) this.#tellSources();
    });
    await (source === null ? others : this.#monitor.look(source, this.#sourceOptions));
    if (turn !== this.#turn) return;
    if (source === null) this.#source = this.#firstChoice();
    await this.#tryToStart(turn);
    this.#watchSources(turn);
  }

  /** Does a recording have the place of the chosen source? */
  get isReplaying(): boolean {
    return this.#isReplaying;
  }

  /**
   * Stops the camera in use and starts a recording in its place. The source that was chosen stays the chosen one, and
   * is not looked after until then. Resolves when the recording has started, or was replaced before it could.
   */
  async replay(recording: DepthCamera): Promise<Result<unknown>> {
    const turn = this.#begin();
    this.#isReplaying = true;
    await this.#release();
    if (turn !== this.#turn) return succeed(undefined);
    const use: Use = { ...UNSEEN, source: null, camera: recording, watch: null };
    this.#use = use;
    return startSafely(recording, this.#observe(use), ADVICE.recording);
  }

  /** From a recording back to the source that was chosen; nothing where none has its place. */
  async endReplay(): Promise<void> {
    if (this.#isReplaying) await this.select(this.#source);
  }

  /** Resolves when no frame will come any more. */
  async stop(): Promise<void> {
    this.#begin();
    this.#isReplaying = false;
    await this.#release();
  }

  #begin(): number {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#pauseMs = LOOK_MS;
    this.#firstFrameMs = FIRST_FRAME_MS;
    return this.#turn;
  }

  /** Virtual, unless a real camera has been seen: a driver alone is no camera. */
  #firstChoice(): SourceName {
    const seen = SOURCE_NAMES.find((source) => {
      const probe = this.#monitor.known(source);
      return source !== 'virtual' && probe?.kind === 'ready' && probe.certain;
    });
    return seen ?? 'virtual';
  }

  #watchSources(turn: number): void {
    if (turn !== this.#turn) return;
    clearTimeout(this.#timer);
    const streams = this.#use !== null;
    this.#timer = setTimeout(
      () => {
        void this.#look(turn);
      },
      streams ? IDLE_LOOK_MS : this.#pauseMs,
    );
  }

  async #look(turn: number): Promise<void> {
    const source = this.#source;
    const isUsed = this.#use !== null;
    // The others may take their time; what a person waits for does not wait for them.
    void this.#monitor.lookAtAll(this.#sourceOptions, source).then(() => {
      if (turn === this.#turn) this.#tellSources();
    });
    if (source !== null && !isUsed) {
      await this.#monitor.look(source, this.#sourceOptions);
      if (turn !== this.#turn) return;
      await this.#tryToStart(turn);
    }
    this.#watchSources(turn);
  }

  /** Starts the chosen source if nothing speaks against it. */
  async #tryToStart(turn: number): Promise<void> {
    const source = this.#source;
    if (source === null || this.#use !== null) return;
    const probe = this.#monitor.known(source);
    if (probe?.kind === 'blocked') this.#refused(probe);
    else await this.#start(source, turn);
  }

  async #start(source: SourceName, turn: number): Promise<void> {
    const camera = this.#options.registry[source].create(this.#sourceOptions);
    const watch = new StallWatch(() => {
      this.#stopped(use, stalled(this.#options.registry[source].title, adviceFor(source)));
    });
    const use: Use = { ...UNSEEN, source, camera, watch };
    this.#use = use;
    this.#tellSources();
    watch.start(START_MS);
    const started = await startSafely(camera, this.#observe(use), adviceFor(source));
    if (this.#use !== use || turn !== this.#turn) return;
    if (!started.ok) {
      this.#stopped(use, started.problem);
      this.#pauseMs = Math.min(1.5 * this.#pauseMs, LONGEST_PAUSE_MS);
    } else if (!use.isStreaming) {
      const { silenceLimitMs = 0 } = this.#options.registry[source];
      watch.start(Math.max(silenceLimitMs, this.#firstFrameMs));
      this.#firstFrameMs = Math.min(2 * this.#firstFrameMs, LONGEST_FIRST_FRAME_MS);
    }
  }

  /** A camera that was replaced may still deliver a frame or two: nobody is told. */
  #observe(use: Use): CameraObserver {
    const { onFrame, onSensorFrame, wantsSensorFrames = () => true } = this.#options;
    return {
      onFrame: (frame, picture) => {
        if (this.#use !== use) return;
        if (!use.isStreaming) this.#streams(use);
        use.watch?.frame();
        use.looking = onFrame(frame, picture);
      },
      lookedAt: async () => {
        await use.looking;
      },
      ...(onSensorFrame === undefined
        ? {}
        : {
            onSensorFrame: (frame: SensorFrame) => {
              if (this.#use === use) onSensorFrame(frame);
            },
            wantsSensorFrames,
          }),
      onStopped: (problem) => this.#stopped(use, problem),
    };
  }

  #streams(use: Use): void {
    use.isStreaming = true;
    if (use.source !== null) {
      use.watch?.start(this.#options.registry[use.source].silenceLimitMs ?? STALL_MS);
      this.#because = null;
      this.#pauseMs = LOOK_MS;
      this.#firstFrameMs = FIRST_FRAME_MS;
      this.#tellSources();
    }
    this.#options.onStarted();
  }

  /** The camera ended by itself, or has to: it is released, and looked for again. */
  #stopped(use: Use, problem: Problem): void {
    if (this.#use !== use) return;
    const turn = this.#turn;
    this.#isReplaying = false;
    clearTimeout(this.#timer);
    void this.#release().then(() => this.#watchSources(turn));
    this.#lost(problem);
  }

  #refused({ obstacle, reason }: Extract<Probe, { kind: 'blocked' }>): void {
    // What stopped a camera that worked says more than that it does not answer since.
    if (obstacle === 'not-answering' && this.#because !== null) this.#tellSources();
    else this.#lost({ code: 'no-camera', message: reason });
  }

  #lost(problem: Problem): void {
    const isNews = problem.message !== this.#because?.message;
    this.#because = problem;
    this.#tellSources();
    if (isNews) this.#options.onLost(problem);
  }

  /** Lets go of the camera in use; one after the other, as devices cannot be opened twice. */
  #release(): Promise<void> {
    const use = this.#use;
    this.#use = null;
    if (use !== null) {
      use.watch?.stop();
      this.#closing = this.#closing.then(() => stopSafely(use.camera));
    }
    return this.#closing;
  }

  #tellSources(): void {
    const chosen =
      this.#source === null
        ? null
        : {
            source: this.#source,
            isStreaming: this.#use?.isStreaming ?? false,
            stoppedBecause: this.#because,
          };
    const { registry, onSources } = this.#options;
    const sources = listSources(registry, (source) => this.#monitor.known(source), chosen);
    const told = JSON.stringify(sources);
    if (told === this.#told) return;
    this.#told = told;
    onSources(sources);
  }
}

/** What to do about pictures that do not come, by where they should come from. */
const ADVICE = {
  device: 'Unplug it and plug it in again; Depthlock will carry on by itself.',
  virtual: 'Depthlock will start it again by itself; if that does not help, restart Depthlock.',
  recording: 'Close the recording and play it again.',
} as const;

const adviceFor = (source: SourceName): string =>
  source === 'virtual' ? ADVICE.virtual : ADVICE.device;

function stalled(title: string, advice: string): Problem {
  return { code: 'camera-stopped', message: `${title} stopped sending frames. ${advice}` };
}

/** A driver that throws is a camera that does not start. */
async function startSafely(
  camera: ControlledCamera,
  observer: CameraObserver,
  advice: string,
): Promise<Result<unknown>> {
  try {
    return await camera.start(observer);
  } catch (error) {
    const detail = reasonOf(error);
    return fail('camera-stopped', `The camera could not be started (${detail}). ${advice}`);
  }
}

/** Waits for the driver, but not for ever, and takes no exception from it. */
async function stopSafely(camera: ControlledCamera): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LET_GO_MS);
  });
  try {
    await Promise.race([camera.stop(), limit]);
  } catch (error) {
    console.error('camera: could not be stopped:', error);
  } finally {
    clearTimeout(timer);
  }
}
