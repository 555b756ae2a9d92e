import type { Intrinsics } from '../../../../contract/frame.ts';
import { multiply, transpose } from '../../../geometry/rigid.ts';
import type { Rotation } from '../../../geometry/rigid.ts';
import { ATLAS_LIMITS } from '../atlas/atlas-file.ts';
import type { Canvas } from './canvas.ts';
import { clip, EMPTY_BOX, unite } from './canvas.ts';
import { mixPixel } from './mix-colors.ts';
import { FOLLOW_LEVELS } from './rotation.ts';
import { HOLE, PATCH } from './view-mesh.ts';
import type { ViewMesh } from './view-mesh.ts';

/** Where a mesh is put: every node is turned to the rotation of its level, then moved by (x, y, z) mm. */
export interface Placement {
  readonly rotations: readonly Rotation[];
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/**
 * Two neighbouring rows of nodes as the camera sees them: the even ones from node 0, the odd ones from ROW on, four
 * numbers a node. A mesh is projected and drawn row by row, so that what is worked on stays in the innermost cache.
 */
interface ProjectedRows {
  /** Column and row in pixels, depth in mm, nothing. */
  readonly places: Float64Array;
  /** Column and row of the first pixel at or after the node; its index in the mesh; nothing. */
  readonly pixels: Int32Array;
}

const ROW = ATLAS_LIMITS.viewSide;
const projected: ProjectedRows = {
  places: new Float64Array(4 * 2 * ROW),
  pixels: new Int32Array(4 * 2 * ROW),
};
const MATRIX = 12;
const projections = new Float64Array(MATRIX * FOLLOW_LEVELS);

/** Draws a mesh and widens the canvas' subject box by it. */
export function drawMesh(canvas: Canvas, mesh: ViewMesh, placement: Placement): void {
  const { starts, firsts } = mesh;
  setProjections(canvas.intrinsics, mesh, placement);
  const drawn = { ...EMPTY_BOX };
  for (let r = 0; r < firsts.length; r++) {
    const lower = (r & 1) * ROW;
    const start = starts[r] ?? 0;
    projectRow(mesh, start, starts[r + 1] ?? 0, projections, projected, lower + (firsts[r] ?? 0));
    if (r > 0) {
      const above = starts[r - 1] ?? 0;
      drawStrip(canvas, mesh, above, start, firsts[r - 1] ?? 0, lower, drawn);
    }
  }
  canvas.subject = unite(canvas.subject, clip(drawn, canvas));
}

/**
 * For every level the 3 × 4 matrix that takes a position to (column · depth, row · depth, depth): back from the rotation
 * of the picture, on to that of the placement, and through the lens.
 */
function setProjections(
  { fx, fy, cx, cy }: Intrinsics,
  mesh: ViewMesh,
  { rotations, x, y, z }: Placement,
): void {
  for (const [level, old] of mesh.rotations.entries()) {
    const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = multiply(rotations[level] ?? old, transpose(old));
    const across = [m0, m1, m2, x];
    const down = [m3, m4, m5, y];
    for (const [k, away] of [m6, m7, m8, z].entries()) {
      const m = MATRIX * level + k;
      projections[m] = fx * (across[k] ?? 0) + cx * away;
      projections[m + 4] = fy * (down[k] ?? 0) + cy * away;
      projections[m + 8] = away;
    }
  }
}

/** Projects the nodes `start` to `end` - 1 of a row to `to` and after. */
function projectRow(
  { positions, levels }: ViewMesh,
  start: number,
  end: number,
  matrices: Float64Array,
  { places, pixels }: ProjectedRows,
  to: number,
): void {
  for (let node = start, q = 4 * to; node < end;) {
    // Neighbours mostly turn together: one matrix serves them all.
    const level = levels[node] ?? 0;
    let stop = node + 1;
    while (stop < end && levels[stop] === level) stop++;
    if (level === HOLE) {
      q += 4 * (stop - node);
      node = stop;
      continue;
    }
    const m = MATRIX * level;
    const m0 = matrices[m] ?? 0;
    const m1 = matrices[m + 1] ?? 0;
    const m2 = matrices[m + 2] ?? 0;
    const m4 = matrices[m + 4] ?? 0;
    const m5 = matrices[m + 5] ?? 0;
    const m6 = matrices[m + 6] ?? 0;
    const m8 = matrices[m + 8] ?? 0;
    const m9 = matrices[m + 9] ?? 0;
    const m10 = matrices[m + 10] ?? 0;
    const m3 = matrices[m + 3] ?? 0;
    const m7 = matrices[m + 7] ?? 0;
    const m11 = matrices[m + 11] ?? 0;
    for (; node < stop; node++, q += 4) {
      const x = positions[3 * node] ?? 0;
      const y = positions[3 * node + 1] ?? 0;
      const z = positions[3 * node + 2] ?? 0;
      const depth = m8 * x + m9 * y + m10 * z + m11;
      const inverse = 1 / depth;
      const column = inverse * (m0 * x + m1 * y + m2 * z + m3);
      const row = inverse * (m4 * x + m5 * y + m6 * z + m7);
      places[q] = column;
      places[q + 1] = row;
      places[q + 2] = depth;
      pixels[q] = Math.ceil(column);
      pixels[q + 1] = Math.ceil(row);
      pixels[q + 2] = node;
    }
  }
}

type Bounds = { -readonly [side in keyof Canvas['subject']]: number };

/**
 * Draws the patches below the nodes `start` to `end` - 1, the first of which is in column `first`; `lower` is where
 * the projection of the row below begins. Widens `drawn` by them.
 */
function drawStrip(
  canvas: Canvas,
  mesh: ViewMesh,
  start: number,
  end: number,
  first: number,
  lower: number,
  drawn: Bounds,
): void {
  const { patches } = mesh;
  const { pixels } = projected;
  const { width, height } = canvas;
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  let a = ROW - lower + first;
  let c = lower + first;
  let aColumn = pixels[4 * a] ?? 0;
  let aRow = pixels[4 * a + 1] ?? 0;
  let cColumn = pixels[4 * c] ?? 0;
  let cRow = pixels[4 * c + 1] ?? 0;
  for (let node = start; node < end; node++, a++, c++) {
    const bColumn = pixels[4 * a + 4] ?? 0;
    const bRow = pixels[4 * a + 5] ?? 0;
    const dColumn = pixels[4 * c + 4] ?? 0;
    const dRow = pixels[4 * c + 5] ?? 0;
    const patch = patches[node] ?? 0;
    if (patch === PATCH.whole) {
      // Most patches are smaller than a pixel and lie between two of them.
      const isBetween =
        (aColumn === bColumn && aColumn === cColumn && aColumn === dColumn) ||
        (aRow === bRow && aRow === cRow && aRow === dRow);
      if (!isBetween) {
        const l = Math.max(0, Math.min(aColumn, bColumn, cColumn, dColumn));
        const r = Math.min(width, Math.max(aColumn, bColumn, cColumn, dColumn)) - 1;
        const t = Math.max(0, Math.min(aRow, bRow, cRow, dRow));
        const b = Math.min(height, Math.max(aRow, bRow, cRow, dRow)) - 1;
        if (l <= r && t <= b) {
          drawPatch(canvas, mesh, projected, l, r, t, b, a + 1, c, a, c + 1);
          if (l < left) left = l;
          if (r > right) right = r;
          if (t < top) top = t;
          if (b > bottom) bottom = b;
        }
      }
    } else if (patch !== PATCH.none) {
      drawTriangle(canvas, mesh, patch, a, c, drawn);
    }
    aColumn = bColumn;
    aRow = bRow;
    cColumn = dColumn;
    cRow = dRow;
  }
  include(drawn, left, right, top, bottom);
}

/** Draws what there is of a patch one corner of which is missing: one of its halves. */
function drawTriangle(
  canvas: Canvas,
  mesh: ViewMesh,
  patch: number,
  a: number,
  c: number,
  drawn: Bounds,
): void {
  const slash = patch <= PATCH.withoutTopLeft;
  const p = slash ? a + 1 : a;
  const q = slash ? c : c + 1;
  const isBefore = patch === PATCH.withoutBottomRight || patch === PATCH.withoutTopRight;
  const r = isBefore ? (slash ? a : c) : slash ? c + 1 : a + 1;
  const { pixels } = projected;
  const pColumn = pixels[4 * p] ?? 0;
  const pRow = pixels[4 * p + 1] ?? 0;
  const qColumn = pixels[4 * q] ?? 0;
  const qRow = pixels[4 * q + 1] ?? 0;
  const rColumn = pixels[4 * r] ?? 0;
  const rRow = pixels[4 * r + 1] ?? 0;
  const left = Math.max(0, Math.min(pColumn, qColumn, rColumn));
  const right = Math.min(canvas.width, Math.max(pColumn, qColumn, rColumn)) - 1;
  const top = Math.max(0, Math.min(pRow, qRow, rRow));
  const bottom = Math.min(canvas.height, Math.max(pRow, qRow, rRow)) - 1;
  if (left <= right && top <= bottom) {
    // The missing corner is put where another one is: its half of the patch has no area.
    const s = isBefore ? r : p;
    const t = isBefore ? p : r;
    drawPatch(canvas, mesh, projected, left, right, top, bottom, p, q, s, t);
    include(drawn, left, right, top, bottom);
  }
}

function include(bounds: Bounds, left: number, right: number, top: number, bottom: number): void {
  bounds.left = Math.min(bounds.left, left);
  bounds.right = Math.max(bounds.right, right);
  bounds.top = Math.min(bounds.top, top);
  bounds.bottom = Math.max(bounds.bottom, bottom);
}

/** A pixel that lies this share of a triangle beyond its edge still belongs to it: no pinholes. */
const EDGE = 1e-5;

/**
 * Draws a patch of the diagonal p–q with a corner s on the one side and t on the other, within columns `left` to `right`
 * and rows `top` to `bottom`. Patches are about a pixel wide, so depth and colour may be interpolated without perspective.
 */
function drawPatch(
  { width, depth, pixels, surface }: Canvas,
  { colors, surfaces }: ViewMesh,
  { places, pixels: nodes }: ProjectedRows,
  left: number,
  right: number,
  top: number,
  bottom: number,
  p: number,
  q: number,
  s: number,
  t: number,
): void {
  const px = places[4 * p] ?? 0;
  const py = places[4 * p + 1] ?? 0;
  const pz = places[4 * p + 2] ?? 0;
  const qx = (places[4 * q] ?? 0) - px;
  const qy = (places[4 * q + 1] ?? 0) - py;
  const qz = places[4 * q + 2] ?? 0;
  for (let y = top; y <= bottom; y++) {
    const dy = y - py;
    for (let x = left; x <= right; x++) {
      const dx = x - px;
      const side = qx * dy - qy * dx;
      const third = side >= 0 ? s : t;
      const tx = (places[4 * third] ?? 0) - px;
      const ty = (places[4 * third + 1] ?? 0) - py;
      const area = qx * ty - qy * tx;
      // Seen from behind where the signs differ.
      if (side >= 0 ? area <= 1e-9 : area >= -1e-9) {
        continue;
      }
      const inverse = 1 / area;
      const shareT = side * inverse;
      const shareQ = (dx * ty - dy * tx) * inverse;
      const shareP = 1 - shareT - shareQ;
      if (shareQ < -EDGE || shareP < -EDGE) {
        continue;
      }
      const i = y * width + x;
      const near = shareP * pz + shareQ * qz + shareT * (places[4 * third + 2] ?? 0);
      if (near < (depth[i] ?? 0)) {
        const nodeP = nodes[4 * p + 2] ?? 0;
        const nodeQ = nodes[4 * q + 2] ?? 0;
        const nodeT = nodes[4 * third + 2] ?? 0;
        const nearest =
          shareP > shareQ ? (shareP > shareT ? nodeP : nodeT) : shareQ > shareT ? nodeQ : nodeT;
        depth[i] = near;
        surface[i] = surfaces[nearest] ?? 0;
        const share = (shareQ * 256 + 0.5) | 0;
        mixPixel(pixels, i, colors, nodeP, nodeQ, nodeT, share, (shareT * 256 + 0.5) | 0);
      }
    }
  }
}
