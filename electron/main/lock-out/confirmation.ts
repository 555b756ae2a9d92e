/** A PIN given once more, for one action within a minute, while the same opening of the lock lasts. */
const VALID_MS = 60_000;

export class Confirmation {
  readonly #nowMs: () => number;
  #given: { readonly opening: unknown; readonly atMs: number } | null = null;

  /** @param nowMs a clock that nobody can set */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** @param opening of the lock: an object that no other opening shares */
  give(opening: unknown): void {
    this.#given = { opening, atMs: this.#nowMs() };
  }

  /** Uses it up; false if there is none, it is too old, or it was given before the lock closed. */
  take(opening: unknown): boolean {
    const given = this.#given;
    this.#given = null;
    if (given === null || given.opening !== opening) return false;
    const passedMs = this.#nowMs() - given.atMs;
    return passedMs >= 0 && passedMs <= VALID_MS;
  }
}
