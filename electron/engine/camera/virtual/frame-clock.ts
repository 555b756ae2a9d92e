export const FRAMES_PER_SECOND = 30;

/** Says when the virtual camera takes which frame. */
export interface CameraClock {
  start(): void;
  stop(): void;
  /** The frame of the last tick was delivered, and its observer is ready for another. */
  frameDone(): void;
}

/** Ticks at an even pace (default: 30 times a second) without drift: every tick is due at a multiple of the period after the start. */
export class FrameClock implements CameraClock {
  readonly #onTick: (tick: number, timeMs: number) => void;
  readonly #periodMs: number;
  #startMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `onTick` gets the number of periods since the start and the moment they end, exactly a period apart however late a
   * timer is; ticks that the thread slept through are skipped.
   */
  constructor(
    onTick: (tick: number, timeMs: number) => void,
    framesPerSecond: number = FRAMES_PER_SECOND,
  ) {
    this.#onTick = onTick;
    this.#periodMs = 1000 / framesPerSecond;
  }

  start(): void {
    this.stop();
    this.#startMs = performance.now();
    this.#schedule(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Time waits for no frame. */
  frameDone(): void {
    return;
  }

  #schedule(tick: number): void {
    const dueMs = this.#startMs + tick * this.#periodMs;
    this.#timer = setTimeout(
      () => {
        const now = performance.now();
        const due = Math.max(tick, Math.floor((now - this.#startMs) / this.#periodMs));
        this.#schedule(due + 1);
        this.#onTick(due, this.#startMs + due * this.#periodMs);
      },
      Math.max(0, dueMs - performance.now()),
    );
  }
}
