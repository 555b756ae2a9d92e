import { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { readModelFile } from '../models.ts';
import { EYE_FEATURES } from './eye-features.ts';
import { EYE_VIEW_NUMBERS } from './eye-view.ts';

/** Numbers that describe an eye: its features as of `describeEye`, then how it is seen as of `writeEyeView`. */
export const EYE_INPUTS = EYE_FEATURES + EYE_VIEW_NUMBERS;

/** What the file holds besides its thresholds: a network with one hidden layer and two outputs. */
export interface EyeNetworkWeights {
  readonly hidden: number;
  /** hidden × EYE_INPUTS weights, hidden biases, 2 × hidden output weights, the biases of the outputs. */
  readonly weights: Float32Array;
}

/** Log odds of an eye, for as many that are as that are not. */
export interface EyeScore {
  readonly closed: number;
  /** That an open eye looks away from the camera. */
  readonly aside: number;
}

/** Limits on the mean log odds of the eyes that are seen. Between open and closed nothing is said. */
export interface EyeLimits {
  readonly closed: { readonly open: number; readonly closed: number };
  /** Open eyes that score more surely look aside. */
  readonly aside: number;
}

/** Tells closed eyes and eyes that look aside from those that look at the camera (`training/attention`). */
export interface EyeNetwork {
  readonly limits: EyeLimits;
  /** @param input EYE_INPUTS numbers */
  score(input: Float32Array): EyeScore;
}

const fileSchema = z.object({
  inputs: z.literal(EYE_INPUTS),
  hidden: z.number().int().min(1).max(256),
  limits: z.object({
    closed: z.object({ open: z.number(), closed: z.number() }),
    aside: z.number(),
  }),
  /** Little-endian float32, base64. */
  weights: z.base64(),
});

/** Number of weights of a network with so many hidden units. */
export const eyeWeightCount = (hidden: number): number => hidden * (EYE_INPUTS + 3) + 2;

/** Writes what `loadEyeNetwork` reads. */
export function encodeEyeNetwork(
  { hidden, weights }: EyeNetworkWeights,
  limits: EyeLimits,
): string {
  const packed = Buffer.alloc(4 * weights.length);
  weights.forEach((weight, i) => packed.writeFloatLE(weight, 4 * i));
  return `${JSON.stringify({ inputs: EYE_INPUTS, hidden, limits, weights: packed.toString('base64') })}\n`;
}

/** Reads the model `eyes` of the assets folder; problems as of `readModelFile`. */
export async function loadEyeNetwork(assets: string): Promise<Result<EyeNetwork>> {
  const bytes = await readModelFile(assets, 'eyes');
  if (!bytes.ok) return bytes;
  try {
    const { hidden, limits, weights } = fileSchema.parse(
      JSON.parse(new TextDecoder().decode(bytes.value)),
    );
    const packed = Buffer.from(weights, 'base64');
    if (packed.length !== 4 * eyeWeightCount(hidden)) throw new RangeError('Weights are missing.');
    const numbers = Float32Array.from({ length: eyeWeightCount(hidden) }, (_, i) =>
      packed.readFloatLE(4 * i),
    );
    return succeed(eyeNetwork({ hidden, weights: numbers }, limits));
  } catch {
    return fail(
      'model-corrupt',
      'The model "eyes" holds no weights that this version of Depthlock understands, so open eyes cannot be told from closed ones. Reinstall Depthlock, or run `git checkout assets/models`.',
    );
  }
}

export function eyeNetwork(network: EyeNetworkWeights, limits: EyeLimits): EyeNetwork {
  return { limits, score: (input) => scoreEye(network, input) };
}

function scoreEye({ hidden, weights }: EyeNetworkWeights, input: Float32Array): EyeScore {
  const biases = hidden * EYE_INPUTS;
  const outputs = biases + hidden;
  let closed = weights[outputs + 2 * hidden] ?? 0;
  let aside = weights[outputs + 2 * hidden + 1] ?? 0;
  for (let unit = 0; unit < hidden; unit++) {
    let sum = weights[biases + unit] ?? 0;
    const row = unit * EYE_INPUTS;
    for (let i = 0; i < EYE_INPUTS; i++) sum += (weights[row + i] ?? 0) * (input[i] ?? 0);
    if (sum <= 0) continue;
    closed += sum * (weights[outputs + unit] ?? 0);
    aside += sum * (weights[outputs + hidden + unit] ?? 0);
  }
  return { closed, aside };
}
