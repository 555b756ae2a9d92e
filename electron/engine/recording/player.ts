/** Plays a recording: each frame goes the way a camera's frames go, at the wanted speed. */
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Problem, Result } from '../../contract/problem.ts';
import type { PlayerControl, PlayerSpeed } from '../../contract/recordings.ts';
import { createRegistration } from '../camera/registration/register.ts';
import type { Recording } from './recording-files.ts';

export interface PlayerState {
  readonly playing: boolean;
  readonly speed: PlayerSpeed;
  readonly loop: boolean;
  readonly index: number;
  readonly timeMs: number;
}

export interface PlayerOptions {
  /** With trust `recording`; `isContinuous` is false after a jump, a loop or a step back. */
  readonly onFrame: (frame: RgbdFrame, isContinuous: boolean) => void;
  readonly onState: (state: PlayerState) => void;
  readonly onProblem: (problem: Problem) => void;
}

/** A timer that comes late catches up by leaving out frames no longer than this. */
const LONGEST_LAG_MS = 200;

export class Player {
  readonly #reader: Recording;
  readonly #options: PlayerOptions;
  readonly #register: ReturnType<typeof createRegistration>;
  #playing = false;
  #speed: PlayerSpeed = 1;
  #loop = false;
  #index = 0;
  #shown = -1;
  /** Counts what was delivered, so that sequence and time always grow, whatever is jumped over. */
  #delivered = 0;
  #clockMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #anchor = { wallMs: 0, recordedMs: 0 };
  #busy: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(reader: Recording, options: PlayerOptions) {
    this.#reader = reader;
    this.#options = options;
    this.#register = createRegistration(reader.info.sensor);
  }

  get state(): PlayerState {
    return {
      playing: this.#playing,
      speed: this.#speed,
      loop: this.#loop,
      index: this.#index,
      timeMs: this.#timeOf(this.#index),
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
        this.#index = this.#clamp(this.#reader.indexAt(this.#startMs() + control.timeMs));
        break;
      case 'speed':
        this.#speed = control.speed;
        break;
      case 'loop':
        this.#loop = control.loop;
        break;
    }
    this.#anchor = { wallMs: performance.now(), recordedMs: this.#timeOf(this.#index) };
    this.#show();
    this.#schedule();
  }

  /** Resolves when no further frame will come. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#playing = false;
    clearTimeout(this.#timer);
    await this.#busy;
    await this.#reader.close();
  }

  /** Delivers the frame at the index, after the one that is being read; only the newest of several wishes. */
  #show(): void {
    this.#busy = this.#busy.then(() => this.#deliver(this.#index));
  }

  async #deliver(index: number): Promise<void> {
    if (this.#closed || index !== this.#index) return;
    if (index === this.#shown) {
      this.#options.onState(this.state);
      return;
    }
    const read = await this.#reader.frameAt(index);
    if (this.#isClosed()) return;
    const frame = read.ok ? this.#registered(read.value) : read;
    if (!frame.ok) {
      this.#playing = false;
      this.#options.onProblem(frame.problem);
      this.#options.onState(this.state);
      return;
    }
    const isContinuous =
      index > this.#shown && this.#timeOf(index) - this.#timeOf(this.#shown) < 1000;
    this.#clockMs += isContinuous ? this.#timeOf(index) - this.#timeOf(this.#shown) : 1000 / 30;
    this.#shown = index;
    this.#delivered += 1;
    const { value } = frame;
    this.#options.onFrame(
      {
        ...value,
        // Vision takes the arrays away, and a reader may keep its own.
        color: value.color.slice(),
        depth: value.depth.slice(),
        sequence: this.#delivered,
        timeMs: this.#clockMs,
        camera: { ...value.camera, trust: 'recording' },
      },
      isContinuous,
    );
    this.#options.onState(this.state);
  }

  #registered(frame: Parameters<ReturnType<typeof createRegistration>>[0]): Result<RgbdFrame> {
    try {
      return { ok: true, value: this.#register(frame) };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const message = `This frame does not fit the camera that the recording names (${detail}). The other frames can still be played.`;
      return { ok: false, problem: { code: 'recording-unreadable', message } };
    }
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (!this.#playing || this.#closed) return;
    if (this.#isAtEnd()) {
      this.#atEnd();
      return;
    }
    const nextMs = this.#timeOf(this.#index + 1);
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
    if (nowMs - this.#timeOf(next) > LONGEST_LAG_MS * this.#speed) {
      this.#anchor = { wallMs: performance.now(), recordedMs: this.#timeOf(next) };
    }
    this.#index = next;
    this.#show();
    this.#schedule();
  }

  #atEnd(): void {
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
    return this.#index >= this.#reader.info.frames - 1;
  }

  #clamp(index: number): number {
    return Math.min(Math.max(0, this.#reader.info.frames - 1), Math.max(0, index));
  }

  #startMs(): number {
    return this.#reader.times[0] ?? 0;
  }

  /** Milliseconds since the first frame. */
  #timeOf(index: number): number {
    return (this.#reader.times[index] ?? this.#startMs()) - this.#startMs();
  }
}
