import { headModel, LANDMARKS_68, type HeadModel } from '../people/render/mesh.ts';

/** Vertices of the front of a head: face, head and neck, eyeballs (the ranges of the model's README). */
const isSurface = (vertex: number) => vertex <= 11247 || (vertex >= 21451 && vertex <= 24590);

/** Centimetres to millimetres, and person axes (y up, z to the camera) to camera axes. */
const TO_CAMERA = [10, -10, -10] as const;

/** The head of ICT-FaceKit in camera axes: millimetres, x right, y down, z away, centred on nose and eyes. */
export interface IctHead {
  /** 3 numbers a vertex. */
  readonly positions: Float32Array;
  /** 3 vertices a triangle; only the outer surface. */
  readonly triangles: Int32Array;
  /** Displacement of mode k at vertex i: `modes[k][3 i …]`, mm for one standard deviation. */
  readonly modes: readonly Float32Array[];
}

/** The head model as a depth camera sees it, with its first `modeCount` identity modes. Throws without data. */
export function loadIctHead(modeCount: number): IctHead {
  const model = headModel();
  return {
    positions: centred(model.neutral.map((x, i) => x * (TO_CAMERA[i % 3] ?? 1))),
    triangles: surfaceTriangles(model),
    modes: Array.from({ length: modeCount }, (_, k) => modeInCamera(model, k)),
  };
}

function surfaceTriangles({ triangles }: HeadModel): Int32Array {
  const kept: number[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = triangles.subarray(t, t + 3);
    if (corners.every(isSurface)) kept.push(...corners);
  }
  return Int32Array.from(kept);
}

function modeInCamera({ identity, neutral }: HeadModel, k: number): Float32Array {
  const scale = identity.scale[k] ?? 0;
  return Float32Array.from(
    { length: neutral.length },
    (_, i) => (identity.data[k * neutral.length + i] ?? 0) * scale * (TO_CAMERA[i % 3] ?? 1),
  );
}

function centred(positions: Float32Array): Float32Array {
  const inner: readonly number[] = LANDMARKS_68.slice(27, 48);
  for (let axis = 0; axis < 3; axis++) {
    const mean = inner.reduce((sum, v) => sum + (positions[3 * v + axis] ?? 0), 0) / inner.length;
    for (let i = axis; i < positions.length; i += 3) positions[i] = (positions[i] ?? 0) - mean;
  }
  return positions;
}
