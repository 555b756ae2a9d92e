/** Looks this often whether a frame has come. */
const LOOK_MS = 250;

/**
 * Notices a camera that has gone silent, which no driver reports. It counts its own looks without a frame instead of
 * comparing clocks: a process that was busy or asleep has not been given the frames that wait for it, and is no
 * evidence against the camera.
 */
export class StallWatch {
  readonly #onSilent: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #looksWithout = 0;
  #limitLooks = 0;

  constructor(onSilent: () => void) {
    this.#onSilent = onSilent;
  }

  /** Calls `onSilent`, once, if no frame comes for this long, from now on and after each frame. */
  start(silenceMs: number): void {
    this.stop();
    this.#looksWithout = 0;
    this.#limitLooks = Math.ceil(silenceMs / LOOK_MS);
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS);
  }

  frame(): void {
    this.#looksWithout = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#looksWithout += 1;
    // One look more than the limit: the frame before the first look may have come just before it.
    if (this.#looksWithout <= this.#limitLooks) return;
    this.stop();
    this.#onSilent();
  }
}
