import { detCurve, type DetPoint } from '../../electron/analysis/metrics/det-curve.ts';
import {
  distanceHistogram,
  type DistanceHistogram,
} from '../../electron/analysis/metrics/distance-histogram.ts';
import type { EmbeddedShot } from '../../electron/analysis/trials/embedded-shot.ts';
import type { DistanceName } from '../../electron/analysis/metrics/embedding-distances.ts';
import { enrolmentCurve, type EnrolmentCurve } from './enrolment-curve.ts';
import {
  operatingPoint,
  type OperatingPoint,
} from '../../electron/analysis/metrics/operating-point.ts';
import { bootstrapPeople } from './metrics/people-bootstrap.ts';
import { figuresByPerson, type PersonFigures } from './metrics/person-figures.ts';
import { figuresByPose, type PoseFigures } from './metrics/pose-figures.ts';
import { figuresByQuality, type QualityFigures } from './metrics/quality-figures.ts';
import { galleryTrials, leaveOneOutTrials } from '../../electron/analysis/trials/protocols.ts';
import type { Interval } from '../../electron/contract/rate.ts';
import { trialsToClaim } from '../../electron/analysis/metrics/rate-estimate.ts';
import {
  selectProbes,
  splitTrials,
  type TrialTable,
} from '../../electron/analysis/trials/trial-table.ts';
import {
  FAR_LEVELS,
  sortedMetrics,
  type FarLevel,
  type VerificationMetrics,
} from '../../electron/analysis/metrics/verification-metrics.ts';
import { worstTrials, type WorstTrials } from './metrics/worst-trials.ts';

/** A threshold that was determined elsewhere, on other people. */
export interface GivenThreshold {
  readonly name: string;
  readonly threshold: number;
  /** The FAR it was set for, and the number of impostor trials behind it, if known. */
  readonly far?: number;
  readonly trials?: number;
}

export interface EvaluationOptions {
  /** Default: `euclidean`. */
  readonly distance?: DistanceName;
  readonly thresholds?: readonly GivenThreshold[];
  /** Bootstrap replicates; default: 1000. 0 skips the intervals, which is quicker. */
  readonly replicates?: number;
  /** Most shots to enrol in the curve by enrolled shots; default: 5, 0 for no curve. */
  readonly mostEnrolled?: number;
  readonly seed?: number;
}

/** All figures of a set of embedded shots. */
export interface EvaluationFigures {
  readonly gallery: ProtocolFigures;
  readonly leaveOneOut: ProtocolFigures;
  /** Leave one out, with the looks alone that face the camera; null where no shot says which do. */
  readonly facingCamera: ProtocolFigures | null;
  readonly enrolment: EnrolmentCurve;
}

export interface ProtocolFigures extends VerificationMetrics {
  /** Bootstrap replicates behind the intervals of EER and FRR: fewer if there are many trials. */
  readonly replicates: number;
  /** Null without bootstrap, or without trials. */
  readonly eerInterval: Interval | null;
  /** FAR and FRR at the threshold of each level; null if the level cannot be claimed. */
  readonly at: Readonly<Record<FarLevel, OperatingPoint | null>>;
  /** Intervals of the FRR at each FAR, over people and with the threshold recomputed; null as above. */
  readonly frrInterval: Readonly<Record<FarLevel, Interval | null>>;
  readonly given: readonly (GivenThreshold & { readonly at: OperatingPoint })[];
  readonly det: readonly DetPoint[];
  /** Intervals of the FRR at fixed FARs, for a band around the curve. */
  readonly detBand: readonly { readonly far: number; readonly frr: Interval }[];
  readonly histogram: DistanceHistogram;
  /** Threshold below which errors are counted: the strictest of FAR 1e-3, 1e-2 and the EER that can be claimed. */
  readonly counted: { readonly far: FarLevel | 'eer'; readonly threshold: number } | null;
  readonly poses: readonly PoseFigures[];
  /** Empty where the encoder does not measure quality. */
  readonly qualities: readonly QualityFigures[];
  readonly persons: readonly PersonFigures[];
  readonly worst: WorstTrials;
}

const DEFAULTS: Required<EvaluationOptions> = {
  distance: 'euclidean',
  thresholds: [],
  replicates: 1000,
  mostEnrolled: 5,
  seed: 1,
};

/**
 * Evaluates embeddings by both protocols. A pure function of the shots, whatever their source: the command, the
 * trainer's validation and the ablations all call it.
 * @param shots of at least two people; with fewer, the rates are NaN and the intervals null
 */
export function evaluateShots(
  shots: readonly EmbeddedShot[],
  options: EvaluationOptions = {},
): EvaluationFigures {
  const settings: Required<EvaluationOptions> = { ...DEFAULTS, ...options };
  const { distance, mostEnrolled, seed } = settings;
  const gallery = shots.filter(({ role }) => role === 'gallery');
  const leftOut = leaveOneOutTrials(shots, distance);
  const facing = selectProbes(leftOut, ({ facesCamera }) => facesCamera === true);
  return {
    gallery: protocolFigures(galleryTrials(shots, distance), gallery, settings),
    leaveOneOut: protocolFigures(leftOut, shots, settings),
    facingCamera: facing.probes.length === 0 ? null : protocolFigures(facing, shots, settings),
    enrolment: enrolmentCurve(shots, { distance, most: mostEnrolled, seed }),
  };
}

function protocolFigures(
  table: TrialTable,
  references: readonly EmbeddedShot[],
  settings: Required<EvaluationOptions>,
): ProtocolFigures {
  const trials = splitTrials(table);
  const metrics = sortedMetrics(trials.genuine, trials.impostor);
  const counted = countedAt(metrics);
  return {
    ...metrics,
    ...intervals(table, metrics, settings),
    at: byLevel((level) => pointAt(table, metrics.threshold[level])),
    given: settings.thresholds.map((given) => ({
      ...given,
      at: operatingPoint(table, given.threshold),
    })),
    det: detCurve(trials),
    histogram: distanceHistogram(trials),
    counted,
    poses: counted === null ? [] : figuresByPose(table, counted.threshold),
    qualities: counted === null ? [] : figuresByQuality(table, counted.threshold),
    persons: counted === null ? [] : figuresByPerson(table, counted.threshold),
    worst:
      counted === null
        ? { falseRejects: [], falseAccepts: [] }
        : worstTrials(table, references, counted.threshold, settings.distance),
  };
}

function countedAt({ threshold }: VerificationMetrics): ProtocolFigures['counted'] {
  for (const far of ['1e-3', '1e-2', 'eer'] as const) {
    const limit = threshold[far];
    if (limit !== null) return { far, threshold: limit };
  }
  return null;
}

/** Trials that a bootstrap may visit (about a second), but never fewer replicates than an interval needs. */
const BOOTSTRAP_STEPS = 1e8;
const LEAST_REPLICATES = 200;

/** FARs of the band around a DET curve, besides the levels that are reported: evenly spread by ratio. */
const BAND_FARS = Array.from({ length: 22 }, (_, i) => 0.4 * 0.65 ** i);

function intervals(
  table: TrialTable,
  metrics: VerificationMetrics,
  { replicates, seed }: Required<EvaluationOptions>,
): Pick<ProtocolFigures, 'replicates' | 'eerInterval' | 'frrInterval' | 'detBand'> {
  const { genuine, impostor } = metrics;
  if (replicates === 0 || genuine === 0 || impostor === 0) {
    return { replicates: 0, eerInterval: null, frrInterval: byLevel(() => null), detBand: [] };
  }
  const claimable = [...BAND_FARS, ...FAR_LEVELS.map(Number)].filter(
    (far) => impostor >= trialsToClaim(far),
  );
  const levels = claimable.sort((a, b) => a - b);
  const affordable = Math.max(LEAST_REPLICATES, Math.floor(BOOTSTRAP_STEPS / impostor));
  const count = Math.min(replicates, affordable);
  const { eer, frr } = bootstrapPeople(table, { replicates: count, seed, levels });
  const detBand = levels.map((far, i) => ({ far, frr: frr[i] ?? { low: 0, high: 1 } }));
  const intervalAt = (level: FarLevel): Interval | null => {
    if (metrics.threshold[level] === null) return null;
    const found = detBand.find(({ far }) => far === Number(level));
    return found === undefined ? null : widen(found.frr, metrics.frr[level], metrics.genuine);
  };
  return {
    replicates: count,
    eerInterval: widen(eer, metrics.eer, metrics.genuine),
    frrInterval: byLevel(intervalAt),
    detBand,
  };
}

/**
 * An interval that contains the estimate itself, which resampling may miss by a trial, and that extends to the rule of
 * three if no error was seen: resampling no errors gives none.
 */
function widen({ low, high }: Interval, estimate: number, trials: number): Interval {
  const least = estimate === 0 ? Math.min(1, 3 / trials) : estimate;
  return { low: Math.min(low, estimate), high: Math.max(high, least) };
}

function pointAt(table: TrialTable, threshold: number | null): OperatingPoint | null {
  return threshold === null ? null : operatingPoint(table, threshold);
}

function byLevel<T>(value: (level: FarLevel) => T): Record<FarLevel, T> {
  return { '1e-2': value('1e-2'), '1e-3': value('1e-3'), '1e-4': value('1e-4') };
}
