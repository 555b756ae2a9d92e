import { HEAD_GRID } from './mean-head.ts';
import type { RigidTransform } from '../../geometry/rigid.ts';
import type { FaceSurface } from './face-surface.ts';

const CELLS = HEAD_GRID.size * HEAD_GRID.size;
/** Neighbouring readings further apart than this are two surfaces, mm. */
const GAP_MM = 25;

/** Projects measured faces from straight ahead, one at a time: a relief is overwritten by the next one. */
export class FrontalRelief {
  readonly #relief = new Float32Array(CELLS);
  /** The surface's cells as written by `place`. */
  #placed = new Float32Array(0);

  /**
   * Resamples a surface onto HEAD_GRID, orthographically, nearest surface first. Metric in all three directions.
   *
   * @param toHead camera space → mean head
   * @returns z in mm in the frame of the mean head (negative towards the camera), NaN where nothing was measured
   */
  draw(surface: FaceSurface, toHead: RigidTransform): Float32Array {
    const { width, height } = surface;
    if (this.#placed.length < 3 * width * height) {
      this.#placed = new Float32Array(3 * width * height);
    }
    const relief = this.#relief;
    const placed = this.#placed;
    place(surface, toHead, placed);
    relief.fill(NaN);
    for (let v = 0; v + 1 < height; v++) {
      for (let u = 0; u + 1 < width; u++) {
        const a = v * width + u;
        const b = a + 1;
        const c = a + width;
        // Both triangles between four neighbours have this edge.
        if (!isOneSurface(placed, b, c)) continue;
        if (isOneSurface(placed, a, b) && isOneSurface(placed, a, c)) {
          drawTriangle(relief, placed, a, b, c);
        }
        const d = c + 1;
        if (isOneSurface(placed, b, d) && isOneSurface(placed, c, d)) {
          drawTriangle(relief, placed, b, d, c);
        }
      }
    }
    return relief;
  }
}

/** Writes column, row (of HEAD_GRID) and z (mm) of every cell; z is NaN without a reading. */
function place(
  { width, height, points }: FaceSurface,
  { rotation, translation }: RigidTransform,
  out: Float32Array,
): void {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = rotation;
  const [tx, ty, tz] = translation;
  for (let k = 0; k < 3 * width * height; k += 3) {
    const z = points[k + 2] ?? 0;
    if (z === 0) {
      out[k + 2] = NaN;
      continue;
    }
    const x = points[k] ?? 0;
    const y = points[k + 1] ?? 0;
    out[k] = (xx * x + xy * y + xz * z + tx) / millimetresPerPixel + size / 2;
    out[k + 1] = (yx * x + yy * y + yz * z + ty) / millimetresPerPixel + size / 2;
    out[k + 2] = zx * x + zy * y + zz * z + tz;
  }
}

/** Also false if a cell has no reading. */
function isOneSurface(placed: Float32Array, a: number, b: number): boolean {
  return Math.abs((placed[3 * a + 2] ?? NaN) - (placed[3 * b + 2] ?? NaN)) < GAP_MM;
}

/** Draws the part of a triangle that is nearer than what is there. */
function drawTriangle(
  relief: Float32Array,
  placed: Float32Array,
  a: number,
  b: number,
  c: number,
): void {
  const xa = placed[3 * a] ?? 0;
  const xb = placed[3 * b] ?? 0;
  const xc = placed[3 * c] ?? 0;
  const u0 = Math.max(0, Math.ceil(Math.min(xa, xb, xc)));
  const u1 = Math.min(HEAD_GRID.size - 1, Math.floor(Math.max(xa, xb, xc)));
  // Most triangles are smaller than a cell of the grid and may lie between its points.
  if (u0 > u1) return;
  const ya = placed[3 * a + 1] ?? 0;
  const yb = placed[3 * b + 1] ?? 0;
  const yc = placed[3 * c + 1] ?? 0;
  const v0 = Math.max(0, Math.ceil(Math.min(ya, yb, yc)));
  const v1 = Math.min(HEAD_GRID.size - 1, Math.floor(Math.max(ya, yb, yc)));
  if (v0 > v1) return;
  const area = (xb - xa) * (yc - ya) - (yb - ya) * (xc - xa);
  if (area === 0) return;
  const za = placed[3 * a + 2] ?? 0;
  const zb = placed[3 * b + 2] ?? 0;
  const zc = placed[3 * c + 2] ?? 0;
  for (let v = v0; v <= v1; v++) {
    for (let u = u0; u <= u1; u++) {
      const wb = ((u - xa) * (yc - ya) - (v - ya) * (xc - xa)) / area;
      const wc = ((xb - xa) * (v - ya) - (yb - ya) * (u - xa)) / area;
      if (wb < 0 || wc < 0 || wb + wc > 1) continue;
      const z = za + wb * (zb - za) + wc * (zc - za);
      const cell = v * HEAD_GRID.size + u;
      // Cells not drawn yet are NaN, for which every comparison is false.
      if (!((relief[cell] ?? NaN) <= z)) relief[cell] = z;
    }
  }
}
