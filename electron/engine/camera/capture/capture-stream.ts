/** One capture of a driver's native code, whichever the Kinect: its rings of shared memory, its events, its watchdog. */
import type { Problem } from '../../../contract/problem.ts';

export type StreamName = 'depth' | 'video';

/** A frame in one of the slots that the native code was given; the slot is the reader's until it is given back. */
export interface TakenFrame {
  readonly slot: number;
  /** Of the device's 60 MHz clock, 32 bits. */
  readonly ticks: number;
  /** When the driver delivered it, on the clock of `process.hrtime`, milliseconds. */
  readonly hostMs: number;
  /** Counts what the driver delivered; gaps are drops. */
  readonly sequence: number;
}

/** What is said of a capture beside its frames, in order. */
export type CaptureEvent<Opened, Cause> =
  | Opened
  | { readonly kind: 'failed'; readonly cause: Cause; readonly detail: string }
  /** The driver's thread is done. */
  | { readonly kind: 'ended' };

export interface NativeCapture<Event> {
  takeEvents(): Event[];
  /** The oldest frame that is ready; null if none is. */
  takeFrame(stream: StreamName): TakenFrame | null;
  giveBack(stream: StreamName, slot: number): void;
  /** Frames of the stream that were overwritten before they were taken. */
  dropped(stream: StreamName): number;
  /** For how long one of the streams has been silent, ms; 0 while nothing streams. */
  idleMs(): number;
  /** Everything was taken: `wake` is called again when there is more. */
  acknowledge(): void;
  /** Asks the driver's thread to end. */
  stop(): void;
  /** After `ended`: gives the thread and the slots free. */
  release(): void;
}

export type Slots = Readonly<Record<StreamName, readonly Uint8Array[]>>;

export interface RawFrame extends TakenFrame {
  readonly stream: StreamName;
  /** The picture, in shared memory: valid until it is given back. */
  readonly bytes: Uint8Array;
}

export interface StreamObserver<Opened, Told extends Problem> {
  onOpened(opened: Opened): void;
  /** Only after `onOpened`. The frame must be given back. */
  onFrame(frame: RawFrame): void;
  /** The stream of which a frame waits for its partner: the other stream's frames come first then. */
  waiting?(): StreamName | null;
  /** Told once at most; nothing but the end comes after it. */
  onFailed(problem: Told): void;
}

/** What differs from driver to driver. */
export interface Driver<Opened, Cause, Told extends Problem> {
  readonly slots: SpareSlots;
  /** The device warms up before its first frame. */
  readonly firstFrameMs: number;
  /** A driver that takes longer to open or to stop does not come back. */
  readonly hungMs: number;
  /** @param wake called once until `acknowledge` */
  start(slots: Slots, wake: () => void): NativeCapture<CaptureEvent<Opened, Cause>>;
  /** @param detail what the driver said */
  problem(cause: Cause, detail: string): Told;
  stalled(): Told;
  hung(): Told;
}

/** A stream that is silent for longer has stalled: 30 frames. */
const STALLED_MS = 1000;
const WATCH_MS = 250;

/**
 * Starts at once. Frames come one of each stream a turn of the event loop, so that a slow observer starves nothing
 * else; the driver drops the oldest for it.
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
  /** Told when every frame before it was. */
  #failure: Told | null = null;
  #failed = false;
  #over = false;
  #stoppedMs: number | null = null;
  /** Frames taken of each stream, and where its count of frames stands. */
  readonly #taken = { depth: { frames: 0, next: 0 }, video: { frames: 0, next: 0 } };

  constructor(driver: Driver<Opened, Cause, Told>, observer: StreamObserver<Opened, Told>) {
    this.#driver = driver;
    this.#observer = observer;
    this.#slots = driver.slots.take();
    this.#ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#capture = driver.start(this.#slots, () => {
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
    // The driver's own count: this thread may have been busy.
    if (this.#stoppedMs !== null || this.#capture.idleMs() <= limit) return;
    this.#failure ??= this.#driver.stalled();
    // What came before it silenced may still wait, if this thread was busy.
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
    // A driver that hangs may still write into them.
    if (this.#over) this.#driver.slots.give(this.#slots);
    this.#resolveEnded();
  }
}

type PerStream = Readonly<Record<StreamName, number>>;

/**
 * The slots of a capture that has ended are the next one's: blocks of megabytes that come and go leave holes in the
 * process's memory.
 */
export class SpareSlots {
  readonly #counts: PerStream;
  readonly #bytes: PerStream;
  #spare: Slots | null = null;

  /** @param bytes of one picture */
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
