import type { RigidTransform } from '../../geometry/rigid.ts';
import type { FaceSurface } from './face-surface.ts';
import { HEAD_GRID, type MeanHead } from './mean-head.ts';

/** Limit on a point's difference: flying pixels, hair and hands must not outweigh the face, mm. */
const LARGEST_MM = 25;

/**
 * A measured relief pooled into square cells of HEAD_GRID, as its difference from the mean head: the means of what was
 * measured. One at a time: overwritten by the next one.
 */
export class PooledRelief {
  /** Cells along a side. */
  readonly size: number;
  /** Mean of z − z of the mean head, mm, size × size numbers: negative is nearer to the camera; 0 where unknown. */
  readonly differences: Float32Array;
  /** Points measured in each cell. */
  readonly counts: Uint16Array;
  readonly #relief: Float32Array;
  readonly #pool: number;

  /** @param pool cells of HEAD_GRID along the side of a pooled one; divides HEAD_GRID.size */
  constructor({ relief }: MeanHead, pool: number) {
    this.size = HEAD_GRID.size / pool;
    this.differences = new Float32Array(this.size ** 2);
    this.counts = new Uint16Array(this.size ** 2);
    this.#relief = relief;
    this.#pool = pool;
  }

  /** @param toHead camera space → mean head */
  measure({ width, height, points }: FaceSurface, { rotation, translation }: RigidTransform): void {
    const { differences, counts, size: across } = this;
    const { size, millimetresPerPixel } = HEAD_GRID;
    const relief = this.#relief;
    const shrink = 1 / this.#pool;
    const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = rotation;
    const [tx, ty, tz] = translation;
    // Half a cell more, so that cutting off rounds.
    const middle = size / 2 + 0.5;
    differences.fill(0);
    counts.fill(0);
    for (let k = 0; k < 3 * width * height; k += 3) {
      const z = points[k + 2] ?? 0;
      if (z === 0) continue;
      const x = points[k] ?? 0;
      const y = points[k + 1] ?? 0;
      const u = (xx * x + xy * y + xz * z + tx) / millimetresPerPixel + middle;
      const v = (yx * x + yy * y + yz * z + ty) / millimetresPerPixel + middle;
      if (!(u >= 0 && v >= 0 && u < size && v < size)) continue;
      const difference = zx * x + zy * y + zz * z + tz - (relief[(v | 0) * size + (u | 0)] ?? NaN);
      // The mean head has holes.
      if (Number.isNaN(difference)) continue;
      const cell = ((v * shrink) | 0) * across + ((u * shrink) | 0);
      const limited = Math.max(-LARGEST_MM, Math.min(LARGEST_MM, difference));
      differences[cell] = (differences[cell] ?? 0) + limited;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    for (let cell = 0; cell < counts.length; cell++) {
      const count = counts[cell] ?? 0;
      if (count > 0) differences[cell] = (differences[cell] ?? 0) / count;
    }
  }
}
