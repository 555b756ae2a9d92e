import { SeededRandom } from '../../electron/base/seeded-random.ts';

/** Random decisions of the fuzzer: the same seed decides alike. */
export class Chance {
  readonly #random: SeededRandom;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  /** A whole number, 0 to `limit` - 1; 0 if `limit` is below 1. */
  below(limit: number): number {
    return Math.floor(this.#random.next() * limit);
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  /** Throws for an empty list. */
  pick<T>(list: readonly T[]): T {
    const index = this.below(list.length);
    const found = list[index];
    if (found === undefined) throw new RangeError('there is nothing to pick from');
    return found;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Uint8Array.from({ length }, () => this.below(256)));
  }
}

/** The decisions of one input: any input can be reproduced without those before it. */
export function chanceOf(seed: number, input: number): Chance {
  return new Chance(seed + Math.imul(input + 1, 0x9e3779b1));
}
