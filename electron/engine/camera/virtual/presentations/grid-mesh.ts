import type { Vector3 } from '../../../geometry/rigid.ts';
import { FOLLOW_LEVELS, followRotations } from '../drawing/rotation.ts';
import { HOLE, PATCH, type ViewMesh } from '../drawing/view-mesh.ts';

/** A node of a surface that somebody made. */
export interface GridNode {
  /** mm from the point that the figure turns about. */
  readonly position: Vector3;
  /** sRGB with alpha 255, red in the lowest byte. */
  readonly color: number;
  readonly surface: number;
}

const TURNS_FULLY = FOLLOW_LEVELS - 1;
const UNTURNED = followRotations(0, 0, 0);

/** A surface of its own: seen from the side on which columns run to the right where rows run down. */
export function gridMesh(
  columns: number,
  rows: number,
  nodeAt: (column: number, row: number) => GridNode | null,
): ViewMesh {
  const count = columns * rows;
  const mesh = {
    rotations: UNTURNED,
    starts: Uint32Array.from({ length: rows + 1 }, (_, row) => row * columns),
    firsts: new Uint16Array(rows),
    positions: new Float32Array(3 * count),
    colors: new Uint32Array(count),
    surfaces: new Uint8Array(count),
    levels: new Uint8Array(count).fill(HOLE),
    patches: new Uint8Array(count),
  };
  for (let i = 0; i < count; i++) {
    const node = nodeAt(i % columns, Math.floor(i / columns));
    if (node === null) continue;
    mesh.positions.set(node.position, 3 * i);
    mesh.colors[i] = node.color;
    mesh.surfaces[i] = node.surface;
    mesh.levels[i] = TURNS_FULLY;
  }
  for (let i = 0; i + columns < count; i++) {
    if (i % columns === columns - 1) continue;
    mesh.patches[i] = patchOf(mesh.levels, i, columns);
  }
  return mesh;
}

/** Nothing. */
export const NO_MESH: ViewMesh = gridMesh(0, 0, () => null);

/** An opaque colour as it lies in the pixels of a canvas; channels 0 to 255. */
export const packColor = (red: number, green: number, blue: number): number =>
  (0xff000000 | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;

/** Red, green and blue of a packed colour. */
export const channelsOf = (color: number): Vector3 => [
  color & 255,
  (color >>> 8) & 255,
  (color >>> 16) & 255,
];

/** Ink is never quite black, and paper never quite white. */
export function printed(color: number): number {
  const [red, green, blue] = channelsOf(color);
  return packColor(18 + 0.88 * red, 18 + 0.88 * green, 18 + 0.88 * blue);
}

const byte = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

function patchOf(levels: Uint8Array, node: number, columns: number): number {
  const isThere = (i: number): boolean => levels[i] !== HOLE;
  const [a, b] = [isThere(node), isThere(node + 1)];
  const [c, d] = [isThere(node + columns), isThere(node + columns + 1)];
  if (a && b && c) return d ? PATCH.whole : PATCH.withoutBottomRight;
  if (b && c && d) return PATCH.withoutTopLeft;
  if (a && b && d) return PATCH.withoutBottomLeft;
  return a && c && d ? PATCH.withoutTopRight : PATCH.none;
}
