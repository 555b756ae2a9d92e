import { quantile } from '../../electron/base/quantile.ts';
import { LEAST_LIVENESS } from '../../electron/engine/identity/attempt/evidence.ts';
import {
  faceRelief,
  type FaceRelief,
  type FaceReliefWeights,
} from '../../electron/engine/vision/liveness/face-relief.ts';
import type { ReliefSample } from './relief-samples.ts';

/** What a network says at a threshold, of samples that it was not trained on. */
export interface JudgeFigures {
  /** Share of heads refused (BPCER). */
  readonly headsRefused: number;
  readonly heads: number;
  /** Share of sheets that pass (APCER). */
  readonly sheetsPassed: number;
  readonly sheets: number;
  /** Shares of heads and of sheets whose log likelihood ratio reaches what an attempt asks for (`LEAST_LIVENESS`). */
  readonly headsEvident: number;
  readonly sheetsEvident: number;
  /** BPCER and APCER of those with a trait, the worst of heads and of sheets first. */
  readonly byTrait: readonly TraitFigures[];
}

export interface TraitFigures {
  readonly kind: ReliefSample['kind'];
  readonly trait: string;
  readonly count: number;
  /** Share that is taken for a face. */
  readonly live: number;
}

export function scoresOf(network: FaceReliefWeights, samples: readonly ReliefSample[]): number[] {
  return reliefScores(faceRelief(network, 0), samples);
}

function reliefScores(judge: FaceRelief, samples: readonly ReliefSample[]): number[] {
  return samples.map(({ differences }) =>
    judge.score(differences.map((value) => (Number.isNaN(value) ? 0 : value))),
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

export function measureJudge(judge: FaceRelief, samples: readonly ReliefSample[]): JudgeFigures {
  const { threshold } = judge;
  const scores = reliefScores(judge, samples);
  const evident = (indices: readonly number[]): number =>
    indices.filter((i) => (scores[i] ?? NaN) >= LEAST_LIVENESS).length / indices.length;
  const live = (indices: readonly number[]): number =>
    indices.filter((i) => (scores[i] ?? NaN) >= threshold).length / Math.max(1, indices.length);
  const all = [...samples.keys()];
  const heads = all.filter((i) => samples[i]?.kind === 'head');
  const sheets = all.filter((i) => samples[i]?.kind === 'sheet');
  const byTrait = (['head', 'sheet'] as const).flatMap((kind) => {
    const shown = all.filter((i) => samples[i]?.kind === kind);
    const traits = [...new Set(shown.flatMap((i) => samples[i]?.traits ?? []))];
    const figures = traits.map((trait): TraitFigures => {
      const own = shown.filter((i) => samples[i]?.traits.includes(trait));
      return { kind, trait, count: own.length, live: live(own) };
    });
    return figures.sort((a, b) => (kind === 'head' ? a.live - b.live : b.live - a.live));
  });
  return {
    headsRefused: heads.length === 0 ? NaN : 1 - live(heads),
    heads: heads.length,
    sheetsPassed: sheets.length === 0 ? NaN : live(sheets),
    sheets: sheets.length,
    headsEvident: evident(heads),
    sheetsEvident: evident(sheets),
    byTrait,
  };
}
