import { TABLE_SIZE } from '../../../../base/seeded-random.ts';
import type { CleanFrame } from './clean-frame.ts';

/** Measures pixels `from` to before `to` as if they faced the sensor, from number `start` of the noise table on. */
export type MeasureLevel = (
  depth: Float32Array,
  out: Uint16Array,
  from: number,
  to: number,
  gaussian: Float32Array,
  start: number,
) => void;

/**
 * Readings of what shows no surface. For a flat wall there is one for every number of a noise table, and a row of them
 * is copied instead of measured.
 */
export class BackgroundReadings {
  /** The sensor's own loop: one shared by both sensors could not have its reading inlined (1.4 times as slow). */
  readonly #measureLevel: MeasureLevel;
  readonly #gaussian: Float32Array;
  readonly #wall = new Uint16Array(TABLE_SIZE);
  #wallMm = -1;

  /** @param gaussian the noise table */
  constructor(gaussian: Float32Array, measureLevel: MeasureLevel) {
    this.#gaussian = gaussian;
    this.#measureLevel = measureLevel;
  }

  /** Writes row `y` of a frame to `out` as if it were background all along, from number `start` of the table on. */
  readRow(
    { width, height, depth, wall }: CleanFrame,
    out: Uint16Array,
    y: number,
    start: number,
  ): void {
    const gaussian = this.#gaussian;
    const row = y * width;
    const end = row + width;
    const onBorder = y === 0 || y === height - 1;
    if (wall === undefined || onBorder) {
      this.#measureLevel(depth, out, row, end, gaussian, start);
      return;
    }
    this.#copyWall(out, row, width, start, wall.mm);
    // A border pixel lacks neighbours to tell its surface by: whatever is there is measured as if it faced the sensor.
    this.#measureLevel(depth, out, row, row + 1, gaussian, start);
    this.#measureLevel(depth, out, end - 1, end, gaussian, start + width - 1);
  }

  #copyWall(out: Uint16Array, to: number, count: number, start: number, wallMm: number): void {
    if (wallMm !== this.#wallMm) {
      this.#wallMm = wallMm;
      const wall = new Float32Array(TABLE_SIZE).fill(wallMm);
      this.#measureLevel(wall, this.#wall, 0, TABLE_SIZE, this.#gaussian, 0);
    }
    const first = Math.min(count, TABLE_SIZE - start);
    out.set(this.#wall.subarray(start, start + first), to);
    out.set(this.#wall.subarray(0, count - first), to + first);
  }
}
