import { succeed, type Result } from '../../../../contract/problem.ts';
import { rotate, transpose, type Vector3 } from '../../../geometry/rigid.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { HOLE, type ViewMesh } from '../drawing/view-mesh.ts';
import type { VirtualPerson } from '../virtual-person.ts';

/**
 * A head seen straight from the front without perspective, a cell a millimetre, in mm from the point it turns about:
 * cell (column, row) is at x = `left` + column, y = `top` + row.
 */
export interface HeadMap {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** As in a mesh; 0 where there is nothing. */
  readonly colors: Uint32Array;
  /** mm away from the camera; NaN where there is nothing. */
  readonly depth: Float32Array;
  readonly surfaces: Uint8Array;
  readonly marks: FaceMarks;
}

/** Where the features of a face are, mm, measured on its relief and on where its eyes are. */
export interface FaceMarks {
  /** Middle between the eyes. */
  readonly eyes: Vector3;
  /** Half the distance between them. */
  readonly halfEyes: number;
  readonly nose: Vector3;
  /** Height of the lower end of the chin. */
  readonly chin: number;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [-130, 130, -260, 60];
/** The chin is this far below the tip of the nose, mm; where the relief does not say, as usual. */
const CHIN = { least: 45, most: 88, usual: 66 } as const;
/** Behind the front of the chin by this much, mm, is its lower side. */
const UNDER_CHIN = 14;
/** Empty cells between two nodes are closed so often. */
const CLOSINGS = 2;

export async function mapHead(person: VirtualPerson): Promise<Result<HeadMap>> {
  const head = await person.headAt(0, 0);
  if (!head.ok) return head;
  const [nearest] = head.value;
  const map = emptyMap();
  if (nearest !== undefined) fill(map, nearest.mesh);
  for (let n = 0; n < CLOSINGS; n++) close(map);
  return succeed({ ...map, marks: findMarks(map, person.archive.interOcularMm) });
}

/** The cell at a place; -1 outside. */
export function cellAt({ left, top, width, height }: Grid, x: number, y: number): number {
  const [column, row] = [Math.round(x) - left, Math.round(y) - top];
  return column < 0 || row < 0 || column >= width || row >= height ? -1 : row * width + column;
}

/** Every node of a picture of a head with the head turned back to the front. */
export function forEachNode(
  mesh: ViewMesh,
  visit: (node: number, x: number, y: number, z: number) => void,
): void {
  const back = mesh.rotations.map(transpose);
  const { levels, positions } = mesh;
  for (let node = 0; node < levels.length; node++) {
    const level = levels[node] ?? HOLE;
    const rotation = back[level];
    if (rotation === undefined) continue;
    const [x, y, z] = rotate(
      rotation,
      positions[3 * node] ?? 0,
      positions[3 * node + 1] ?? 0,
      positions[3 * node + 2] ?? 0,
    );
    visit(node, x, y, z);
  }
}

type Grid = Pick<HeadMap, 'left' | 'top' | 'width' | 'height'>;
type Planes = Omit<HeadMap, 'marks'>;

function emptyMap(): Planes {
  const [width, height] = [RIGHT - LEFT + 1, BOTTOM - TOP + 1];
  return {
    left: LEFT,
    top: TOP,
    width,
    height,
    colors: new Uint32Array(width * height),
    depth: new Float32Array(width * height).fill(NaN),
    surfaces: new Uint8Array(width * height),
  };
}

function fill(map: Planes, mesh: ViewMesh): void {
  forEachNode(mesh, (node, x, y, z) => {
    const cell = cellAt(map, x, y);
    if (cell < 0 || z >= (map.depth[cell] ?? NaN)) return;
    map.depth[cell] = z;
    map.colors[cell] = mesh.colors[node] ?? 0;
    map.surfaces[cell] = mesh.surfaces[node] ?? 0;
  });
}

/** Cells that no node fell into get what is beside them. */
function close({ width, height, depth, colors, surfaces }: Planes): void {
  const before = Float32Array.from(depth);
  for (let cell = width; cell < width * (height - 1); cell++) {
    if (!Number.isNaN(before[cell])) continue;
    const beside = [cell - 1, cell + 1, cell - width, cell + width].filter(
      (other) => !Number.isNaN(before[other] ?? NaN),
    );
    const [source] = beside;
    if (source === undefined || beside.length < 2) continue;
    depth[cell] = beside.reduce((sum, other) => sum + (before[other] ?? 0), 0) / beside.length;
    colors[cell] = colors[source] ?? 0;
    surfaces[cell] = surfaces[source] ?? 0;
  }
}

function findMarks(map: Planes, interOcularMm: number): FaceMarks {
  const eyes = middleOf(map, SURFACE.eye) ?? middleOf(map, SURFACE.lens) ?? [0, -80];
  const nose = nearestWithin(map, eyes[0], eyes[1] + 15, eyes[1] + 62, 14);
  const front = nearestWithin(map, eyes[0], eyes[1] - 4, eyes[1] + 4, 6);
  return {
    eyes: [eyes[0], eyes[1], front[2]],
    halfEyes: interOcularMm / 2,
    nose,
    chin: findChin(map, nose),
  };
}

/** Null where fewer cells show it than an eye has. */
function middleOf(map: Planes, surface: number): readonly [number, number] | null {
  let [count, x, y] = [0, 0, 0];
  map.surfaces.forEach((kind, cell) => {
    if (kind !== surface) return;
    count += 1;
    x += map.left + (cell % map.width);
    y += map.top + Math.floor(cell / map.width);
  });
  return count < 40 ? null : [x / count, y / count];
}

/** The foremost skin in a column of the face. */
function nearestWithin(
  map: Planes,
  middle: number,
  fromY: number,
  toY: number,
  aside: number,
): Vector3 {
  let found: Vector3 = [middle, (fromY + toY) / 2, Infinity];
  for (let y = Math.ceil(fromY); y <= toY; y++) {
    for (let x = Math.ceil(middle - aside); x <= middle + aside; x++) {
      const z = map.depth[cellAt(map, x, y)] ?? NaN;
      if (z < found[2]) found = [x, y, z];
    }
  }
  return Number.isFinite(found[2]) ? found : [middle, (fromY + toY) / 2, 0];
}

function findChin(map: Planes, nose: Vector3): number {
  const front = nearestWithin(map, nose[0], nose[1] + 38, nose[1] + CHIN.most, 8);
  for (let y = Math.max(front[1], nose[1] + CHIN.least); y <= nose[1] + CHIN.most; y++) {
    const z = map.depth[cellAt(map, nose[0], y)] ?? NaN;
    if (!(z < front[2] + UNDER_CHIN)) return y;
  }
  return nose[1] + CHIN.usual;
}
