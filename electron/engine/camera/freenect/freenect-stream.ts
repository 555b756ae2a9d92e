/** One capture of the native code: its ring of shared memory, its events, its watchdog. */
import type { FreenectProblem } from './freenect-problem.ts';
import { freenectProblem } from './freenect-problem.ts';
import type {
  NativeCapture,
  NativeEvent,
  NativeModule,
  StreamName,
  TakenFrame,
} from './native-module.ts';

/** Of one raw picture of 640×480. */
export const DEPTH_BYTES = 614_400;
export const VIDEO_BYTES = 921_600;
/** 0.8 s of frames: a busy moment of the event loop, or of the computer, loses none. */
const SLOTS = 24;
/** A stream that is silent for longer has stalled: 30 frames. */
const STALLED_MS = 1000;
/** The device warms up before its first frame. */
const FIRST_FRAME_MS = 3000;
const WATCH_MS = 250;
/** A driver that takes longer to open or to stop does not come back. */
const HUNG_MS = 10_000;

export interface RawFrame extends TakenFrame {
  readonly stream: StreamName;
  /** The picture, in shared memory: valid until it is given back. */
  readonly bytes: Uint8Array;
}

export interface StreamObserver {
  onOpened(opened: Extract<NativeEvent, { kind: 'opened' }>): void;
  /** The frame must be given back. */
  onFrame(frame: RawFrame): void;
  /** The stream of which a frame waits for its partner: the other stream's frames come first then. */
  waiting?(): StreamName | null;
  /** Told once at most; nothing but the end comes after it. */
  onFailed(problem: FreenectProblem): void;
}

/**
 * Starts at once. Frames come one of each stream a turn of the event loop, so that a slow observer starves nothing
 * else; the driver drops the oldest for it.
 */
export class FreenectStream {
  readonly #capture: NativeCapture;
  readonly #observer: StreamObserver;
  readonly #slots: Slots;
  readonly #ended: Promise<void>;
  readonly #watch: NodeJS.Timeout;
  readonly #startedMs = performance.now();
  #resolveEnded: () => void = () => undefined;
  #opened = false;
  #delivered = false;
  /** Told when every frame before it was. */
  #failure: FreenectProblem | null = null;
  #failed = false;
  #over = false;
  #stoppedMs: number | null = null;
  /** Frames taken of each stream, and where its count of frames stands. */
  readonly #taken = { depth: { frames: 0, next: 0 }, video: { frames: 0, next: 0 } };

  /** @param library file of another libfreenect; the system's if empty */
  constructor(native: NativeModule, library: string, index: number, observer: StreamObserver) {
    this.#observer = observer;
    this.#slots = takeSlots();
    this.#ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#capture = native.start(library, index, this.#slots.depth, this.#slots.video, () => {
      // Outside of the native callback, where an exception would become a mere warning.
      setImmediate(() => this.#turn());
    });
    this.#watch = setInterval(() => this.#check(), WATCH_MS);
  }

  /** Frames that the driver delivered and nobody took in time. */
  dropped(stream: StreamName): number {
    return this.#capture.dropped(stream);
  }

  /** Frames that came with packets missing and were left out: gaps in the count that nobody was too slow for. */
  incomplete(stream: StreamName): number {
    const { frames, next } = this.#taken[stream];
    return Math.max(0, next - frames - this.dropped(stream));
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
    if (this.#takeFrames()) {
      setImmediate(() => this.#turn());
      return;
    }
    if (this.#failure !== null) this.#fail(this.#failure);
    if (this.#over) this.#end();
    else this.#capture.acknowledge();
  }

  /**
   * After a stall one stream may be frames ahead of the other: the one behind has to catch up, or no frame would find
   * its partner ever again.
   */
  #takeFrames(): boolean {
    const waiting = this.#observer.waiting?.() ?? null;
    if (waiting === null) {
      const took = this.#takeFrame('depth');
      return this.#takeFrame('video') || took;
    }
    const other = waiting === 'depth' ? 'video' : 'depth';
    return this.#takeFrame(other) || this.#takeFrame(waiting);
  }

  #takeFrame(stream: StreamName): boolean {
    const frame = this.#capture.takeFrame(stream);
    if (frame === null) return false;
    const taken = this.#taken[stream];
    taken.frames++;
    taken.next = frame.sequence + 1;
    const bytes = this.#slots[stream][frame.slot];
    if (bytes === undefined || this.#stoppedMs !== null || this.#failed) {
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
        this.#failure = freenectProblem(event.cause, event.detail);
        return;
      case 'ended':
        this.#over = true;
    }
  }

  #check(): void {
    const now = performance.now();
    const since = this.#stoppedMs ?? (this.#opened ? null : this.#startedMs);
    if (since !== null && now - since > HUNG_MS) {
      this.#fail(freenectProblem('hung', ''));
      this.#capture.stop();
      this.#end();
      return;
    }
    const limit = this.#delivered ? STALLED_MS : FIRST_FRAME_MS;
    // The driver's own count: this thread may have been busy.
    if (this.#stoppedMs === null && this.#capture.idleMs() > limit) {
      this.#fail(freenectProblem('stalled', ''));
    }
  }

  #fail(problem: FreenectProblem): void {
    if (this.#failed) return;
    this.#failed = true;
    if (this.#stoppedMs === null) this.#observer.onFailed(problem);
  }

  #end(): void {
    clearInterval(this.#watch);
    this.#capture.release();
    // A driver that hangs may still write into them.
    if (this.#over) spareSlots = this.#slots;
    this.#resolveEnded();
  }
}

type Slots = Readonly<Record<StreamName, readonly Uint8Array[]>>;

/** Of a capture that has ended, for the next one: blocks of megabytes that come and go leave holes in the process's memory. */
let spareSlots: Slots | null = null;

function takeSlots(): Slots {
  const slots = spareSlots ?? { depth: makeSlots(DEPTH_BYTES), video: makeSlots(VIDEO_BYTES) };
  spareSlots = null;
  return slots;
}

const makeSlots = (bytes: number): readonly Uint8Array[] =>
  Array.from({ length: SLOTS }, () => new Uint8Array(new SharedArrayBuffer(bytes)));
