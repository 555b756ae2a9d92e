import { cross, dot, normalised } from './math.ts';
import type { Vec3 } from './math.ts';
import {
  clearBuffer,
  rasteriseSegment,
  rasteriseTriangles,
  visibilityBuffer,
} from './rasterise.ts';

const SIZE = 240;
const WIDTH_MM = 520;
const FAR = 2000;
/** Nothing shades points less than this behind it, mm: keeps surfaces from shading themselves. */
const BIAS_MM = 7;

/** How much of a lamp reaches points of camera space. */
export interface ShadowMap {
  addTriangles(points: Float32Array, triangles: Int32Array): void;
  /** Lines between consecutive points, broken at the given starts. */
  addStrands(points: Float32Array, starts: Int32Array, halfWidthMm: number): void;
  /** 0 in full shadow to 1 in full light, filtered over 3 × 3 cells. */
  litAt(x: number, y: number, z: number): number;
}

const buffer = visibilityBuffer(SIZE, SIZE);

/** Depth map along a lamp around a centre (camera space, mm). Only one is alive at a time: they share memory. */
export function shadowMap(direction: Vec3, centre: Vec3): ShadowMap {
  clearBuffer(buffer);
  const right = normalised(cross([0.05, 1, 0.1], direction));
  const up = cross(direction, right);
  const scale = SIZE / WIDTH_MM;
  const middle = SIZE / 2;
  const offsets = [right, up, direction].map((axis) => dot(axis, centre));
  const offsetU = offsets[0] ?? 0;
  const offsetV = offsets[1] ?? 0;
  const offsetD = offsets[2] ?? 0;
  const along = (axis: Vec3, x: number, y: number, z: number): number =>
    axis[0] * x + axis[1] * y + axis[2] * z;
  const toScreen = (points: Float32Array): Float32Array => {
    const screen = new Float32Array(points.length);
    for (let i = 0; i < points.length; i += 3) {
      const x = points[i] ?? 0;
      const y = points[i + 1] ?? 0;
      const z = points[i + 2] ?? 0;
      screen[i] = (along(right, x, y, z) - offsetU) * scale + middle;
      screen[i + 1] = (along(up, x, y, z) - offsetV) * scale + middle;
      screen[i + 2] = FAR + along(direction, x, y, z) - offsetD;
    }
    return screen;
  };
  return {
    addTriangles: (points, triangles) =>
      rasteriseTriangles(buffer, toScreen(points), triangles, 0, false),
    addStrands: (points, starts, halfWidthMm) => {
      const screen = toScreen(points);
      for (let strand = 0; strand + 1 < starts.length; strand++) {
        for (let i = starts[strand] ?? 0; i + 1 < (starts[strand + 1] ?? 0); i++) {
          rasteriseSegment(buffer, screen, i, i + 1, halfWidthMm * scale, 0);
        }
      }
    },
    litAt: (x, y, z) => {
      const u = (along(right, x, y, z) - offsetU) * scale + middle - 0.5;
      const v = (along(up, x, y, z) - offsetV) * scale + middle - 0.5;
      const depth = FAR + along(direction, x, y, z) - offsetD + BIAS_MM;
      return filtered(u, v, depth);
    },
  };
}

/** Percentage-closer filter over a 3 × 3 window around (u, v). */
function filtered(u: number, v: number, depth: number): number {
  const u0 = Math.floor(u);
  const v0 = Math.floor(v);
  const fu = u - u0;
  const fv = v - v0;
  let lit = 0;
  for (let j = -1; j <= 2; j++) {
    for (let i = -1; i <= 2; i++) {
      const x = u0 + i;
      const y = v0 + j;
      const inside = x >= 0 && y >= 0 && x < SIZE && y < SIZE;
      if (inside && (buffer.nearness[y * SIZE + x] ?? 0) > depth) continue;
      lit += (i < 0 ? 1 - fu : i > 1 ? fu : 1) * (j < 0 ? 1 - fv : j > 1 ? fv : 1);
    }
  }
  return lit / 9;
}
