/** One capture of the native code: its ring of shared memory, its events, its watchdog. */
import type { StreamName, TakenFrame } from '../freenect/native-module.ts';
import {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
} from '../registration/kinect-v2-model.ts';
import { freenect2Problem, type Freenect2Problem } from './freenect2-problem.ts';
import type { NativeCapture, NativeEvent, NativeModule } from './native-module.ts';

/** Of 16-bit millimetres and as many numbers of infrared. */
const DEPTH_BYTES = 2 * 2 * DEPTH_WIDTH * DEPTH_HEIGHT;
const COLOR_BYTES = 4 * COLOR_WIDTH * COLOR_HEIGHT;
/** 0.4 s of depth, 0.3 s of colour, which takes 83 MB. Up to six of each wait for a frame of the other. */
const SLOTS = { depth: 12, video: 10 } as const;
/** A stream that is silent for longer has stalled. */
const STALLED_MS = 1000;
/** The device warms up before its first frame. */
const FIRST_FRAME_MS = 4000;
const WATCH_MS = 250;
/** A driver that takes longer to open or to stop does not come back. The device may be reset, and wait for itself. */
const HUNG_MS = 15_000;

export interface RawFrame extends TakenFrame {
  readonly stream: StreamName;
  /** The picture, in shared memory: valid until it is given back. */
  readonly bytes: Uint8Array;
}

export interface StreamObserver {
  onOpened(opened: Extract<NativeEvent, { kind: 'opened' }>): void;
  /** Only after `onOpened`. The frame must be given back. */
  onFrame(frame: RawFrame): void;
  /** Told once at most; nothing but the end comes after it. */
  onFailed(problem: Freenect2Problem): void;
}

/**
 * Starts at once. Frames come one of each stream a turn of the event loop, so that a slow observer starves nothing
 * else; the driver drops the oldest for it.
 */
export class Freenect2Stream {
  readonly #capture: NativeCapture;
  readonly #observer: StreamObserver;
  readonly #slots = {
    depth: makeSlots(SLOTS.depth, DEPTH_BYTES),
    video: makeSlots(SLOTS.video, COLOR_BYTES),
  };
  readonly #ended: Promise<void>;
  readonly #watch: NodeJS.Timeout;
  readonly #startedMs = performance.now();
  #resolveEnded: () => void = () => undefined;
  #opened = false;
  #delivered = false;
  /** Told when every frame before it was. */
  #failure: Freenect2Problem | null = null;
  #failed = false;
  #over = false;
  #stoppedMs: number | null = null;

  /** @param pipeline what decodes depth; see `NativeModule` */
  constructor(native: NativeModule, pipeline: string, index: number, observer: StreamObserver) {
    this.#observer = observer;
    this.#ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#capture = native.start(pipeline, index, this.#slots.depth, this.#slots.video, () => {
      // Outside of the native callback, where an exception would become a mere warning.
      setImmediate(() => this.#turn());
    });
    this.#watch = setInterval(() => this.#check(), WATCH_MS);
  }

  /** Frames that the driver delivered and nobody took in time, of both streams. */
  dropped(): number {
    return this.#capture.dropped('depth') + this.#capture.dropped('video');
  }

  damaged(): number {
    return this.#capture.damaged();
  }

  giveBack(frame: RawFrame): void {
    this.#capture.giveBack(frame.stream, frame.slot);
  }

  /** Resolves when the driver's thread has ended, or will not; no frame comes after it. Safe to call twice. */
  async stop(): Promise<void> {
    this.#stoppedMs ??= performance.now();
    this.#capture.stop();
    await this.#ended;
  }

  #turn(): void {
    for (const event of this.#capture.takeEvents()) this.#handle(event);
    const took = [this.#takeFrame('depth'), this.#takeFrame('video')];
    if (took.includes(true)) {
      setImmediate(() => this.#turn());
      return;
    }
    if (this.#failure !== null) this.#fail(this.#failure);
    if (this.#over) this.#end();
    else this.#capture.acknowledge();
  }

  #takeFrame(stream: StreamName): boolean {
    const frame = this.#capture.takeFrame(stream);
    if (frame === null) return false;
    const bytes = this.#slots[stream][frame.slot];
    if (bytes === undefined || !this.#opened || this.#stoppedMs !== null || this.#failed) {
      this.#capture.giveBack(stream, frame.slot);
    } else {
      this.#delivered = true;
      this.#observer.onFrame({ ...frame, stream, bytes });
    }
    return true;
  }

  #handle(event: NativeEvent): void {
    switch (event.kind) {
      case 'opened':
        this.#opened = true;
        return this.#observer.onOpened(event);
      case 'failed':
        this.#failure = freenect2Problem(event.cause, event.detail);
        return;
      case 'ended':
        this.#over = true;
    }
  }

  #check(): void {
    const now = performance.now();
    const since = this.#stoppedMs ?? (this.#opened ? null : this.#startedMs);
    if (since !== null && now - since > HUNG_MS) {
      this.#fail(freenect2Problem('hung', ''));
      this.#capture.stop();
      this.#end();
      return;
    }
    const limit = this.#delivered ? STALLED_MS : FIRST_FRAME_MS;
    // The driver's own count: this thread may have been busy.
    if (this.#stoppedMs !== null || this.#capture.idleMs() <= limit) return;
    const damaged = this.#capture.damaged();
    this.#failure ??= freenect2Problem(
      'stalled',
      damaged > 0 ? ` (${damaged} damaged ones were left out)` : '',
    );
    // What came before it silenced may still wait, if this thread was busy.
    this.#turn();
  }

  #fail(problem: Freenect2Problem): void {
    if (this.#failed) return;
    this.#failed = true;
    if (this.#stoppedMs === null) this.#observer.onFailed(problem);
  }

  #end(): void {
    clearInterval(this.#watch);
    this.#capture.release();
    this.#resolveEnded();
  }
}

const makeSlots = (count: number, bytes: number): readonly Uint8Array[] =>
  Array.from({ length: count }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
