/** A recording as a camera: its frames, at the wanted speed and from the wanted place. */
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import { succeed, type Problem, type Result } from '../../../contract/problem.ts';
import type { PlayerControl, PlayerSpeed } from '../../../contract/recordings.ts';
import type { Recording } from './recording.ts';
import type { CameraObserver, DepthCamera } from '../depth-camera.ts';
import type { CameraPicture } from '../picture/camera-picture.ts';
import type { SensorFrame } from '../sensor-frame.ts';
import { RecordedFrames } from './recorded-frames.ts';

export interface RecordingState {
  readonly playing: boolean;
  readonly speed: PlayerSpeed;
  readonly loop: boolean;
  readonly index: number;
  readonly timeMs: number;
}

export interface RecordingCameraOptions {
  /** After each frame that was looked at, and each control. */
  readonly onState: (state: RecordingState) => void;
  /** A frame cannot be read; the others may be. */
  readonly onProblem: (problem: Problem) => void;
}

/** A timer that comes late catches up, unless it is later than this. */
const LONGEST_LAG_MS = 200;
/** A jump forward no longer than this is watched as if frames had been missed. */
const LONGEST_SKIP_MS = 1000;
const FRAME_MS = 1000 / 30;

/**
 * Delivers frames with trust `recording`, whose numbers and times always grow, and marks those that follow a jump, a
 * loop or a step back. The next frame waits until the last one was looked at, so that every replay decides alike.
 */
export class RecordingCamera implements DepthCamera {
  readonly #frames: RecordedFrames;
  readonly #options: RecordingCameraOptions;
  #observer: CameraObserver | null = null;
  #playing = false;
  #speed: PlayerSpeed = 1;
  #loop = false;
  #index = 0;
  #shown = -1;
  /** Added to a frame's number and time, so that both always grow, whatever is jumped over. */
  #offset = { sequence: 0, timeMs: 0 };
  #last = { sequence: 0, timeMs: 0 };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #anchor = { wallMs: 0, recordedMs: 0 };
  #busy: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(recording: Recording, options: RecordingCameraOptions) {
    this.#frames = new RecordedFrames(recording);
    this.#options = options;
  }

  /** Shows the first frame, and stands still. */
  start(observer: CameraObserver): Promise<Result<CameraModel>> {
    this.#observer = observer;
    this.control({ kind: 'seek', timeMs: 0 });
    return Promise.resolve(succeed(this.#frames.camera));
  }

  /** Closes the file too: a recording starts once. */
  async stop(): Promise<void> {
    this.#closed = true;
    this.#playing = false;
    clearTimeout(this.#timer);
    await this.#busy;
    await this.#frames.recording.close();
  }

  get state(): RecordingState {
    return {
      playing: this.#playing,
      speed: this.#speed,
      loop: this.#loop,
      index: this.#index,
      timeMs: this.#frames.timeOf(this.#index),
    };
  }

  control(control: PlayerControl): void {
    switch (control.kind) {
      case 'play':
        if (this.#isAtEnd()) this.#index = 0;
        this.#playing = true;
        break;
      case 'pause':
        this.#playing = false;
        break;
      case 'step':
        this.#playing = false;
        this.#index = this.#clamp(this.#index + control.frames);
        break;
      case 'seek':
        this.#index = this.#clamp(this.#frames.indexAt(control.timeMs));
        break;
      case 'speed':
        this.#speed = control.speed;
        break;
      case 'loop':
        this.#loop = control.loop;
        break;
    }
    this.#anchor = { wallMs: performance.now(), recordedMs: this.#frames.timeOf(this.#index) };
    this.#show();
    this.#schedule();
  }

  /** The frame at a time, as `indexAt` finds it; nothing is delivered. A problem once it is stopped. */
  sensorFrameAt(timeMs: number): Promise<Result<SensorFrame>> {
    const { recording } = this.#frames;
    return recording.frameAt(this.#clamp(this.#frames.indexAt(timeMs)));
  }

  /** Hands over the picture that stands still, for a window that has missed it; nothing while it plays. */
  showAgain(show: (frame: RgbdFrame, picture: CameraPicture | null) => void): void {
    this.#busy = this.#busy.then(async () => {
      if (this.#playing || this.#closed || this.#shown < 0) return;
      const read = await this.#frames.picturedAt(this.#shown);
      if (!read.ok || this.#isClosed()) return;
      show({ ...read.value.frame, ...this.#last }, read.value.picture);
    });
  }

  /** Delivers the frame at the index, after the one that is being read; only the newest of several wishes. */
  #show(): void {
    this.#busy = this.#busy.then(() => this.#deliver(this.#index));
  }

  async #deliver(index: number): Promise<void> {
    const observer = this.#observer;
    if (observer === null || this.#closed || index !== this.#index) return;
    if (index === this.#shown) {
      this.#options.onState(this.state);
      return;
    }
    const read = await this.#frames.picturedAt(index);
    if (this.#isClosed()) return;
    if (!read.ok) {
      this.#playing = false;
      this.#options.onProblem(read.problem);
      this.#options.onState(this.state);
      return;
    }
    const { frame, picture } = read.value;
    const { sequence, timeMs } = frame;
    const isContinuous = this.#isContinuous(index);
    if (!isContinuous) {
      this.#offset = {
        sequence: this.#last.sequence + 1 - sequence,
        timeMs: this.#last.timeMs + FRAME_MS - timeMs,
      };
    }
    this.#last = {
      sequence: sequence + this.#offset.sequence,
      timeMs: timeMs + this.#offset.timeMs,
    };
    this.#shown = index;
    const mark = isContinuous ? {} : { afterJump: true as const };
    observer.onFrame({ ...frame, ...this.#last, ...mark }, picture);
    await observer.lookedAt?.();
    if (!this.#isClosed()) this.#options.onState(this.state);
  }

  /** The next frame is, however long the sensor was silent before it, as it was when it was recorded. */
  #isContinuous(index: number): boolean {
    const sinceShown = this.#frames.timeOf(index) - this.#frames.timeOf(this.#shown);
    return index === this.#shown + 1 || (index > this.#shown && sinceShown < LONGEST_SKIP_MS);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#playing || this.#closed) return;
    if (this.#isAtEnd()) {
      // The last frame is seen as long as others are, and a loop of a single one takes time too.
      this.#timer = setTimeout(() => void this.#atEnd(), FRAME_MS / this.#speed);
      return;
    }
    const nextMs = this.#frames.timeOf(this.#index + 1);
    const dueMs = this.#anchor.wallMs + (nextMs - this.#anchor.recordedMs) / this.#speed;
    this.#timer = setTimeout(() => void this.#advance(), Math.max(0, dueMs - performance.now()));
  }

  async #advance(): Promise<void> {
    // A frame that takes longer to read than it lasts costs time, never a queue.
    await this.#busy;
    if (!this.#playing || this.#closed) return;
    const elapsedMs = performance.now() - this.#anchor.wallMs;
    const nowMs = this.#anchor.recordedMs + elapsedMs * this.#speed;
    const next = this.#clamp(this.#index + 1);
    if (nowMs - this.#frames.timeOf(next) > LONGEST_LAG_MS * this.#speed) {
      this.#anchor = { wallMs: performance.now(), recordedMs: this.#frames.timeOf(next) };
    }
    this.#index = next;
    this.#show();
    this.#schedule();
  }

  async #atEnd(): Promise<void> {
    await this.#busy;
    if (!this.#playing || this.#closed || !this.#isAtEnd()) return;
    if (this.#loop) this.control({ kind: 'seek', timeMs: 0 });
    else {
      this.#playing = false;
      this.#show();
    }
  }

  /** Asked anew after each wait. */
  #isClosed(): boolean {
    return this.#closed;
  }

  #isAtEnd(): boolean {
    return this.#index >= this.#frames.count - 1;
  }

  #clamp(index: number): number {
    return Math.min(Math.max(0, this.#frames.count - 1), Math.max(0, index));
  }
}
