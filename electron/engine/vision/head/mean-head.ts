import { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { readModelAsset } from '../../../base/model-asset.ts';

/**
 * The frontal grid every head is measured on: an orthographic view along the axis of the face, in millimetres.
 * Its centre is the mean of the nose and eye landmarks of the mean head.
 */
export const HEAD_GRID = { size: 112, millimetresPerPixel: 2 } as const;

/** The mean of the ICT-FaceKit scans, as a surface to align measured heads to. Camera axes, millimetres. */
export interface MeanHead {
  /** z of the surface at each cell of HEAD_GRID (away from the camera); NaN where there is none. */
  readonly relief: Float32Array;
  /** Unit normals towards the camera, 3 numbers a cell. */
  readonly normals: Float32Array;
  /** 1 where the surface is smooth and stable enough to align to: face, jaw, chin and temples. */
  readonly stable: Uint8Array;
  /** 68 landmarks (Multi-PIE order), 3 numbers each. */
  readonly landmarks: Float32Array;
}

const CELLS = HEAD_GRID.size * HEAD_GRID.size;
const HOLE = -32768;

const fileSchema = z.object({
  size: z.literal(HEAD_GRID.size),
  millimetresPerPixel: z.literal(HEAD_GRID.millimetresPerPixel),
  /** Little-endian int16, hundredths of a millimetre, base64. */
  relief: z.string().length(4 * Math.ceil((2 * CELLS) / 3)),
  landmarks: z.array(z.number()).length(68 * 3),
  origin: z.string(),
});

/** Writes what `loadMeanHead` reads. */
export function encodeMeanHead(
  relief: Float32Array,
  landmarks: readonly number[],
  origin: string,
): string {
  const packed = Buffer.alloc(2 * CELLS);
  for (let i = 0; i < CELLS; i++) {
    const z = relief[i] ?? NaN;
    packed.writeInt16LE(Number.isNaN(z) ? HOLE : Math.round(100 * z), 2 * i);
  }
  const rounded = landmarks.map((x) => Math.round(1000 * x) / 1000);
  return `${JSON.stringify({ ...HEAD_GRID, relief: packed.toString('base64'), landmarks: rounded, origin })}\n`;
}

const REMEDY =
  'so no face can be measured. Reinstall Depthlock, or restore the folder assets/models.';

/** Reads `models/mean-head.json` in the assets folder. */
export async function loadMeanHead(assets: string): Promise<Result<MeanHead>> {
  const asset = await readModelAsset(assets, 'mean-head.json');
  if (asset.kind === 'missing') {
    return fail('model-missing', `The reference head (${asset.file}) is missing, ${REMEDY}`);
  }
  if (asset.kind === 'replaced')
    return fail('model-corrupt', `${asset.reason} It is not used, ${REMEDY}`);
  try {
    const parsed = fileSchema.parse(JSON.parse(new TextDecoder().decode(asset.bytes)));
    const packed = Buffer.from(parsed.relief, 'base64');
    const relief = Float32Array.from({ length: CELLS }, (_, i) => {
      const value = packed.readInt16LE(2 * i);
      return value === HOLE ? NaN : value / 100;
    });
    return succeed({
      relief,
      ...surfaceOf(relief),
      landmarks: Float32Array.from(parsed.landmarks),
    });
  } catch {
    return fail('model-corrupt', `The reference head (mean-head.json) is damaged, ${REMEDY}`);
  }
}

/** Normals by central differences, and where the surface is suitable for alignment. */
function surfaceOf(relief: Float32Array): Pick<MeanHead, 'normals' | 'stable'> {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const normals = new Float32Array(3 * CELLS);
  const stable = new Uint8Array(CELLS);
  for (let v = 1; v < size - 1; v++) {
    for (let u = 1; u < size - 1; u++) {
      const i = v * size + u;
      const at = (k: number) => relief[k] ?? NaN;
      const gx = (at(i + 1) - at(i - 1)) / (2 * millimetresPerPixel);
      const gy = (at(i + size) - at(i - size)) / (2 * millimetresPerPixel);
      const length = Math.hypot(gx, gy, 1);
      if (!Number.isFinite(length) || Number.isNaN(at(i))) continue;
      normals[3 * i] = gx / length;
      normals[3 * i + 1] = gy / length;
      normals[3 * i + 2] = -1 / length;
      const x = (u - size / 2) * millimetresPerPixel;
      const y = (v - size / 2) * millimetresPerPixel;
      // The front of the head: chin and temples carry identity (ENCODER experiments), hair and ears move.
      const inside = (x / 75) ** 2 + ((y - 6) / 105) ** 2 < 1;
      if (inside && Math.hypot(gx, gy) < 6) stable[i] = 1;
    }
  }
  return { normals, stable };
}
