import type { Atlas, AtlasView } from './atlas.ts';
import { FOLLOW_LEVELS, followLevel, followRotations } from './rotation.ts';

/**
 * One picture of a person as a surface in its rest pose: a vertex for every pixel that shows something, in
 * reading order, and a patch for every four neighbours.
 */
export interface ViewMesh {
  /** x, y, z in mm from the pivot, before the head turned. */
  readonly positions: Float32Array;
  /** sRGB, three a vertex. */
  readonly colors: Uint8Array;
  readonly surfaces: Uint8Array;
  /** Index of followRotations, one a vertex. */
  readonly levels: Uint8Array;
  /** Four vertices a patch: top left, top right, bottom left, bottom right. A triangle names one of them twice. */
  readonly patches: Uint32Array;
}

/** Neighbours further apart in depth, mm, lie on different parts, with nothing between them. */
const LARGEST_STEP = 45;

/** @param stride uses every n-th pixel of every n-th row: a coarser, quicker surface. */
export function buildViewMesh(
  atlas: Pick<Atlas, 'camera' | 'pivot'>,
  view: AtlasView,
  stride = 1,
): ViewMesh {
  const grid = numberVertices(view, stride);
  const mesh = {
    positions: new Float32Array(3 * grid.count),
    colors: new Uint8Array(3 * grid.count),
    surfaces: new Uint8Array(grid.count),
    levels: new Uint8Array(grid.count),
    patches: connect(view, grid, stride),
  };
  for (let node = 0; node < grid.vertices.length; node++) {
    const vertex = grid.vertices[node] ?? -1;
    if (vertex >= 0) {
      const x = (node % grid.columns) * stride;
      const y = Math.floor(node / grid.columns) * stride;
      copyPixel(mesh, vertex, view, y * view.width + x);
    }
  }
  toRestPose(mesh.positions, mesh.levels, atlas, view);
  return mesh;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** The vertex of every node; -1 where nothing is shown. */
  readonly vertices: Int32Array;
  readonly count: number;
}

function numberVertices(view: AtlasView, stride: number): Grid {
  const columns = Math.ceil(view.width / stride);
  const rows = Math.ceil(view.height / stride);
  const vertices = new Int32Array(columns * rows).fill(-1);
  let count = 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if ((view.depth[(y * view.width + x) * stride] ?? 0) > 0) {
        vertices[y * columns + x] = count++;
      }
    }
  }
  return { columns, rows, vertices, count };
}

/** Stores column, row and depth of the pixel as the vertex' position. */
function copyPixel(
  mesh: Omit<ViewMesh, 'patches'>,
  vertex: number,
  view: AtlasView,
  pixel: number,
): void {
  mesh.positions[3 * vertex] = view.x0 + (pixel % view.width);
  mesh.positions[3 * vertex + 1] = view.y0 + Math.floor(pixel / view.width);
  mesh.positions[3 * vertex + 2] = (view.depth[pixel] ?? 0) / 2;
  mesh.colors[3 * vertex] = view.color[3 * pixel] ?? 0;
  mesh.colors[3 * vertex + 1] = view.color[3 * pixel + 1] ?? 0;
  mesh.colors[3 * vertex + 2] = view.color[3 * pixel + 2] ?? 0;
  mesh.surfaces[vertex] = view.surface[pixel] ?? 0;
  mesh.levels[vertex] = followLevel(view.follow[pixel] ?? 0);
}

/** Turns (column, row, depth) into millimetres from the pivot and undoes the turn of the head. */
function toRestPose(
  positions: Float32Array,
  levels: Uint8Array,
  { camera, pivot }: Pick<Atlas, 'camera' | 'pivot'>,
  view: AtlasView,
): void {
  const { fx, fy, cx, cy } = camera.intrinsics;
  const rotations = Float64Array.from(followRotations(view.yaw, view.pitch, 0).flat());
  for (let i = 0, p = 0; i < levels.length; i++, p += 3) {
    const z = positions[p + 2] ?? 0;
    const x = (((positions[p] ?? 0) - cx) * z) / fx - pivot[0];
    const y = (((positions[p + 1] ?? 0) - cy) * z) / fy - pivot[1];
    const d = z - pivot[2];
    const m = 9 * Math.min(FOLLOW_LEVELS - 1, levels[i] ?? 0);
    // Columns instead of rows: the transpose is the inverse.
    for (let k = 0; k < 3; k++) {
      positions[p + k] =
        (rotations[m + k] ?? 0) * x +
        (rotations[m + 3 + k] ?? 0) * y +
        (rotations[m + 6 + k] ?? 0) * d;
    }
  }
}

/** Patches of the grid: whole ones where all four neighbours lie on one part, else the triangles that do. */
function connect(view: AtlasView, grid: Grid, stride: number): Uint32Array {
  const { columns, rows, vertices } = grid;
  const patches = new Uint32Array(8 * grid.count);
  let used = 0;
  const depthAt = (x: number, y: number): number => view.depth[(y * view.width + x) * stride] ?? 0;
  const add = (a: number, b: number, c: number, d: number): void => {
    patches[used++] = a;
    patches[used++] = b;
    patches[used++] = c;
    patches[used++] = d;
  };
  for (let y = 0; y + 1 < rows; y++) {
    for (let x = 0; x + 1 < columns; x++) {
      const node = y * columns + x;
      const a = vertices[node] ?? -1;
      const b = vertices[node + 1] ?? -1;
      const c = vertices[node + columns] ?? -1;
      const d = vertices[node + columns + 1] ?? -1;
      const za = depthAt(x, y);
      const zb = depthAt(x + 1, y);
      const zc = depthAt(x, y + 1);
      const zd = depthAt(x + 1, y + 1);
      if (joined(za, zb, zc) && joined(zb, zc, zd) && joined(za, zd, zd)) {
        add(a, b, c, d);
      } else if (joined(za, zb, zc)) {
        add(a, b, c, c);
      } else if (joined(zb, zd, zc)) {
        add(b, b, c, d);
      } else if (joined(za, zb, zd)) {
        add(a, b, a, d);
      } else if (joined(za, zd, zc)) {
        add(a, a, c, d);
      }
    }
  }
  return patches.slice(0, used);
}

function joined(a: number, b: number, c: number): boolean {
  const nearest = Math.min(a, b, c);
  return nearest > 0 && Math.max(a, b, c) - nearest <= 2 * LARGEST_STEP;
}
