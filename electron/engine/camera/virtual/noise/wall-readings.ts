import { TABLE_SIZE } from '../../../../base/seeded-random.ts';

/** Readings of a wall, one for every number of a noise table: a row of them is copied instead of measured. */
export class WallReadings {
  readonly #read: (mm: number, noise: number) => number;
  readonly #gaussian: Float32Array;
  readonly #readings = new Uint16Array(TABLE_SIZE);
  #wallMm = -1;

  /**
   * @param gaussian the noise table
   * @param read the reading at a depth, mm, for a number of the table
   */
  constructor(gaussian: Float32Array, read: (mm: number, noise: number) => number) {
    this.#gaussian = gaussian;
    this.#read = read;
  }

  /** Writes `count` readings of a wall to `out` from `to` on, beginning with number `start` of the table. */
  readInto(out: Uint16Array, to: number, count: number, start: number, wallMm: number): void {
    if (wallMm !== this.#wallMm) {
      this.#wallMm = wallMm;
      for (let k = 0; k < TABLE_SIZE; k++) {
        this.#readings[k] = this.#read(wallMm, this.#gaussian[k] ?? 0);
      }
    }
    const first = Math.min(count, TABLE_SIZE - start);
    out.set(this.#readings.subarray(start, start + first), to);
    out.set(this.#readings.subarray(0, count - first), to + first);
  }
}
