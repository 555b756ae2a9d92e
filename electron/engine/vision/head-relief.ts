import { HEAD_GRID } from './mean-head.ts';
import type { RigidTransform } from '../geometry/rigid.ts';
import type { FaceSurface } from './face-surface.ts';

const CELLS = HEAD_GRID.size * HEAD_GRID.size;
/** Neighbouring readings further apart than this are two surfaces, mm. */
const GAP_MM = 25;

/**
 * Looks at a measured face from straight ahead: resamples the surface onto HEAD_GRID, orthographically, nearest
 * surface first. Metric in all three directions.
 *
 * @param toHead camera space → mean head
 * @returns z in mm in the frame of the mean head (negative towards the camera), NaN where nothing was measured
 */
export function frontalRelief(surface: FaceSurface, toHead: RigidTransform): Float32Array {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const { width, height, points } = surface;
  const { rotation: r, translation: t } = toHead;
  const placed = new Float32Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const x = points[3 * i] ?? 0;
    const y = points[3 * i + 1] ?? 0;
    const z = points[3 * i + 2] ?? 0;
    if (z === 0) {
      placed[3 * i + 2] = NaN;
      continue;
    }
    placed[3 * i] = (r[0] * x + r[1] * y + r[2] * z + t[0]) / millimetresPerPixel + size / 2;
    placed[3 * i + 1] = (r[3] * x + r[4] * y + r[5] * z + t[1]) / millimetresPerPixel + size / 2;
    placed[3 * i + 2] = r[6] * x + r[7] * y + r[8] * z + t[2];
  }
  const relief = new Float32Array(CELLS).fill(Infinity);
  for (let v = 0; v + 1 < height; v++) {
    for (let u = 0; u + 1 < width; u++) {
      const a = v * width + u;
      drawTriangle(relief, placed, a, a + 1, a + width);
      drawTriangle(relief, placed, a + 1, a + width + 1, a + width);
    }
  }
  for (let i = 0; i < CELLS; i++) if (relief[i] === Infinity) relief[i] = NaN;
  return relief;
}

function drawTriangle(
  relief: Float32Array,
  p: Float32Array,
  a: number,
  b: number,
  c: number,
): void {
  const za = p[3 * a + 2] ?? NaN;
  const zb = p[3 * b + 2] ?? NaN;
  const zc = p[3 * c + 2] ?? NaN;
  // Also false when a corner has no reading.
  if (!(Math.max(za, zb, zc) - Math.min(za, zb, zc) < GAP_MM)) return;
  const size = HEAD_GRID.size;
  const xa = p[3 * a] ?? 0;
  const ya = p[3 * a + 1] ?? 0;
  const xb = p[3 * b] ?? 0;
  const yb = p[3 * b + 1] ?? 0;
  const xc = p[3 * c] ?? 0;
  const yc = p[3 * c + 1] ?? 0;
  const area = (xb - xa) * (yc - ya) - (yb - ya) * (xc - xa);
  if (area === 0) return;
  const u0 = Math.max(0, Math.ceil(Math.min(xa, xb, xc)));
  const u1 = Math.min(size - 1, Math.floor(Math.max(xa, xb, xc)));
  const v0 = Math.max(0, Math.ceil(Math.min(ya, yb, yc)));
  const v1 = Math.min(size - 1, Math.floor(Math.max(ya, yb, yc)));
  for (let v = v0; v <= v1; v++) {
    for (let u = u0; u <= u1; u++) {
      const wb = ((u - xa) * (yc - ya) - (v - ya) * (xc - xa)) / area;
      const wc = ((xb - xa) * (v - ya) - (yb - ya) * (u - xa)) / area;
      if (wb < 0 || wc < 0 || wb + wc > 1) continue;
      const z = za + wb * (zb - za) + wc * (zc - za);
      const cell = v * size + u;
      if (z < (relief[cell] ?? 0)) relief[cell] = z;
    }
  }
}
