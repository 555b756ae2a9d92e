/** Pictures of a recording that somebody looks for by moving a pointer: the newest wish counts, one is asked for at a time. */

/** Small ones: together a few megabytes. */
const MOST_KEPT = 200;

export class NewestPicture<T> {
  readonly #ask: (timeMs: number) => Promise<T | null>;
  readonly #show: (picture: T | null) => void;
  readonly #kept = new Map<number, T>();
  #wished: number | null = null;
  #isAsking = false;

  /**
   * @param ask the picture at a time; null: there is none
   * @param show the picture that is wished for now; null: not yet, or there is none
   */
  constructor(ask: (timeMs: number) => Promise<T | null>, show: (picture: T | null) => void) {
    this.#ask = ask;
    this.#show = show;
  }

  /** @param timeMs null: none is looked for any more */
  wish(timeMs: number | null): void {
    if (timeMs === this.#wished) return;
    this.#wished = timeMs;
    const kept = timeMs === null ? undefined : this.#kept.get(timeMs);
    if (kept !== undefined) this.#show(kept);
    else void this.#lookUp();
  }

  async #lookUp(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    for (let next = this.#missing(); next !== null; next = this.#missing()) {
      const picture = await this.#ask(next);
      if (picture !== null) this.#keep(next, picture);
      // Also one that is not the newest: a moving pointer would else show nothing.
      if (this.#wished !== null) this.#show(picture);
      if (picture === null && this.#wished === next) break;
    }
    this.#isAsking = false;
  }

  /** The time that is wished for, unless its picture is there. */
  #missing(): number | null {
    return this.#wished === null || this.#kept.has(this.#wished) ? null : this.#wished;
  }

  #keep(timeMs: number, picture: T): void {
    this.#kept.set(timeMs, picture);
    if (this.#kept.size <= MOST_KEPT) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}
