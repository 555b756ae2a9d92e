/** One capture by a driver's native code, for every Kinect: its rings of shared memory, its events, its watchdog. */
import type { Problem } from '../../../contract/problem.ts';

export type StreamName = 'depth' | 'video';

/** A frame in one of the slots lent to the native code; the reader owns the slot until it is given back. */
export interface TakenFrame {
  readonly slot: number;
  /** Ticks of the device's 60 MHz clock, 32 bits. */
  readonly ticks: number;
  /** Time of delivery by the driver, in milliseconds on the clock of `process.hrtime`. */
  readonly hostMs: number;
  /** Number among all frames the driver delivered; gaps are drops. */
  readonly sequence: number;
}

/** Events of a capture other than frames, in order. */
export type CaptureEvent<Opened, Cause> =
  | Opened
  | { readonly kind: 'failed'; readonly cause: Cause; readonly detail: string }
  /** The driver's thread has ended. */
  | { readonly kind: 'ended' };

export interface NativeCapture<Event> {
  takeEvents(): Event[];
  /** The oldest frame that is ready, or null. */
  takeFrame(stream: StreamName): TakenFrame | null;
  giveBack(stream: StreamName, slot: number): void;
  /** Frames of the stream that were overwritten before they were taken. */
  dropped(stream: StreamName): number;
  /** Time for which one of the streams has been silent, in ms; 0 while nothing streams. */
  idleMs(): number;
  /** Call when everything has been taken: `wake` is called again when there is more. */
  acknowledge(): void;
  /** Requests the end of the driver's thread. */
  stop(): void;
  /** Frees the thread and the slots; call after `ended`. */
  release(): void;
}

export type Slots = Readonly<Record<StreamName, readonly Uint8Array[]>>;

export interface RawFrame extends TakenFrame {
  readonly stream: StreamName;
  /** The picture, in shared memory; valid until it is given back. */
  readonly bytes: Uint8Array;
}

export interface StreamObserver<Opened, Told extends Problem> {
  onOpened(opened: Opened): void;
  /** Called only after `onOpened`. The frame must be given back. */
  onFrame(frame: RawFrame): void;
  /** The stream that has a frame waiting for its partner: the other stream's frames are handed on first. */
  waiting?(): StreamName | null;
  /** Called at most once; only the end follows it. */
  onFailed(problem: Told): void;
}

/** What differs between drivers. */
export interface Driver<Opened, Cause, Told extends Problem> {
  readonly slots: SpareSlots;
  /** Longest wait for the first frame, while the device warms up. */
  readonly firstFrameMs: number;
  /** Longest time to open or to stop; a driver that takes longer has hung. */
  readonly hungMs: number;
  /** @param wake called once until `acknowledge` */
  start(slots: Slots, wake: () => void): NativeCapture<CaptureEvent<Opened, Cause>>;
  /** @param detail the driver's message */
  problem(cause: Cause, detail: string): Told;
  stalled(): Told;
  hung(): Told;
}

/** A stream that is silent for longer than this (30 frames) has stalled. */
const STALLED_MS = 1000;
const WATCH_MS = 250;

/**
 * Starts at once. Each turn of the event loop hands on one frame per stream, so that a slow observer starves nothing
 * else; meanwhile the driver drops the oldest frames.
 */
export class CaptureStream<
  Opened extends { readonly kind: 'opened' },
  Cause,
  Told extends Problem,
> {
  readonly #driver: Driver<Opened, Cause, Told>;
  readonly #capture: NativeCapture<CaptureEvent<Opened, Cause>>;
  readonly #observer: StreamObserver<Opened, Told>;
  readonly #slots: Slots;
  readonly #ended: Promise<void>;
  readonly #watch: NodeJS.Timeout;
  readonly #startedMs = performance.now();
  #resolveEnded: () => void = () => undefined;
  #opened = false;
  #delivered = false;
  /** Reported once every earlier frame has been handed on. */
  #failure: Told | null = null;
  #failed = false;
  #over = false;
  #stoppedMs: number | null = null;
  /** Frames taken from each stream, and the frame number that comes next. */
  readonly #taken = { depth: { frames: 0, next: 0 }, video: { frames: 0, next: 0 } };

  constructor(driver: Driver<Opened, Cause, Told>, observer: StreamObserver<Opened, Told>) {
    this.#driver = driver;
    this.#observer = observer;
    this.#slots = driver.slots.take();
    this.#ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#capture = driver.start(this.#slots, () => {
      // Thrown outside the native callback, where an exception would become a mere warning.
      setImmediate(() => this.#turn());
    });
    this.#watch = setInterval(() => this.#check(), WATCH_MS);
  }

  /** Frames that the driver delivered and nobody took in time. */
  dropped(stream: StreamName): number {
    return this.#capture.dropped(stream);
  }

  /** Frames left out because packets were missing: gaps in the numbering that are not drops. */
  incomplete(stream: StreamName): number {
    const { frames, next } = this.#taken[stream];
    return Math.max(0, next - frames - this.dropped(stream));
  }

  giveBack(frame: RawFrame): void {
    this.#capture.giveBack(frame.stream, frame.slot);
  }

  /** Resolves when the driver's thread has ended or has hung; no frame follows. Safe to call twice. */
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
   * After a stall one stream may be frames ahead of the other. The one behind must catch up, or no frame would ever
   * find a partner again.
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
    if (bytes === undefined || !this.#opened || this.#stoppedMs !== null || this.#failed) {
      this.#capture.giveBack(stream, frame.slot);
    } else {
      this.#delivered = true;
      this.#observer.onFrame({ ...frame, stream, bytes });
    }
    return true;
  }

  #handle(event: CaptureEvent<Opened, Cause>): void {
    switch (event.kind) {
      case 'opened':
        this.#opened = true;
        return this.#observer.onOpened(event);
      case 'failed':
        this.#failure = this.#driver.problem(event.cause, event.detail);
        return;
      case 'ended':
        this.#over = true;
    }
  }

  #check(): void {
    const now = performance.now();
    const since = this.#stoppedMs ?? (this.#opened ? null : this.#startedMs);
    if (since !== null && now - since > this.#driver.hungMs) {
      this.#fail(this.#driver.hung());
      this.#capture.stop();
      this.#end();
      return;
    }
    const limit = this.#delivered ? STALLED_MS : this.#driver.firstFrameMs;
    // By the driver's own count, since this thread may have been busy.
    if (this.#stoppedMs !== null || this.#capture.idleMs() <= limit) return;
    this.#failure ??= this.#driver.stalled();
    // Frames from before the silence may still wait if this thread was busy.
    this.#turn();
  }

  #fail(problem: Told): void {
    if (this.#failed) return;
    this.#failed = true;
    if (this.#stoppedMs === null) this.#observer.onFailed(problem);
  }

  #end(): void {
    clearInterval(this.#watch);
    this.#capture.release();
    // A hung driver may still write into them.
    if (this.#over) this.#driver.slots.give(this.#slots);
    this.#resolveEnded();
  }
}

type PerStream = Readonly<Record<StreamName, number>>;

/**
 * The next capture reuses the slots of the one that ended: allocating and freeing blocks of megabytes fragments the
 * process's memory.
 */
export class SpareSlots {
  readonly #counts: PerStream;
  readonly #bytes: PerStream;
  #spare: Slots | null = null;

  /** @param bytes size of one picture */
  constructor(counts: PerStream, bytes: PerStream) {
    this.#counts = counts;
    this.#bytes = bytes;
  }

  take(): Slots {
    const slots = this.#spare ?? { depth: this.#make('depth'), video: this.#make('video') };
    this.#spare = null;
    return slots;
  }

  give(slots: Slots): void {
    this.#spare = slots;
  }

  #make(stream: StreamName): readonly Uint8Array[] {
    const bytes = this.#bytes[stream];
    return Array.from(
      { length: this.#counts[stream] },
      () => new Uint8Array(new SharedArrayBuffer(bytes)),
    );
  }
}
