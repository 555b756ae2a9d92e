/**
 * RVL (Wilson 2017, "Fast Lossless Depth Image Compression"): runs of zeros and of readings, each reading as the
 * difference to the previous one, in groups of four bits. For comparison only: no viewer of MCAP files reads it.
 */

/** Four bits at a time, eight to a word, the first in the highest. */
class Nibbles {
  readonly #words: Int32Array;
  #word = 0;
  #count = 0;
  #at = 0;

  constructor(words: Int32Array) {
    this.#words = words;
  }

  /** Three bits of the value at a time, the lowest first; the fourth bit says that more follow. */
  put(value: number): void {
    let rest = value;
    do {
      const bits = rest & 7;
      rest >>>= 3;
      this.#word = (this.#word << 4) | (rest === 0 ? bits : bits | 8);
      if (++this.#count === 8) this.#flush();
    } while (rest !== 0);
  }

  /** Total size in bytes. */
  end(): number {
    if (this.#count > 0) {
      this.#word <<= 4 * (8 - this.#count);
      this.#flush();
    }
    return 4 * this.#at;
  }

  #flush(): void {
    this.#words[this.#at++] = this.#word;
    this.#word = 0;
    this.#count = 0;
  }
}

/**
 * @returns size in bytes of the compressed picture in `words`, which has room for as many words as there are readings
 */
export function compressRvl(depth: Uint16Array, words: Int32Array): number {
  const nibbles = new Nibbles(words);
  let previous = 0;
  let at = 0;
  while (at < depth.length) {
    const zeros = runFrom(depth, at, false);
    const readings = runFrom(depth, at + zeros, true);
    nibbles.put(zeros);
    nibbles.put(readings);
    at += zeros;
    for (const end = at + readings; at < end; at++) {
      const reading = depth[at] ?? 0;
      const change = reading - previous;
      nibbles.put((change << 1) ^ (change >> 31));
      previous = reading;
    }
  }
  return nibbles.end();
}

function runFrom(depth: Uint16Array, from: number, isReading: boolean): number {
  let at = from;
  while (at < depth.length && (depth[at] !== 0) === isReading) at++;
  return at - from;
}
