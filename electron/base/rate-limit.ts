/**
 * Lets at most `perSecond` events a second pass, evenly spaced, and tolerates jitter of up to one interval: a source of
 * exactly that rate passes completely.
 */
export class RateLimit {
  readonly #intervalMs: number;
  #nextMs = -Infinity;

  constructor(perSecond: number) {
    this.#intervalMs = 1000 / perSecond;
  }

  /** Whether an event may pass now. `nowMs` must not run backwards. */
  passes(nowMs: number): boolean {
    if (nowMs < this.#nextMs - this.#intervalMs) return false;
    this.#nextMs = Math.max(this.#nextMs, nowMs) + this.#intervalMs;
    return true;
  }
}
