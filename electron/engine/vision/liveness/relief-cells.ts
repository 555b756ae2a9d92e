import { HEAD_GRID, type MeanHead } from '../head/mean-head.ts';
import type { FaceSurface } from '../head/face-surface.ts';
import type { RigidTransform } from '../../geometry/rigid.ts';

/** Cells of HEAD_GRID along the side of a pooled cell. */
const POOL = 4;
const SIZE = HEAD_GRID.size / POOL;
const CELL_MM = POOL * HEAD_GRID.millimetresPerPixel;
/** The part of the face that is pooled, half axes and centre in mm: brows to chin, cheek to cheek. */
const HALF_WIDTH_MM = 68;
const HALF_HEIGHT_MM = 78;
const CENTRE_DOWN_MM = 8;
/** Limit on a point's difference: flying pixels, hair and hands must not outweigh the face, mm. */
const LARGEST_MM = 25;

/** Where a pooled cell lies: mm from the origin of the mean head, and the z of the mean head there. */
export interface FaceCell {
  readonly across: number;
  readonly down: number;
  readonly meanZ: number;
}

/** The cells inside the ellipse, by place in the 28 × 28 grid; −1 outside. */
const PLACE = placeCells();
/** Number of pooled cells on the face. */
export const FACE_CELLS = PLACE.reduce((count, place) => (place < 0 ? count : count + 1), 0);

function placeCells(): Int16Array {
  const place = new Int16Array(SIZE * SIZE).fill(-1);
  let next = 0;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      const { across, down } = middleOf(row, column);
      const inside =
        (across / HALF_WIDTH_MM) ** 2 + ((down - CENTRE_DOWN_MM) / HALF_HEIGHT_MM) ** 2 < 1;
      if (inside) place[row * SIZE + column] = next++;
    }
  }
  return place;
}

/** Middle of a pooled cell; symmetric about the face's own middle. */
function middleOf(row: number, column: number): { across: number; down: number } {
  return { across: (column - SIZE / 2 + 0.5) * CELL_MM, down: (row - SIZE / 2 + 0.5) * CELL_MM };
}

/**
 * For each face cell the one that mirrors it left to right.
 * @returns FACE_CELLS indices
 */
export function mirroredCells(): Int16Array {
  const mirror = new Int16Array(FACE_CELLS);
  PLACE.forEach((place, i) => {
    const row = Math.floor(i / SIZE);
    if (place >= 0) mirror[place] = PLACE[row * SIZE + SIZE - 1 - (i - row * SIZE)] ?? 0;
  });
  return mirror;
}

/**
 * A measured relief pooled into cells of 8 × 8 mm, as its difference from the mean head: the means of what was
 * measured, whatever holes there are. One at a time: overwritten by the next one.
 */
export class ReliefCells {
  readonly cells: readonly FaceCell[];
  /** Mean of z − z of the mean head, mm, FACE_CELLS numbers: negative is nearer to the camera; 0 where unknown. */
  readonly differences = new Float32Array(FACE_CELLS);
  /** Points measured in each cell. */
  readonly counts = new Uint16Array(FACE_CELLS);
  readonly #relief: Float32Array;
  /** By cell of HEAD_GRID: the face cell it belongs to, −1 for none. */
  readonly #cellOf = new Int16Array(HEAD_GRID.size * HEAD_GRID.size).fill(-1);

  constructor({ relief }: MeanHead) {
    this.#relief = relief;
    const sums = Array.from({ length: FACE_CELLS }, () => ({ z: 0, count: 0 }));
    for (let i = 0; i < relief.length; i++) {
      const row = Math.floor(i / HEAD_GRID.size);
      const column = i - row * HEAD_GRID.size;
      const place = PLACE[Math.floor(row / POOL) * SIZE + Math.floor(column / POOL)] ?? -1;
      const sum = sums[place];
      const z = relief[i] ?? NaN;
      if (sum === undefined || Number.isNaN(z)) continue;
      this.#cellOf[i] = place;
      sum.z += z;
      sum.count++;
    }
    const cells: FaceCell[] = [];
    PLACE.forEach((place, i) => {
      const sum = sums[place];
      if (sum === undefined) return;
      const row = Math.floor(i / SIZE);
      cells[place] = { ...middleOf(row, i - row * SIZE), meanZ: sum.z / Math.max(1, sum.count) };
    });
    this.cells = cells;
  }

  /**
   * @param toHead camera space → mean head
   * @returns the share of the face's cells that were measured, 0 to 1
   */
  measure(
    { width, height, points }: FaceSurface,
    { rotation, translation }: RigidTransform,
  ): number {
    const { differences, counts } = this;
    const { size, millimetresPerPixel } = HEAD_GRID;
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
      const fine = (v | 0) * size + (u | 0);
      const cell = this.#cellOf[fine] ?? -1;
      if (cell < 0) continue;
      const difference = zx * x + zy * y + zz * z + tz - (this.#relief[fine] ?? 0);
      const limited = Math.max(-LARGEST_MM, Math.min(LARGEST_MM, difference));
      differences[cell] = (differences[cell] ?? 0) + limited;
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
    let known = 0;
    for (let cell = 0; cell < FACE_CELLS; cell++) {
      const count = counts[cell] ?? 0;
      if (count === 0) continue;
      known++;
      differences[cell] = (differences[cell] ?? 0) / count;
    }
    return known / FACE_CELLS;
  }
}
