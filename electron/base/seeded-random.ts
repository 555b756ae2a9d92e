/** Uniform numbers from a 32-bit seed (mulberry32, Tommy Ettinger, public domain). */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number, 0 to 2^32 - 1. */
  nextInteger(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** 0 inclusive to 1 exclusive. */
  next(): number {
    return this.nextInteger() / 4294967296;
  }
}

/** Entries of a noise table; a power of two, so that an index wraps with `& (TABLE_SIZE - 1)`. */
export const TABLE_SIZE = 1 << 16;

/**
 * Standard normal numbers in random order, mean 0 and variance 1 over the table (Box and Muller 1958, then
 * normalised). A frame starts at a random place in it: as good as fresh numbers, at the price of one read.
 */
export function gaussianTable(seed: number): Float32Array {
  const random = new SeededRandom(seed);
  const table = new Float32Array(TABLE_SIZE);
  for (let i = 0; i < TABLE_SIZE; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    table[i] = radius * Math.cos(angle);
    table[i + 1] = radius * Math.sin(angle);
  }
  const mean = table.reduce((sum, value) => sum + value, 0) / TABLE_SIZE;
  const variance = table.reduce((sum, value) => sum + (value - mean) ** 2, 0) / TABLE_SIZE;
  return table.map((value) => (value - mean) / Math.sqrt(variance));
}
