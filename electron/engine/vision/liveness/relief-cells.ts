import { HEAD_GRID, type MeanHead } from '../head/mean-head.ts';
import { PooledRelief } from '../head/pooled-relief.ts';
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
  readonly #pooled: PooledRelief;

  constructor(mean: MeanHead) {
    const { relief } = mean;
    this.#pooled = new PooledRelief(mean, POOL);
    const sums = Array.from({ length: FACE_CELLS }, () => ({ z: 0, count: 0 }));
    for (let i = 0; i < relief.length; i++) {
      const row = Math.floor(i / HEAD_GRID.size);
      const column = i - row * HEAD_GRID.size;
      const place = PLACE[Math.floor(row / POOL) * SIZE + Math.floor(column / POOL)] ?? -1;
      const sum = sums[place];
      const z = relief[i] ?? NaN;
      if (sum === undefined || Number.isNaN(z)) continue;
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
  measure(surface: FaceSurface, toHead: RigidTransform): number {
    const { differences, counts } = this;
    const pooled = this.#pooled;
    pooled.measure(surface, toHead);
    let known = 0;
    for (let i = 0; i < PLACE.length; i++) {
      const place = PLACE[i] ?? -1;
      if (place < 0) continue;
      const count = pooled.counts[i] ?? 0;
      counts[place] = count;
      differences[place] = pooled.differences[i] ?? 0;
      if (count > 0) known++;
    }
    return known / FACE_CELLS;
  }
}
