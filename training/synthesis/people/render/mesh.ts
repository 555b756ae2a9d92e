import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { trainingData } from '../../../data.ts';
import type { Vec3 } from './math.ts';

/** Parts of the ICT head model that are drawn differently. */
export const PART = {
  face: 0,
  headAndNeck: 1,
  mouth: 2,
  eyeSocket: 3,
  gums: 4,
  teeth: 5,
  sclera: 6,
  other: 7,
} as const;

/** First polygon, last polygon, part: the geometry table of the ICT-FaceKit README. */
const POLYGON_RANGES = [
  [0, 9229, PART.face],
  [9230, 11143, PART.headAndNeck],
  [11144, 13225, PART.mouth],
  [13226, 14033, PART.eyeSocket],
  [14034, 17005, PART.gums],
  [17006, 21495, PART.teeth],
  [21496, 22295, PART.sclera],
  [23094, 23893, PART.sclera],
] as const;

/** Vertex ranges (first, last) of the ICT-FaceKit README. */
export const VERTICES = {
  skin: [0, 11247],
  scleraLeft: [21451, 22220],
  scleraRight: [23021, 23790],
} as const;

/** Vertices of the 68 Multi-PIE landmarks (ICT-FaceKit README). */
export const LANDMARKS_68 = [
  1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088,
  3443, 268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140, 2075,
  1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732, 5708,
  5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841, 5702, 5711, 5533, 6216, 6207, 6470,
  5517, 5966,
] as const;

/** Linear displacements: mode k moves coordinate i by `coefficient * scale[k] * data[k * 3 * vertices + i]` cm. */
export interface ModeTable {
  readonly names: readonly string[];
  readonly scale: readonly number[];
  readonly data: Int16Array;
}

/** The ICT head at rest, centimetres, y up, z to the camera. */
export interface HeadModel {
  readonly vertexCount: number;
  readonly neutral: Float32Array;
  /** Texture coordinates, two numbers each. */
  readonly uv: Float32Array;
  /** Three vertices a triangle. */
  readonly triangles: Int32Array;
  /** Three texture coordinates a triangle. */
  readonly uvTriangles: Int32Array;
  /** PART of every triangle. */
  readonly part: Uint8Array;
  readonly identity: ModeTable;
  readonly expression: ModeTable;
}

const modesSchema = z.object({
  vertices: z.int(),
  identity: z.object({ modes: z.array(z.string()), scale: z.array(z.number()) }),
  expression: z.object({ modes: z.array(z.string()), scale: z.array(z.number()) }),
});

let loaded: HeadModel | undefined;

/**
 * The head model, read once from `ict-facekit` in DEPTHLOCK_DATA (25 MB). Throws a sentence for people if the data is
 * missing.
 */
export function headModel(): HeadModel {
  loaded ??= readHeadModel(trainingData('ict-facekit'));
  return loaded;
}

function readHeadModel(folder: string): HeadModel {
  const table = modesSchema.parse(JSON.parse(readFileSync(join(folder, 'modes.json'), 'utf8')));
  const shape = readObj(readFileSync(join(folder, 'neutral.obj'), 'latin1'));
  const modes = (kind: 'identity' | 'expression'): ModeTable => ({
    names: table[kind].modes,
    scale: table[kind].scale,
    data: readInt16(join(folder, `${kind}.i16`)),
  });
  return {
    ...shape,
    vertexCount: table.vertices,
    identity: modes('identity'),
    expression: modes('expression'),
  };
}

function readInt16(path: string): Int16Array {
  const bytes = readFileSync(path);
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}

type ObjShape = Pick<HeadModel, 'neutral' | 'uv' | 'triangles' | 'uvTriangles' | 'part'>;

/** Wavefront polygons become triangle fans. */
function readObj(text: string): ObjShape {
  const neutral: number[] = [];
  const uv: number[] = [];
  const triangles: number[] = [];
  const uvTriangles: number[] = [];
  const part: number[] = [];
  let polygon = 0;
  for (const line of text.split('\n')) {
    const [keyword, ...fields] = line.trim().split(/\s+/);
    if (keyword === 'v') neutral.push(...fields.map(Number));
    if (keyword === 'vt') uv.push(...fields.slice(0, 2).map(Number));
    if (keyword !== 'f') continue;
    const corners = fields.map((field) => field.split('/').map((index) => Number(index) - 1));
    for (let k = 1; k + 1 < corners.length; k++) {
      for (const corner of [corners[0], corners[k], corners[k + 1]]) {
        triangles.push(corner?.[0] ?? 0);
        uvTriangles.push(corner?.[1] ?? 0);
      }
      part.push(partOfPolygon(polygon));
    }
    polygon++;
  }
  return {
    neutral: Float32Array.from(neutral),
    uv: Float32Array.from(uv),
    triangles: Int32Array.from(triangles),
    uvTriangles: Int32Array.from(uvTriangles),
    part: Uint8Array.from(part),
  };
}

function partOfPolygon(polygon: number): number {
  const range = POLYGON_RANGES.find(([first, last]) => polygon >= first && polygon <= last);
  return range?.[2] ?? PART.other;
}

/** Adds modes to vertex positions in place: p += Σ coefficient · scale · displacement (cm). */
export function addModes(
  positions: Float32Array,
  table: ModeTable,
  coefficients: readonly number[],
): Float32Array {
  for (const [mode, coefficient] of coefficients.entries()) {
    const scale = coefficient * (table.scale[mode] ?? 0);
    if (scale === 0) continue;
    const offset = mode * positions.length;
    for (let i = 0; i < positions.length; i++) {
      positions[i] = (positions[i] ?? 0) + scale * (table.data[offset + i] ?? 0);
    }
  }
  return positions;
}

/** How far one unit of a mode moves coordinate `axis` of a vertex, cm. */
export function modeSlope(
  model: HeadModel,
  table: ModeTable,
  name: string,
  vertex: number,
  axis: 0 | 1 | 2,
): number {
  const mode = table.names.indexOf(name);
  if (mode < 0) throw new RangeError(`The head model has no mode ${name}.`);
  return (
    (table.scale[mode] ?? 0) * (table.data[3 * (mode * model.vertexCount + vertex) + axis] ?? 0)
  );
}

/** Unit vertex normals, weighted by triangle area; outward for triangles that turn counter-clockwise seen from outside. */
export function vertexNormals(
  positions: Float32Array,
  triangles: Int32Array,
  out: Float32Array = new Float32Array(positions.length),
): Float32Array {
  out.fill(0);
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * (triangles[i] ?? 0);
    const b = 3 * (triangles[i + 1] ?? 0);
    const c = 3 * (triangles[i + 2] ?? 0);
    const ux = (positions[b] ?? 0) - (positions[a] ?? 0);
    const uy = (positions[b + 1] ?? 0) - (positions[a + 1] ?? 0);
    const uz = (positions[b + 2] ?? 0) - (positions[a + 2] ?? 0);
    const wx = (positions[c] ?? 0) - (positions[a] ?? 0);
    const wy = (positions[c + 1] ?? 0) - (positions[a + 1] ?? 0);
    const wz = (positions[c + 2] ?? 0) - (positions[a + 2] ?? 0);
    const nx = uy * wz - uz * wy;
    const ny = uz * wx - ux * wz;
    const nz = ux * wy - uy * wx;
    for (let k = 0; k < 3; k++) {
      const corner = k === 0 ? a : k === 1 ? b : c;
      out[corner] = (out[corner] ?? 0) + nx;
      out[corner + 1] = (out[corner + 1] ?? 0) + ny;
      out[corner + 2] = (out[corner + 2] ?? 0) + nz;
    }
  }
  for (let i = 0; i < out.length; i += 3) {
    const x = out[i] ?? 0;
    const y = out[i + 1] ?? 0;
    const z = out[i + 2] ?? 0;
    const inverse = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
    out[i] = x * inverse;
    out[i + 1] = y * inverse;
    out[i + 2] = z * inverse;
  }
  return out;
}

/** Mean position of a range of vertices, cm. */
export function centreOf(positions: Float32Array, [first, last]: readonly [number, number]): Vec3 {
  const centre: [number, number, number] = [0, 0, 0];
  for (let vertex = first; vertex <= last; vertex++) {
    centre[0] += positions[3 * vertex] ?? 0;
    centre[1] += positions[3 * vertex + 1] ?? 0;
    centre[2] += positions[3 * vertex + 2] ?? 0;
  }
  const count = last - first + 1;
  return [centre[0] / count, centre[1] / count, centre[2] / count];
}

/** Position of a 68-point landmark. */
export function landmarkOf(positions: Float32Array, landmark: number): Vec3 {
  const vertex = LANDMARKS_68[landmark] ?? 0;
  return [
    positions[3 * vertex] ?? 0,
    positions[3 * vertex + 1] ?? 0,
    positions[3 * vertex + 2] ?? 0,
  ];
}
