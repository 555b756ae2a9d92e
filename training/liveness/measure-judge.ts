import { quantile } from '../../electron/base/quantile.ts';
import {
  faceRelief,
  type FaceReliefWeights,
} from '../../electron/engine/vision/liveness/face-relief.ts';
import type { ReliefSample } from './relief-samples.ts';

/** What a network says at a threshold, of samples that it was not trained on. */
export interface JudgeFigures {
  /** Share of heads refused (BPCER). */
  readonly headsRefused: number;
  readonly heads: number;
  /** Share of sheets that pass (APCER), of all and by species, worst first. */
  readonly sheetsPassed: number;
  readonly sheets: number;
  readonly bySpecies: readonly SpeciesFigures[];
}

export interface SpeciesFigures {
  readonly species: string;
  readonly count: number;
  /** Share that is taken for a face. */
  readonly live: number;
}

export function scoresOf(network: FaceReliefWeights, samples: readonly ReliefSample[]): number[] {
  const { score } = faceRelief(network, 0);
  return samples.map(({ differences }) =>
    score(differences.map((value) => (Number.isNaN(value) ? 0 : value))),
  );
}

/** The threshold that refuses a share of the heads. */
export function thresholdAt(
  share: number,
  network: FaceReliefWeights,
  samples: readonly ReliefSample[],
): number {
  const heads = samples.filter(({ kind }) => kind === 'head');
  return quantile(scoresOf(network, heads), share);
}

export function measureJudge(
  network: FaceReliefWeights,
  threshold: number,
  samples: readonly ReliefSample[],
): JudgeFigures {
  const scores = scoresOf(network, samples);
  const live = (indices: readonly number[]): number =>
    indices.filter((i) => (scores[i] ?? NaN) >= threshold).length / Math.max(1, indices.length);
  const all = [...samples.keys()];
  const heads = all.filter((i) => samples[i]?.kind === 'head');
  const sheets = all.filter((i) => samples[i]?.kind === 'sheet');
  const species = [...new Set(samples.map((sample) => sample.species))].map((name) => {
    const own = all.filter((i) => samples[i]?.species === name);
    return { species: name, count: own.length, live: live(own) };
  });
  return {
    headsRefused: heads.length === 0 ? NaN : 1 - live(heads),
    heads: heads.length,
    sheetsPassed: sheets.length === 0 ? NaN : live(sheets),
    sheets: sheets.length,
    bySpecies: species.sort((a, b) => b.live - a.live),
  };
}
