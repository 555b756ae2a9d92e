const FRAME_MS = 1000 / 30;

/** Ticks 30 times a second without drift: every tick is due at a multiple of the period after the start. */
export class FrameClock {
  readonly #onTick: (tick: number, timeMs: number) => void;
  #startMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * `onTick` gets the number of periods since the start and the moment they end, which are as far apart however late a
   * timer is; ticks that the thread slept through are skipped.
   */
  constructor(onTick: (tick: number, timeMs: number) => void) {
    this.#onTick = onTick;
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

  #schedule(tick: number): void {
    const dueMs = this.#startMs + tick * FRAME_MS;
    this.#timer = setTimeout(
      () => {
        const now = performance.now();
        const due = Math.max(tick, Math.floor((now - this.#startMs) / FRAME_MS));
        this.#schedule(due + 1);
        this.#onTick(due, this.#startMs + due * FRAME_MS);
      },
      Math.max(0, dueMs - performance.now()),
    );
  }
}
