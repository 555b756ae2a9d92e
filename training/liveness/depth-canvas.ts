import type { Intrinsics } from '../../electron/contract/frame.ts';
import { SURFACE } from '../../electron/engine/camera/virtual/atlas/atlas.ts';
import {
  transform,
  type RigidTransform,
  type Vector3,
} from '../../electron/engine/geometry/rigid.ts';

/** Longest edge of a cell that is drawn, mm: longer ones span a gap. */
const LONGEST_EDGE_MM = 60;

/** A sheet or head as a grid of points in its own frame, mm; null where it has a hole. */
export interface SurfaceGrid {
  readonly columns: number;
  readonly rows: number;
  at(column: number, row: number): Vector3 | null;
}

/** A depth picture before any noise. */
export class DepthCanvas {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
  /** mm along z. */
  readonly depth: Float32Array;
  readonly surface: Uint8Array;

  constructor(width: number, height: number, intrinsics: Intrinsics, wallMm: number) {
    this.width = width;
    this.height = height;
    this.intrinsics = intrinsics;
    this.depth = new Float32Array(width * height).fill(wallMm);
    this.surface = new Uint8Array(width * height);
  }

  /** Draws what of a surface is nearer than what is there. */
  draw(grid: SurfaceGrid, toCamera: RigidTransform): void {
    const { columns, rows } = grid;
    const placed = new Float32Array(3 * columns * rows).fill(NaN);
    const { fx, fy, cx, cy } = this.intrinsics;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const point = grid.at(column, row);
        if (point === null) continue;
        const [x, y, z] = transform(toCamera, point);
        if (z < 100) continue;
        placed.set([(fx * x) / z + cx, (fy * y) / z + cy, z], 3 * (row * columns + column));
      }
    }
    for (let row = 0; row + 1 < rows; row++) {
      for (let column = 0; column + 1 < columns; column++) {
        const a = row * columns + column;
        this.#triangle(placed, a, a + 1, a + columns);
        this.#triangle(placed, a + 1, a + columns + 1, a + columns);
      }
    }
  }

  #triangle(placed: Float32Array, a: number, b: number, c: number): void {
    const ua = placed[3 * a] ?? 0;
    const va = placed[3 * a + 1] ?? 0;
    const za = placed[3 * a + 2] ?? NaN;
    const ub = placed[3 * b] ?? 0;
    const vb = placed[3 * b + 1] ?? 0;
    const zb = placed[3 * b + 2] ?? NaN;
    const uc = placed[3 * c] ?? 0;
    const vc = placed[3 * c + 1] ?? 0;
    const zc = placed[3 * c + 2] ?? NaN;
    const least = Math.min(za, zb, zc);
    if (!(Math.max(za, zb, zc) - least < LONGEST_EDGE_MM)) return;
    const area = (ub - ua) * (vc - va) - (vb - va) * (uc - ua);
    if (area === 0) return;
    const u0 = Math.max(0, Math.ceil(Math.min(ua, ub, uc)));
    const u1 = Math.min(this.width - 1, Math.floor(Math.max(ua, ub, uc)));
    const v0 = Math.max(0, Math.ceil(Math.min(va, vb, vc)));
    const v1 = Math.min(this.height - 1, Math.floor(Math.max(va, vb, vc)));
    for (let v = v0; v <= v1; v++) {
      for (let u = u0; u <= u1; u++) {
        const wb = ((u - ua) * (vc - va) - (v - va) * (uc - ua)) / area;
        const wc = ((ub - ua) * (v - va) - (vb - va) * (u - ua)) / area;
        if (wb < -1e-6 || wc < -1e-6 || wb + wc > 1 + 1e-6) continue;
        // Straight lines in space are straight in 1/z.
        const z = 1 / ((1 - wb - wc) / za + wb / zb + wc / zc);
        const i = v * this.width + u;
        if (z >= (this.depth[i] ?? 0)) continue;
        this.depth[i] = z;
        this.surface[i] = SURFACE.skin;
      }
    }
  }
}
