const WINDOW_MS = 1000;

/** Counts events over the last second. */
export class RateMeter {
  readonly #times: number[] = [];

  /** @param timeMs time of the event; never earlier than the previous one */
  add(timeMs: number): void {
    this.#times.push(timeMs);
    this.#forget(timeMs);
  }

  /** Events in the second before `nowMs`. */
  perSecond(nowMs: number): number {
    this.#forget(nowMs);
    return this.#times.length;
  }

  #forget(nowMs: number): void {
    const firstRecent = this.#times.findIndex((time) => time > nowMs - WINDOW_MS);
    this.#times.splice(0, firstRecent === -1 ? this.#times.length : firstRecent);
  }
}
