import { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { readModelFile } from '../models.ts';
import { FACE_CELLS } from './relief-cells.ts';

/** Differences enter the network in units of this many mm. */
export const DIFFERENCE_UNIT_MM = 10;

/** Tells reliefs of faces from those of sheets: a network with one hidden layer (`training/liveness`). */
export interface FaceRelief {
  /** Scores below it are no face. */
  readonly threshold: number;
  /**
   * @param differences FACE_CELLS numbers as of `ReliefCells`; 0 where unknown
   * @returns log odds that this is a face, for as many sheets as faces
   */
  score(differences: Float32Array): number;
}

/** What the file holds besides its threshold. */
export interface FaceReliefWeights {
  readonly hidden: number;
  /** hidden × FACE_CELLS weights, hidden biases, hidden output weights, the output's bias. */
  readonly weights: Float32Array;
}

const fileSchema = z.object({
  cells: z.literal(FACE_CELLS),
  hidden: z.number().int().min(1).max(256),
  threshold: z.number(),
  /** Little-endian float32, base64. */
  weights: z.base64(),
});

/** Number of weights of a network with so many hidden units. */
export const weightCount = (hidden: number): number => hidden * (FACE_CELLS + 2) + 1;

/** Writes what `loadFaceRelief` reads. */
export function encodeFaceRelief(
  { hidden, weights }: FaceReliefWeights,
  threshold: number,
): string {
  const packed = Buffer.alloc(4 * weights.length);
  weights.forEach((weight, i) => packed.writeFloatLE(weight, 4 * i));
  return `${JSON.stringify({ cells: FACE_CELLS, hidden, threshold, weights: packed.toString('base64') })}\n`;
}

/** Reads the model `face-relief` of the assets folder; problems as of `readModelFile`. */
export async function loadFaceRelief(assets: string): Promise<Result<FaceRelief>> {
  const bytes = await readModelFile(assets, 'face-relief');
  if (!bytes.ok) return bytes;
  try {
    const { hidden, threshold, weights } = fileSchema.parse(
      JSON.parse(new TextDecoder().decode(bytes.value)),
    );
    const packed = Buffer.from(weights, 'base64');
    if (packed.length !== 4 * weightCount(hidden)) throw new RangeError('Weights are missing.');
    const numbers = Float32Array.from({ length: weightCount(hidden) }, (_, i) =>
      packed.readFloatLE(4 * i),
    );
    return succeed(faceRelief({ hidden, weights: numbers }, threshold));
  } catch {
    return fail(
      'model-corrupt',
      'The model "face-relief" holds no weights that this version of Depthlock understands, so faces cannot be told from pictures. Reinstall Depthlock, or run `git checkout assets/models`.',
    );
  }
}

export function faceRelief(network: FaceReliefWeights, threshold: number): FaceRelief {
  return { threshold, score: (differences) => scoreRelief(network, differences) };
}

function scoreRelief({ hidden, weights }: FaceReliefWeights, differences: Float32Array): number {
  const biases = hidden * FACE_CELLS;
  let score = weights[biases + 2 * hidden] ?? 0;
  for (let unit = 0; unit < hidden; unit++) {
    let sum = 0;
    const row = unit * FACE_CELLS;
    for (let i = 0; i < FACE_CELLS; i++) sum += (weights[row + i] ?? 0) * (differences[i] ?? 0);
    const active = sum / DIFFERENCE_UNIT_MM + (weights[biases + unit] ?? 0);
    if (active > 0) score += active * (weights[biases + hidden + unit] ?? 0);
  }
  return score;
}
