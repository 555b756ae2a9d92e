import { TICKS_PER_MS } from './fakenect/fakenect-format.ts';

/** The device's clock is trusted while it stays this close to ours. */
const TRUSTED_MS = 500;

/**
 * Capture times on our own clock from the 32-bit ticks of a Kinect v1, free of the jitter of arrival. Never runs
 * backwards; restarts where the device's clock jumps.
 */
export class DeviceClock {
  #lastTicks = 0;
  #lastMs: number | null = null;

  /** @param arrivedMs arrival of the frame, on the clock of the result */
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
