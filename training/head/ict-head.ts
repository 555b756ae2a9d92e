import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Vertices that make the front of a head: face, head and neck, eyeballs (the ranges of the model's README). */
const isSurface = (vertex: number) => vertex <= 11247 || (vertex >= 21451 && vertex <= 24590);

/** ICT vertices of the 68 Multi-PIE landmarks, from the model's README. */
export const ICT_LANDMARKS = [
  1225, 1888, 1052, 367, 1719, 1722, 2199, 1447, 966, 3661, 4390, 3927, 3924, 2608, 3272, 4088,
  3443, 268, 493, 1914, 2044, 1401, 3615, 4240, 4114, 2734, 2509, 978, 4527, 4942, 4857, 1140, 2075,
  1147, 4269, 3360, 1507, 1542, 1537, 1528, 1518, 1511, 3742, 3751, 3756, 3721, 3725, 3732, 5708,
  5695, 2081, 0, 4275, 6200, 6213, 6346, 6461, 5518, 5957, 5841, 5702, 5711, 5533, 6216, 6207, 6470,
  5517, 5966,
] as const;

/** The head of ICT-FaceKit in camera axes: millimetres, x right, y down, z away, centred on nose and eyes. */
export interface IctHead {
  /** 3 numbers a vertex. */
  readonly positions: Float32Array;
  /** 3 vertices a triangle; only the outer surface. */
  readonly triangles: Int32Array;
  /** Displacement of mode k at vertex i: `modes[k][3 i …]`, mm for one standard deviation. */
  readonly modes: readonly Float32Array[];
}

const modesSchema = z.object({
  vertices: z.number().int(),
  identity: z.object({ modes: z.array(z.string()), scale: z.array(z.number()) }),
});

/** Reads the model from `folder` (`ict-facekit` of the training data). Throws when files are missing. */
export function loadIctHead(folder: string, modeCount: number): IctHead {
  const vertices: number[] = [];
  const triangles: number[] = [];
  for (const line of readFileSync(join(folder, 'neutral.obj'), 'latin1').split('\n')) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === 'v') {
      vertices.push(10 * Number(fields[1]), -10 * Number(fields[2]), -10 * Number(fields[3]));
    } else if (fields[0] === 'f') {
      const corners = fields.slice(1).map((field) => Number.parseInt(field, 10) - 1);
      if (!corners.every(isSurface)) continue;
      for (let k = 1; k + 1 < corners.length; k++) {
        triangles.push(corners[0] ?? 0, corners[k] ?? 0, corners[k + 1] ?? 0);
      }
    }
  }
  const table = modesSchema.parse(JSON.parse(readFileSync(join(folder, 'modes.json'), 'utf8')));
  const bytes = readFileSync(join(folder, 'identity.i16'));
  const modes = Array.from({ length: modeCount }, (_, k) => {
    const scale = 10 * (table.identity.scale[k] ?? 0);
    return Float32Array.from({ length: vertices.length }, (_unused, i) => {
      const sign = i % 3 === 0 ? 1 : -1;
      return sign * scale * bytes.readInt16LE(2 * (k * vertices.length + i));
    });
  });
  return {
    positions: centred(Float32Array.from(vertices)),
    triangles: Int32Array.from(triangles),
    modes,
  };
}

function centred(positions: Float32Array): Float32Array {
  const inner: readonly number[] = ICT_LANDMARKS.slice(27, 48);
  for (let axis = 0; axis < 3; axis++) {
    const mean = inner.reduce((sum, v) => sum + (positions[3 * v + axis] ?? 0), 0) / inner.length;
    for (let i = axis; i < positions.length; i += 3) positions[i] = (positions[i] ?? 0) - mean;
  }
  return positions;
}
