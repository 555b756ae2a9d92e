import type { LeftOut } from '../../contract/reading.ts';

/** Enough to find out what is wrong; a message of thousands of files helps nobody. */
const MOST_REASONS = 10;

/** Counts what of a session cannot be read, and remembers the first reasons. */
export class LeftOutCount {
  #count = 0;
  readonly #reasons: string[] = [];

  /** @param reason a sentence that names the file and says what is wrong with it */
  add(reason: string): void {
    this.#count++;
    if (this.#reasons.length < MOST_REASONS) this.#reasons.push(reason);
  }

  get value(): LeftOut {
    return { count: this.#count, reasons: [...this.#reasons] };
  }
}

export const NOTHING_LEFT_OUT: LeftOut = { count: 0, reasons: [] };

/** Both together. */
export function sumOf(one: LeftOut, other: LeftOut): LeftOut {
  const reasons = [...one.reasons, ...other.reasons].slice(0, MOST_REASONS);
  return { count: one.count + other.count, reasons };
}
