import { type FaceReliefWeights } from '../../electron/engine/vision/liveness/face-relief.ts';
import type { FaceCell } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { fitNetwork, type FitOptions } from './fit-network.ts';
import { scoresOf, thresholdAt } from './measure-judge.ts';
import type { ReliefSample } from './relief-samples.ts';

/** What a network that has never seen a kind of sheet says of that kind. */
export interface LeftOut {
  /** A trait of sheets. */
  readonly trait: string;
  readonly count: number;
  /** Share that passes (APCER) at the threshold that refuses `bpcer` of the heads kept back. */
  readonly passed: number;
  readonly scores: readonly number[];
}

/**
 * For each trait of sheets: trains without the sheets that have it, and judges those of `keptBack` that have. This is
 * how attacks that nobody thought of are judged.
 */
export function* leaveOneOut(
  training: readonly ReliefSample[],
  keptBack: readonly ReliefSample[],
  cells: readonly FaceCell[],
  options: FitOptions,
  bpcer: number,
): Generator<LeftOut> {
  const sheets = keptBack.filter(({ kind }) => kind === 'sheet');
  for (const trait of new Set(sheets.flatMap(({ traits }) => traits))) {
    const without = training.filter(
      ({ kind, traits }) => kind === 'head' || !traits.includes(trait),
    );
    const network = fitNetwork(without, cells, options);
    const threshold = thresholdAt(bpcer, network, keptBack);
    const scores = scoresOf(
      network,
      sheets.filter(({ traits }) => traits.includes(trait)),
    );
    const passed = scores.filter((score) => score >= threshold).length / scores.length;
    yield { trait, count: scores.length, passed, scores };
  }
}

const STEPS = 60;

/**
 * The same network with scores that are log likelihood ratios: slope and offset of a logistic regression (Platt, 1999)
 * on scores of heads and of sheets of kinds unknown to the network that scored them, both with equal weight. Labels are
 * Platt's, so that scores that never overlap do not ask for infinite odds.
 */
export function calibrated(
  network: FaceReliefWeights,
  heads: readonly number[],
  sheets: readonly number[],
): FaceReliefWeights {
  let [slope, offset] = [0, 0];
  for (let step = 0; step < STEPS; step++) {
    // Newton's method on two unknowns.
    const sums = { a: 0, b: 0, aa: 1e-6, ab: 0, bb: 1e-6 };
    for (const [scores, label] of [
      [heads, (heads.length + 1) / (heads.length + 2)],
      [sheets, 1 / (sheets.length + 2)],
    ] as const) {
      for (const score of scores) {
        const share = 1 / (1 + Math.exp(-(slope * score + offset)));
        const error = (share - label) / scores.length;
        const weight = (share * (1 - share)) / scores.length;
        sums.a += error * score;
        sums.b += error;
        sums.aa += weight * score * score;
        sums.ab += weight * score;
        sums.bb += weight;
      }
    }
    const determinant = sums.aa * sums.bb - sums.ab ** 2;
    slope -= (sums.bb * sums.a - sums.ab * sums.b) / determinant;
    offset -= (sums.aa * sums.b - sums.ab * sums.a) / determinant;
  }
  return rescaled(network, slope, offset);
}

/** The network whose score is slope · score + offset. */
function rescaled(
  { hidden, weights }: FaceReliefWeights,
  slope: number,
  offset: number,
): FaceReliefWeights {
  const outputs = weights.length - hidden - 1;
  const scaled = weights.map((weight, i) => (i < outputs ? weight : slope * weight));
  const last = scaled.length - 1;
  scaled[last] = (scaled[last] ?? 0) + offset;
  return { hidden, weights: scaled };
}

/** Scores of the heads among samples. */
export const headScores = (
  network: FaceReliefWeights,
  samples: readonly ReliefSample[],
): number[] => {
  const heads = samples.filter(({ kind }) => kind === 'head');
  return scoresOf(network, heads);
};
