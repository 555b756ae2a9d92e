import { HEAD_GRID } from '../../../electron/engine/vision/head/mean-head.ts';
import type { IctHead } from './ict-head.ts';

const CELLS = HEAD_GRID.size * HEAD_GRID.size;

/** The triangle of the head visible at each cell of HEAD_GRID from straight ahead, and the position in it. */
export interface FrontalView {
  /** Index of the triangle's first corner in `triangles`, or −1. */
  readonly triangle: Int32Array;
  /** Weights of the second and third corner. */
  readonly second: Float32Array;
  readonly third: Float32Array;
  /** mm, NaN where nothing is visible. */
  readonly relief: Float32Array;
}

/** Orthographic z-buffer view of the mean head. */
export function viewFromFront({ positions, triangles }: IctHead): FrontalView {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const view = {
    triangle: new Int32Array(CELLS).fill(-1),
    second: new Float32Array(CELLS),
    third: new Float32Array(CELLS),
    relief: new Float32Array(CELLS).fill(NaN),
  };
  const u = (vertex: number) => (positions[3 * vertex] ?? 0) / millimetresPerPixel + size / 2;
  const v = (vertex: number) => (positions[3 * vertex + 1] ?? 0) / millimetresPerPixel + size / 2;
  const z = (vertex: number) => positions[3 * vertex + 2] ?? 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t] ?? 0, triangles[t + 1] ?? 0, triangles[t + 2] ?? 0];
    const [ua, va, ub, vb, uc, vc] = [u(a), v(a), u(b), v(b), u(c), v(c)];
    const area = (ub - ua) * (vc - va) - (vb - va) * (uc - ua);
    if (area === 0) continue;
    const u0 = Math.max(0, Math.ceil(Math.min(ua, ub, uc)));
    const u1 = Math.min(size - 1, Math.floor(Math.max(ua, ub, uc)));
    const v0 = Math.max(0, Math.ceil(Math.min(va, vb, vc)));
    const v1 = Math.min(size - 1, Math.floor(Math.max(va, vb, vc)));
    for (let row = v0; row <= v1; row++) {
      for (let column = u0; column <= u1; column++) {
        const wb = ((column - ua) * (vc - va) - (row - va) * (uc - ua)) / area;
        const wc = ((ub - ua) * (row - va) - (vb - va) * (column - ua)) / area;
        if (wb < 0 || wc < 0 || wb + wc > 1) continue;
        const depth = (1 - wb - wc) * z(a) + wb * z(b) + wc * z(c);
        const cell = row * size + column;
        if (depth >= (view.relief[cell] ?? NaN)) continue;
        view.triangle[cell] = t;
        view.second[cell] = wb;
        view.third[cell] = wc;
        view.relief[cell] = depth;
      }
    }
  }
  return view;
}

/** A vertex attribute (3 numbers a vertex) interpolated at one cell; zero where nothing is visible. */
export function attributeAt(
  view: FrontalView,
  { triangles }: IctHead,
  attribute: Float32Array,
  cell: number,
): readonly [number, number, number] {
  const t = view.triangle[cell] ?? -1;
  if (t < 0) return [0, 0, 0];
  const wb = view.second[cell] ?? 0;
  const wc = view.third[cell] ?? 0;
  const [a, b, c] = [triangles[t] ?? 0, triangles[t + 1] ?? 0, triangles[t + 2] ?? 0];
  const value = (k: number) =>
    (1 - wb - wc) * (attribute[3 * a + k] ?? 0) +
    wb * (attribute[3 * b + k] ?? 0) +
    wc * (attribute[3 * c + k] ?? 0);
  return [value(0), value(1), value(2)];
}
