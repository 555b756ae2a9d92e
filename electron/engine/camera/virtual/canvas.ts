import type { Intrinsics } from '../../../contract/frame.ts';
import type { CleanFrame, PixelBox } from '../sensor-noise.ts';
import type { Rotation } from '../../geometry/rigid.ts';
import type { ViewMesh } from './view-mesh.ts';

/** A picture with depth that surfaces are drawn into; the nearer one wins (z-buffer). */
export interface Canvas extends CleanFrame {
  subject: PixelBox;
}

export const EMPTY_BOX: PixelBox = { left: Infinity, top: Infinity, right: -1, bottom: -1 };

/** Depth of a pixel that nothing was drawn to, where there is no room behind. */
export const NOTHING = 1e9;

export function createCanvas(width: number, height: number, intrinsics: Intrinsics): Canvas {
  return {
    width,
    height,
    intrinsics,
    color: new Uint8Array(width * height * 4),
    depth: new Float32Array(width * height).fill(NOTHING),
    surface: new Uint8Array(width * height),
    subject: EMPTY_BOX,
  };
}

/** Where a mesh is put: every vertex is turned by the rotation of its level, then moved by (x, y, z) mm. */
export interface Placement {
  readonly rotations: readonly Rotation[];
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Projected vertices of the mesh that is being drawn. */
interface Projection {
  u: Float32Array;
  v: Float32Array;
  z: Float32Array;
}

const scratch: Projection = {
  u: new Float32Array(0),
  v: new Float32Array(0),
  z: new Float32Array(0),
};

/** Draws a mesh and widens the canvas' subject box by it. */
export function drawMesh(canvas: Canvas, mesh: ViewMesh, placement: Placement): void {
  project(canvas.intrinsics, mesh, placement);
  const { patches } = mesh;
  for (let p = 0; p + 3 < patches.length; p += 4) {
    const a = patches[p] ?? 0;
    const b = patches[p + 1] ?? 0;
    const c = patches[p + 2] ?? 0;
    const d = patches[p + 3] ?? 0;
    if (holdsPixel(scratch.u, a, b, c, d) && holdsPixel(scratch.v, a, b, c, d)) {
      drawTriangle(canvas, mesh, a, b, c);
      drawTriangle(canvas, mesh, b, d, c);
    }
  }
  canvas.subject = unite(canvas.subject, boundsOfProjection(canvas, mesh.levels.length));
}

/** Whether a whole number lies in the range of four coordinates. Most patches are smaller than a pixel. */
function holdsPixel(of: Float32Array, a: number, b: number, c: number, d: number): boolean {
  const [first, second, third, fourth] = [of[a] ?? 0, of[b] ?? 0, of[c] ?? 0, of[d] ?? 0];
  return (
    Math.ceil(Math.min(first, second, third, fourth)) <= Math.max(first, second, third, fourth)
  );
}

function project(intrinsics: Intrinsics, mesh: ViewMesh, placement: Placement): void {
  const { positions, levels } = mesh;
  const count = levels.length;
  if (scratch.u.length < count) {
    scratch.u = new Float32Array(count);
    scratch.v = new Float32Array(count);
    scratch.z = new Float32Array(count);
  }
  const { u, v, z } = scratch;
  const { fx, fy, cx, cy } = intrinsics;
  const matrices = Float64Array.from(placement.rotations.flat());
  for (let i = 0, p = 0; i < count; i++, p += 3) {
    const m = 9 * (levels[i] ?? 0);
    const x = positions[p] ?? 0;
    const y = positions[p + 1] ?? 0;
    const d = positions[p + 2] ?? 0;
    const depth =
      (matrices[m + 6] ?? 0) * x + (matrices[m + 7] ?? 0) * y + (matrices[m + 8] ?? 0) * d;
    const inverse = 1 / (depth + placement.z);
    const right = (matrices[m] ?? 0) * x + (matrices[m + 1] ?? 0) * y + (matrices[m + 2] ?? 0) * d;
    const down =
      (matrices[m + 3] ?? 0) * x + (matrices[m + 4] ?? 0) * y + (matrices[m + 5] ?? 0) * d;
    u[i] = (right + placement.x) * inverse * fx + cx;
    v[i] = (down + placement.y) * inverse * fy + cy;
    z[i] = depth + placement.z;
  }
}

/** Triangles are about a pixel wide, so depth and colour may be interpolated without perspective. */
function drawTriangle(canvas: Canvas, mesh: ViewMesh, a: number, b: number, c: number): void {
  const { u, v, z } = scratch;
  const [ua, ub, uc] = [u[a] ?? 0, u[b] ?? 0, u[c] ?? 0];
  const left = Math.max(0, Math.ceil(Math.min(ua, ub, uc)));
  const right = Math.min(canvas.width - 1, Math.floor(Math.max(ua, ub, uc)));
  if (left > right) {
    return;
  }
  const [va, vb, vc] = [v[a] ?? 0, v[b] ?? 0, v[c] ?? 0];
  const top = Math.max(0, Math.ceil(Math.min(va, vb, vc)));
  const bottom = Math.min(canvas.height - 1, Math.floor(Math.max(va, vb, vc)));
  const area = (ub - ua) * (vc - va) - (vb - va) * (uc - ua);
  if (top > bottom || area <= 1e-9) {
    return;
  }
  const { depth, color, surface, width } = canvas;
  const { colors } = mesh;
  const [za, zb, zc] = [z[a] ?? 0, z[b] ?? 0, z[c] ?? 0];
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const wb = ((x - ua) * (vc - va) - (y - va) * (uc - ua)) / area;
      const wc = ((ub - ua) * (y - va) - (vb - va) * (x - ua)) / area;
      const wa = 1 - wb - wc;
      // Shared edges belong to both triangles: no pinholes.
      if (wa < -1e-5 || wb < -1e-5 || wc < -1e-5) {
        continue;
      }
      const i = y * width + x;
      const near = wa * za + wb * zb + wc * zc;
      if (near >= (depth[i] ?? 0)) {
        continue;
      }
      depth[i] = near;
      surface[i] = mesh.surfaces[a] ?? 0;
      for (let k = 0; k < 3; k++) {
        color[4 * i + k] =
          wa * (colors[3 * a + k] ?? 0) +
          wb * (colors[3 * b + k] ?? 0) +
          wc * (colors[3 * c + k] ?? 0) +
          0.5;
      }
      color[4 * i + 3] = 255;
    }
  }
}

function boundsOfProjection(canvas: Canvas, count: number): PixelBox {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const x = scratch.u[i] ?? 0;
    const y = scratch.v[i] ?? 0;
    left = x < left ? x : left;
    right = x > right ? x : right;
    top = y < top ? y : top;
    bottom = y > bottom ? y : bottom;
  }
  return clip({ left, top, right, bottom }, canvas);
}

/** The whole pixels of a box that lie in the canvas. */
export function clip(box: PixelBox, size: { width: number; height: number }): PixelBox {
  return {
    left: Math.max(0, Math.floor(box.left)),
    top: Math.max(0, Math.floor(box.top)),
    right: Math.min(size.width - 1, Math.ceil(box.right)),
    bottom: Math.min(size.height - 1, Math.ceil(box.bottom)),
  };
}

export function unite(a: PixelBox, b: PixelBox): PixelBox {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
