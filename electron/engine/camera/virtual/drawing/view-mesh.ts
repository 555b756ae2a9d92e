import type { Atlas, AtlasView } from '../atlas/atlas.ts';
import type { Rotation } from '../../../geometry/rigid.ts';
import { followLevel, followRotations } from './rotation.ts';

/**
 * One picture of a person as a surface, in rows of nodes one column apart. The nodes of row r are
 * `starts[r]` to `starts[r + 1] - 1`; the first of them is in column `firsts[r]`. What lies between them is the patches.
 */
export interface ViewMesh {
  /** How the points of every level were turned when the picture was taken. */
  readonly rotations: readonly Rotation[];
  readonly starts: Uint32Array;
  readonly firsts: Uint16Array;
  /** x, y, z in mm from the pivot, in the pose of the picture. */
  readonly positions: Float32Array;
  /** sRGB with alpha 255, one a node, as it lies in the pixels of a canvas. */
  readonly colors: Uint32Array;
  readonly surfaces: Uint8Array;
  /** Index of followRotations, one a node; HOLE where nothing is shown. */
  readonly levels: Uint8Array;
  /** PATCH values: what there is between a node, its right neighbour, and the two below them. */
  readonly patches: Uint8Array;
}

export const HOLE = 255;

/** Which corners a patch has. The corners that are left out lie on another part of the body, or nowhere. */
export const PATCH = {
  none: 0,
  whole: 1,
  withoutBottomRight: 2,
  withoutTopLeft: 3,
  withoutBottomLeft: 4,
  withoutTopRight: 5,
} as const;

/** The columns and rows of a view that get nodes, ascending. */
export interface Sampling {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/** Neighbours further apart in depth, mm, lie on different parts, with nothing between them. */
const LARGEST_STEP = 45;
const OPAQUE = 0xff000000;

/** @param sampling default: every pixel; fewer make a coarser, quicker surface. */
export function buildViewMesh(
  atlas: Pick<Atlas, 'camera' | 'pivot'>,
  view: AtlasView,
  sampling: Sampling = { columns: everyNth(view.width, 1), rows: everyNth(view.height, 1) },
): ViewMesh {
  const { starts, firsts, pixels } = placeNodes(view, sampling);
  const count = pixels.length;
  const mesh = {
    rotations: followRotations(view.yaw, view.pitch, 0),
    starts,
    firsts,
    positions: new Float32Array(3 * count),
    colors: new Uint32Array(count),
    surfaces: new Uint8Array(count),
    levels: new Uint8Array(count),
    patches: new Uint8Array(count),
  };
  copyPixels(mesh, atlas, view, pixels);
  connect(mesh, view, pixels);
  return mesh;
}

/** 0, n, 2n … below `count`. */
export const everyNth = (count: number, n: number): readonly number[] =>
  Array.from({ length: Math.ceil(count / n) }, (_, i) => i * n);

/** Every row reaches over what it and the row below show: each patch hangs on a node, its top left one. */
function placeNodes(
  { width, depth }: AtlasView,
  { columns, rows }: Sampling,
): Pick<ViewMesh, 'starts' | 'firsts'> & { pixels: Uint32Array } {
  const spans = rows.map((y) => {
    const isShown = (x: number): boolean => (depth[y * width + x] ?? 0) > 0;
    const last = columns.findLastIndex(isShown);
    return { first: last < 0 ? columns.length : columns.findIndex(isShown), last };
  });
  const starts = new Uint32Array(rows.length + 1);
  const firsts = new Uint16Array(rows.length);
  const pixels = new Uint32Array(rows.length * columns.length);
  let count = 0;
  for (const [r, y] of rows.entries()) {
    const [own, below] = [spans[r], spans[r + 1]];
    const first = Math.min(own?.first ?? 0, below?.first ?? columns.length);
    const last = Math.max(own?.last ?? -1, below?.last ?? -1);
    firsts[r] = first;
    for (let c = first; c <= last; c++) {
      pixels[count++] = y * width + (columns[c] ?? 0);
    }
    starts[r + 1] = count;
  }
  return { starts, firsts, pixels: pixels.slice(0, count) };
}

function copyPixels(
  mesh: ViewMesh,
  { camera, pivot }: Pick<Atlas, 'camera' | 'pivot'>,
  view: AtlasView,
  pixels: Uint32Array,
): void {
  const { positions, colors, surfaces, levels } = mesh;
  const { width, color, depth, surface, follow, x0, y0 } = view;
  const { fx, fy, cx, cy } = camera.intrinsics;
  const [pivotX, pivotY, pivotZ] = pivot;
  for (let node = 0; node < pixels.length; node++) {
    const pixel = pixels[node] ?? 0;
    const z = (depth[pixel] ?? 0) / 2;
    if (z === 0) {
      levels[node] = HOLE;
      continue;
    }
    const row = (pixel / width) | 0;
    const column = pixel - row * width;
    positions[3 * node] = ((x0 + column - cx) * z) / fx - pivotX;
    positions[3 * node + 1] = ((y0 + row - cy) * z) / fy - pivotY;
    positions[3 * node + 2] = z - pivotZ;
    const blue = color[3 * pixel + 2] ?? 0;
    const green = color[3 * pixel + 1] ?? 0;
    colors[node] = OPAQUE | (blue << 16) | (green << 8) | (color[3 * pixel] ?? 0);
    surfaces[node] = surface[pixel] ?? 0;
    levels[node] = followLevel(follow[pixel] ?? 0);
  }
}

function connect(
  { starts, firsts, patches }: ViewMesh,
  view: AtlasView,
  pixels: Uint32Array,
): void {
  const depthOf = (node: number, first: number, end: number): number =>
    node >= first && node < end ? (view.depth[pixels[node] ?? 0] ?? 0) : 0;
  for (let r = 0; r + 1 < firsts.length; r++) {
    const upper = starts[r] ?? 0;
    const lower = starts[r + 1] ?? 0;
    const end = starts[r + 2] ?? 0;
    const below = lower - upper + (firsts[r] ?? 0) - (firsts[r + 1] ?? 0);
    let a = depthOf(upper, upper, lower);
    let c = depthOf(upper + below, lower, end);
    for (let node = upper; node < lower; node++) {
      const b = depthOf(node + 1, upper, lower);
      const d = depthOf(node + 1 + below, lower, end);
      patches[node] = patchOf(a, b, c, d);
      a = b;
      c = d;
    }
  }
}

/** From the depths of the corners: top left, top right, bottom left, bottom right. */
function patchOf(a: number, b: number, c: number, d: number): number {
  if (joined(a, b, c)) {
    return joined(b, c, d) && joined(a, d, d) ? PATCH.whole : PATCH.withoutBottomRight;
  }
  if (joined(b, d, c)) return PATCH.withoutTopLeft;
  if (joined(a, b, d)) return PATCH.withoutBottomLeft;
  return joined(a, d, c) ? PATCH.withoutTopRight : PATCH.none;
}

/** Depths in half millimetres, as an atlas has them. */
function joined(a: number, b: number, c: number): boolean {
  const nearest = Math.min(a, b, c);
  return nearest > 0 && Math.max(a, b, c) - nearest <= 2 * LARGEST_STEP;
}
