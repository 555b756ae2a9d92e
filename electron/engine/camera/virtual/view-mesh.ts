import { SURFACE } from './atlas.ts';
import type { Atlas, AtlasView } from './atlas.ts';
import { followLevel, followRotations } from './rotation.ts';

/**
 * One picture of a person as a surface in its rest pose: a vertex for every pixel that shows something, two
 * triangles for every four neighbours.
 */
export interface ViewMesh {
  /** x, y, z in mm from the pivot, before the head turned. */
  readonly positions: Float32Array;
  /** sRGB, three a vertex. */
  readonly colors: Uint8Array;
  readonly surfaces: Uint8Array;
  /** Index of followRotations, one a vertex. */
  readonly levels: Uint8Array;
  /** Three vertices a triangle, clockwise on the screen. */
  readonly triangles: Uint32Array;
}

/** Neighbours further apart in depth, mm, lie on different parts, with nothing between them. */
const LARGEST_STEP = 45;

export function buildViewMesh(atlas: Pick<Atlas, 'camera' | 'pivot'>, view: AtlasView): ViewMesh {
  const vertexOf = numberVertices(view);
  const count = vertexOf.reduce((most, vertex) => Math.max(most, vertex + 1), 0);
  const mesh = {
    positions: new Float32Array(3 * count),
    colors: new Uint8Array(3 * count),
    surfaces: new Uint8Array(count),
    levels: new Uint8Array(count),
  };
  const rotations = followRotations(view.yaw, view.pitch, 0);
  const { fx, fy, cx, cy } = atlas.camera.intrinsics;
  for (const [pixel, vertex] of vertexOf.entries()) {
    if (vertex < 0) {
      continue;
    }
    const level = followLevel(view.follow[pixel] ?? 0);
    const z = (view.depth[pixel] ?? 0) / 2;
    const x = ((view.x0 + (pixel % view.width) - cx) * z) / fx - atlas.pivot[0];
    const y = ((view.y0 + Math.floor(pixel / view.width) - cy) * z) / fy - atlas.pivot[1];
    const depth = z - atlas.pivot[2];
    const r = rotations[level] ?? IDENTITY;
    // The transpose undoes the rotation.
    mesh.positions[3 * vertex] = r[0] * x + r[3] * y + r[6] * depth;
    mesh.positions[3 * vertex + 1] = r[1] * x + r[4] * y + r[7] * depth;
    mesh.positions[3 * vertex + 2] = r[2] * x + r[5] * y + r[8] * depth;
    mesh.colors.set(view.color.subarray(3 * pixel, 3 * pixel + 3), 3 * vertex);
    mesh.surfaces[vertex] = view.surface[pixel] ?? SURFACE.none;
    mesh.levels[vertex] = level;
  }
  return { ...mesh, triangles: connect(view, vertexOf) };
}

const IDENTITY = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;

/** The vertex of every pixel; -1 where nothing is shown. */
function numberVertices(view: AtlasView): Int32Array {
  let next = 0;
  return Int32Array.from(view.depth, (depth) => (depth > 0 ? next++ : -1));
}

function connect(view: AtlasView, vertexOf: Int32Array): Uint32Array {
  const { width, height, depth } = view;
  const triangles: number[] = [];
  const add = (a: number, b: number, c: number): void => {
    const [za, zb, zc] = [depth[a] ?? 0, depth[b] ?? 0, depth[c] ?? 0];
    const nearest = Math.min(za, zb, zc);
    if (nearest > 0 && Math.max(za, zb, zc) - nearest <= 2 * LARGEST_STEP) {
      triangles.push(vertexOf[a] ?? 0, vertexOf[b] ?? 0, vertexOf[c] ?? 0);
    }
  };
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const a = y * width + x;
      const [b, c, d] = [a + 1, a + width, a + width + 1];
      const falling = diagonalStep(depth[a] ?? 0, depth[d] ?? 0);
      const rising = diagonalStep(depth[b] ?? 0, depth[c] ?? 0);
      if (falling < rising) {
        add(a, b, d);
        add(a, d, c);
      } else {
        add(a, b, c);
        add(b, d, c);
      }
    }
  }
  return Uint32Array.from(triangles);
}

const diagonalStep = (from: number, to: number): number =>
  from > 0 && to > 0 ? Math.abs(from - to) : Infinity;
