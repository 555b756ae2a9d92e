import type { Torso } from '../wear/clothes.ts';
import { withExpression } from '../face-shape.ts';
import type { Expression } from '../face-shape.ts';
import { clamp, mix } from './math.ts';
import { headModel, PART, VERTICES, vertexNormals } from './mesh.ts';
import { followOfPoints, posePoints } from '../pose.ts';
import type { Pose } from '../pose.ts';
import type { Prop } from '../wear/props.ts';
import type { StrandSet } from '../hair/strands.ts';
import type { Person } from '../atlas/virtual-person.ts';

/** Which parts of a person are drawn: the head with neck and hair, the torso with a neck to set a head on, or all. */
export type Selection = 'all' | 'head' | 'torso';

/** A posed surface: primitive `first + t` is its triangle t. */
export interface PosedMesh {
  readonly material: 'head' | 'cloth' | 'frame' | 'prop';
  readonly first: number;
  readonly triangles: Int32Array;
  /** Camera space, mm. */
  readonly points: Float32Array;
  readonly normals: Float32Array;
  readonly follow: Float32Array;
}

/** Posed strands: primitive `first + i` is the segment from point i to point i + 1. */
export interface PosedStrands {
  readonly first: number;
  readonly set: StrandSet;
  readonly points: Float32Array;
  readonly strandOfPoint: Int32Array;
}

/** A person in camera space, ready to draw. */
export interface Scene {
  readonly head: PosedMesh;
  /** Triangle of the head model behind every drawn triangle of `head`. */
  readonly modelTriangle: Int32Array;
  readonly cloth: PosedMesh;
  readonly frame: PosedMesh;
  readonly props: PosedMesh;
  /** The prop of each triangle of `props`. */
  readonly propOf: readonly Prop[];
  readonly hair: PosedStrands;
  readonly fineHair: PosedStrands;
  /** Lens triangles with their points; only a mask, not part of the picture. */
  readonly lenses: { readonly points: Float32Array; readonly triangles: Int32Array };
}

const EMPTY_MESH = { points: new Float32Array(0), triangles: new Int32Array(0) };
const EMPTY_STRANDS: StrandSet = {
  kinds: [],
  starts: new Int32Array(1),
  points: new Float32Array(0),
  follow: new Float32Array(0),
  colour: new Float32Array(0),
  halfWidth: new Float32Array(0),
  layer: new Float32Array(0),
  rootVertex: new Int32Array(0),
};

/** Poses the selected parts of a person with an expression. */
export function composeScene(
  person: Person,
  pose: Pose,
  expression: Expression,
  selection: Selection,
): Scene {
  const withHead = selection !== 'torso';
  const shape = withExpression(person.shape, expression);
  const drawn = headTriangles(person, shape !== person.shape && showsTeeth(expression), selection);
  const headPoints = withHead
    ? posePoints(shape, headFollow(), pose)
    : posePoints(neckStub(shape), 0, pose);
  const head: PosedMesh = {
    material: 'head',
    first: 0,
    triangles: drawn.triangles,
    points: headPoints,
    normals: vertexNormals(headPoints, drawn.triangles),
    follow: withHead ? headFollow() : new Float32Array(headPoints.length / 3),
  };
  const cloth = posedMesh(
    'cloth',
    endOf(head),
    selection === 'head' ? EMPTY_MESH : person.clothes,
    0,
    pose,
  );
  const glasses = withHead ? person.glasses : undefined;
  const frame = posedMesh('frame', endOf(cloth), glasses?.frame ?? EMPTY_MESH, 1, pose);
  const props = posedMesh('prop', endOf(frame), withHead ? person.props.mesh : EMPTY_MESH, 1, pose);
  const movement = shape === person.shape ? undefined : { from: person.shape, to: shape };
  const hair = posedStrands(withHead ? person.hair : EMPTY_STRANDS, endOf(props), pose, movement);
  const fineFirst = hair.first + hair.points.length / 3;
  const lenses = glasses?.lenses ?? EMPTY_MESH;
  return {
    head,
    modelTriangle: drawn.modelTriangle,
    cloth,
    frame,
    props,
    propOf: person.props.owner,
    hair,
    fineHair: posedStrands(withHead ? person.fineHair : EMPTY_STRANDS, fineFirst, pose, movement),
    lenses: { points: posePoints(lenses.points, 1, pose), triangles: lenses.triangles },
  };
}

const endOf = (mesh: PosedMesh): number => mesh.first + mesh.triangles.length / 3;

function posedMesh(
  material: PosedMesh['material'],
  first: number,
  mesh: { points: Float32Array; triangles: Int32Array },
  follow: number,
  pose: Pose,
): PosedMesh {
  const points = posePoints(mesh.points, follow, pose);
  return {
    material,
    first,
    triangles: mesh.triangles,
    points,
    normals: vertexNormals(points, mesh.triangles),
    follow: new Float32Array(points.length / 3).fill(follow),
  };
}

function posedStrands(
  set: StrandSet,
  first: number,
  pose: Pose,
  movement: { from: Float32Array; to: Float32Array } | undefined,
): PosedStrands {
  const strandOfPoint = new Int32Array(set.points.length / 3);
  const rest = movement === undefined ? set.points : Float32Array.from(set.points);
  for (let strand = 0; strand < set.kinds.length; strand++) {
    const from = set.starts[strand] ?? 0;
    const to = set.starts[strand + 1] ?? 0;
    strandOfPoint.fill(strand, from, to);
    if (movement === undefined) continue;
    const root = 3 * (set.rootVertex[strand] ?? 0);
    for (let i = 3 * from; i < 3 * to; i++) {
      const axis = i % 3;
      rest[i] =
        (rest[i] ?? 0) + (movement.to[root + axis] ?? 0) - (movement.from[root + axis] ?? 0);
    }
  }
  return { first, set, points: posePoints(rest, set.follow, pose), strandOfPoint };
}

let followCache: Float32Array | undefined;

const headFollow = (): Float32Array => (followCache ??= followOfPoints(headModel().neutral));

/** More than this many centimetres under the collar the neck is out of sight. */
const NECK_BELOW_COLLAR_CM = 4;
const STUB_TOP_FOLLOW = 0.3;

const showsTeeth = (expression: Expression): boolean =>
  (expression['jawOpen'] ?? 0) > 0.02 || (expression['mouthSmile_L'] ?? 0) > 0.45;

interface DrawnTriangles {
  readonly triangles: Int32Array;
  readonly modelTriangle: Int32Array;
}

const drawnCache = new WeakMap<Torso, Map<string, DrawnTriangles>>();

/** Triangles worth drawing: none inside a closed mouth, none deep under the collar. */
function headTriangles(person: Person, mouthOpen: boolean, selection: Selection): DrawnTriangles {
  const cache = drawnCache.get(person.torso) ?? new Map<string, DrawnTriangles>();
  drawnCache.set(person.torso, cache);
  const key = `${selection} ${String(mouthOpen)}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const { triangles, part, neutral } = headModel();
  const follow = headFollow();
  const lowest = person.torso.collar - NECK_BELOW_COLLAR_CM;
  const corners = new Int32Array(triangles.length);
  const modelTriangle = new Int32Array(part.length);
  let count = 0;
  for (let t = 0; t < part.length; t++) {
    const kind = part[t] ?? 0;
    if (!isDrawn(kind, mouthOpen)) continue;
    const vertex = triangles[3 * t] ?? 0;
    if (kind <= PART.headAndNeck && (neutral[3 * vertex + 1] ?? 0) < lowest) continue;
    const neck = kind <= PART.headAndNeck && (follow[vertex] ?? 0) < STUB_TOP_FOLLOW;
    if (selection === 'torso' && !neck) continue;
    corners[3 * count] = vertex;
    corners[3 * count + 1] = triangles[3 * t + 1] ?? 0;
    corners[3 * count + 2] = triangles[3 * t + 2] ?? 0;
    modelTriangle[count++] = t;
  }
  const drawn = {
    triangles: corners.slice(0, 3 * count),
    modelTriangle: modelTriangle.slice(0, count),
  };
  cache.set(key, drawn);
  return drawn;
}

function isDrawn(kind: number, mouthOpen: boolean): boolean {
  switch (kind) {
    case PART.face:
    case PART.headAndNeck:
    case PART.eyeSocket:
    case PART.sclera:
      return true;
    case PART.mouth:
    case PART.gums:
    case PART.teeth:
      return mouthOpen;
    default:
      return false;
  }
}

/** The neck, tapered towards its top, so that it stays inside the neck of any turned head. */
function neckStub(shape: Float32Array): Float32Array {
  const stub = Float32Array.from(shape);
  const follow = headFollow();
  const axisZ = -1;
  for (let vertex = 0; vertex <= VERTICES.skin[1]; vertex++) {
    const keep = mix(0.94, 0.6, clamp((follow[vertex] ?? 0) / STUB_TOP_FOLLOW));
    stub[3 * vertex] = keep * (shape[3 * vertex] ?? 0);
    stub[3 * vertex + 2] = axisZ + keep * ((shape[3 * vertex + 2] ?? 0) - axisZ);
  }
  return stub;
}
