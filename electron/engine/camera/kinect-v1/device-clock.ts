import { TICKS_PER_MS } from './fakenect/fakenect-format.ts';

/** The device's clock is believed as long as it stays this close to ours. */
const TRUSTED_MS = 500;

/**
 * Capture times on our own clock from the 32-bit ticks of a Kinect v1, which are free of the jitter with which frames
 * arrive. Never runs backwards; starts anew where the device's clock jumps.
 */
export class DeviceClock {
  #lastTicks = 0;
  #lastMs: number | null = null;

  /** @param arrivedMs when the frame arrived, on the clock that the answer is for */
  timeOf(ticks: number, arrivedMs: number): number {
    if (this.#lastMs === null) {
      this.#lastMs = arrivedMs;
    } else {
      const elapsed = ((ticks - this.#lastTicks) | 0) / TICKS_PER_MS;
      const expected = this.#lastMs + elapsed;
      const believed = elapsed >= 0 && Math.abs(expected - arrivedMs) <= TRUSTED_MS;
      this.#lastMs = believed ? expected : Math.max(this.#lastMs, arrivedMs);
    }
    this.#lastTicks = ticks;
    return this.#lastMs;
  }
}
