import type { FaceBox } from '../../../contract/observation.ts';
import type { Intrinsics, RgbdFrame } from '../../../contract/frame.ts';

/** A face is measured on a grid about this wide; nearer faces are sampled with a stride. */
const GRID_WIDTH = 120;
/** Readings further than this from the face belong to something else, mm. */
const HEAD_DEPTH_MM = 180;
/** A cell is measured where at least this many of the nine readings around it exist. */
const FEWEST_READINGS = 5;
/** Neighbours further apart than this are on different surfaces, mm. */
const SAME_SURFACE_MM = 20;

/**
 * The measured surface around a face: a grid of camera-space points, denoised.
 * A cell without a trustworthy reading has z = 0, and its x and y mean nothing.
 */
export interface FaceSurface {
  readonly width: number;
  readonly height: number;
  /** x, y, z in mm, 3 numbers a cell, row by row; what follows the last cell means nothing. */
  readonly points: Float32Array;
}

/** The pixels of a frame that the cells of a surface lie on: every `stride`-th from the first one. */
interface Grid {
  readonly left: number;
  readonly top: number;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
}

/** Measures surfaces, one at a time: a surface is overwritten by the next one. */
export class SurfaceMeter {
  /** Readings near the face, by pixel, and their medians, by cell; both have a border (see below). */
  #readings = new Uint16Array(0);
  #medians = new Uint16Array(0);
  #points = new Float32Array(0);
  readonly #columns = new SortedColumns();

  /**
   * Cuts the depth around a face, removes speckle with a 3×3 median (at least 5 of 9 readings must exist) and
   * smooths once across readings that lie on the same surface.
   *
   * @param box pixels of the frame; may reach over its edge
   * @param faceMm distance of the face, to leave the background out
   */
  measure(frame: RgbdFrame, box: FaceBox, faceMm: number): FaceSurface {
    const grid = gridIn(frame, box);
    const { width, height } = grid;
    this.#makeRoom(grid);
    cutReadings(frame, grid, faceMm, this.#readings);
    takeMedians(this.#readings, grid, this.#columns, this.#medians);
    placePoints(this.#medians, grid, frame.camera.intrinsics, this.#points);
    return { width, height, points: this.#points };
  }

  #makeRoom(grid: Grid): void {
    const pixels = readingsAcross(grid) * (stretch(grid.height, grid.stride) + 2);
    if (this.#readings.length < pixels) this.#readings = new Uint16Array(pixels);
    const cells = (grid.width + 2) * (grid.height + 2);
    if (this.#medians.length < cells) {
      this.#medians = new Uint16Array(cells);
      this.#points = new Float32Array(3 * cells);
    }
    this.#columns.makeRoom(readingsAcross(grid));
  }
}

function gridIn(frame: RgbdFrame, box: FaceBox): Grid {
  const stride = Math.max(1, Math.floor(box.width / GRID_WIDTH));
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const right = Math.min(frame.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(frame.height, Math.ceil(box.y + box.height));
  const width = Math.max(0, Math.floor((right - left - 1) / stride) + 1);
  const height = Math.max(0, Math.floor((bottom - top - 1) / stride) + 1);
  return { left, top, stride, width, height };
}

/** Pixels from the first to the last cell of a row or column. */
const stretch = (cells: number, stride: number): number => Math.max(0, (cells - 1) * stride + 1);

/** Length of a row of readings: one more pixel on either side than the cells cover. */
const readingsAcross = ({ width, stride }: Grid): number => stretch(width, stride) + 2;

/**
 * Copies the readings at the face's distance, with a border of one pixel all round, so that code that reads neighbours
 * need not know where the frame ends. Zero is no reading.
 */
function cutReadings(
  { width, height, depth }: RgbdFrame,
  grid: Grid,
  faceMm: number,
  out: Uint16Array,
): void {
  const nearest = Math.max(1, faceMm - HEAD_DEPTH_MM);
  const farthest = faceMm + HEAD_DEPTH_MM;
  const across = readingsAcross(grid);
  const rows = stretch(grid.height, grid.stride) + 2;
  out.fill(0, 0, across * rows);
  const first = Math.max(0, 1 - grid.left);
  const last = Math.min(across, width + 1 - grid.left);
  for (let v = 0; v < rows; v++) {
    const y = grid.top + v - 1;
    if (y < 0 || y >= height) continue;
    const from = y * width + grid.left - 1;
    for (let u = first; u < last; u++) {
      const z = depth[from + u] ?? 0;
      if (z >= nearest && z <= farthest) out[v * across + u] = z;
    }
  }
}

/** The three vertically adjacent readings at every pixel of a row, sorted: three cells share a column's order. */
class SortedColumns {
  least = new Uint16Array(0);
  middle = new Uint16Array(0);
  most = new Uint16Array(0);

  makeRoom(columns: number): void {
    if (this.least.length >= columns) return;
    this.least = new Uint16Array(columns);
    this.middle = new Uint16Array(columns);
    this.most = new Uint16Array(columns);
  }

  /** Sorts the columns of three rows of `across` readings, from index `from` on. */
  sort(readings: Uint16Array, from: number, across: number): void {
    const { least, middle, most } = this;
    for (let u = 0; u < across; u++) {
      const a = readings[from + u] ?? 0;
      const b = readings[from + u + across] ?? 0;
      const c = readings[from + u + 2 * across] ?? 0;
      const low = lesser(a, b);
      const high = greater(a, b);
      const middling = greater(low, c);
      least[u] = lesser(low, c);
      middle[u] = lesser(middling, high);
      most[u] = greater(middling, high);
    }
  }

  /**
   * Median (the upper one of two) of the existing readings in three columns from `first` on; 0 if they are too few. The
   * columns are sorted; with their rows sorted too, a value of a certain rank is one of few: the third largest of nine,
   * say, is the third of the top row, or the third down the last column, or the smaller of the two next to the corner.
   */
  median(first: number): number {
    const { least, middle, most } = this;
    const h0 = most[first] ?? 0;
    const h1 = most[first + 1] ?? 0;
    const h2 = most[first + 2] ?? 0;
    if ((h0 | h1 | h2) === 0) return 0;
    const m0 = middle[first] ?? 0;
    const m1 = middle[first + 1] ?? 0;
    const m2 = middle[first + 2] ?? 0;
    const l0 = least[first] ?? 0;
    const l1 = least[first + 1] ?? 0;
    const l2 = least[first + 2] ?? 0;
    const leastAtMost = greater(greater(l0, l1), l2);
    const mostAtLeast = lesser(lesser(h0, h1), h2);
    const centre = middleOf(m0, m1, m2);
    if (lesser(lesser(l0, l1), l2) > 0) return middleOf(leastAtMost, centre, mostAtLeast);
    const count =
      exists(h0) +
      exists(h1) +
      exists(h2) +
      exists(m0) +
      exists(m1) +
      exists(m2) +
      exists(l0) +
      exists(l1) +
      exists(l2);
    if (count < FEWEST_READINGS) return 0;
    const middleAtMost = greater(greater(m0, m1), m2);
    const mostInMiddle = middleOf(h0, h1, h2);
    // Missing readings are zeros and lie below: the median is the third largest of all, or the fourth.
    return count <= 6
      ? greater(greater(mostAtLeast, leastAtMost), lesser(mostInMiddle, middleAtMost))
      : greater(
          centre,
          greater(lesser(mostAtLeast, middleAtMost), lesser(mostInMiddle, leastAtMost)),
        );
  }
}

/** Median of the existing readings around every cell, with a border of one empty cell all round. */
function takeMedians(
  readings: Uint16Array,
  grid: Grid,
  columns: SortedColumns,
  out: Uint16Array,
): void {
  const { width, height, stride } = grid;
  const across = readingsAcross(grid);
  out.fill(0, 0, (width + 2) * (height + 2));
  for (let v = 0; v < height; v++) {
    columns.sort(readings, v * stride * across, across);
    const row = (v + 1) * (width + 2) + 1;
    for (let u = 0; u < width; u++) out[row + u] = columns.median(u * stride);
  }
}

// Noise makes a comparison of neighbouring readings a coin toss, which processors mispredict half the time. Numbers
// below 2^16 can be compared by the sign of their difference instead: a surface takes half the time.
const lesser = (a: number, b: number): number => b + ((a - b) & ((a - b) >> 31));
const greater = (a: number, b: number): number => a - ((a - b) & ((a - b) >> 31));

const middleOf = (a: number, b: number, c: number): number =>
  greater(lesser(a, b), lesser(greater(a, b), c));

/** 1 for a reading, 0 for none. */
const exists = (reading: number): number => -reading >>> 31;

/** Smooths with a binomial 3×3 mean over readings on the same surface, and carries cells into space. */
function placePoints(
  medians: Uint16Array,
  { left, top, stride, width, height }: Grid,
  { fx, fy, cx, cy }: Intrinsics,
  out: Float32Array,
): void {
  for (let v = 0; v < height; v++) {
    for (let u = 0; u < width; u++) {
      const i = 3 * (v * width + u);
      const z = smoothed(medians, (v + 1) * (width + 2) + u + 1, width + 2);
      out[i + 2] = z;
      if (z === 0) continue;
      out[i] = ((left + u * stride - cx) * z) / fx;
      out[i + 1] = ((top + v * stride - cy) * z) / fy;
    }
  }
}

/**
 * Binomial 3×3 mean at a cell of bordered medians, over readings on the same surface; 0 where there is none. Sums of
 * whole millimetres are exact.
 */
function smoothed(medians: Uint16Array, cell: number, across: number): number {
  const z = medians[cell] ?? 0;
  if (z === 0) return 0;
  const above = cell - across;
  const below = cell + across;
  const n = ifNear(medians[above] ?? 0, z);
  const s = ifNear(medians[below] ?? 0, z);
  const w = ifNear(medians[cell - 1] ?? 0, z);
  const e = ifNear(medians[cell + 1] ?? 0, z);
  const nw = ifNear(medians[above - 1] ?? 0, z);
  const ne = ifNear(medians[above + 1] ?? 0, z);
  const sw = ifNear(medians[below - 1] ?? 0, z);
  const se = ifNear(medians[below + 1] ?? 0, z);
  const sum = 4 * z + 2 * (n + s + w + e) + (nw + ne + sw + se);
  const sides = exists(n) + exists(s) + exists(w) + exists(e);
  const corners = exists(nw) + exists(ne) + exists(sw) + exists(se);
  return Math.fround(sum / (4 + 2 * sides + corners));
}

/** The other reading if it lies on the same surface, else 0. */
const ifNear = (reading: number, other: number): number =>
  reading & (~((reading - other + SAME_SURFACE_MM) | (other - reading + SAME_SURFACE_MM)) >> 31);
