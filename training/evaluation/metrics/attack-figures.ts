import type { ShapeLook, ShapeStatistics } from '../../../electron/contract/head-shape.ts';
import type { LivenessVerdict } from '../../../electron/contract/observation.ts';
import { quantile } from '../../../electron/base/quantile.ts';
import {
  isUsable,
  referenceOf,
  type EmbeddedShot,
} from '../../../electron/analysis/trials/embedded-shot.ts';
import { compareAll } from '../../../electron/analysis/trials/trial-table.ts';
import type { DistanceName } from '../../../electron/analysis/metrics/embedding-distances.ts';
import type { RateEstimate } from '../../../electron/contract/rate.ts';
import { rateOverPeople } from '../../../electron/analysis/metrics/rate-over-people.ts';
import { opensByShape, shapeVeto, type ShapeJudgement } from './shape-veto.ts';

/** A shot and what liveness said of it; null: no face was found. */
export interface JudgedShot extends EmbeddedShot {
  readonly liveness: LivenessVerdict | null;
  /** What the shot says of the shape of the head; default: nothing. */
  readonly shape?: ShapeLook | null;
}

/** A shot of an attack; `person` is the owner whom it claims to be. */
export interface JudgedAttack extends JudgedShot {
  readonly species: string;
}

/** Where presentations ended; each is counted once. */
export interface PresentationCounts {
  readonly shown: number;
  /** Without an embedding, whatever liveness said. */
  readonly notAcquired: number;
  readonly refused: {
    readonly count: number;
    readonly reasons: Readonly<Record<string, number>>;
  };
  readonly undecided: number;
  readonly live: number;
}

/** Looks of people themselves. */
export interface GenuineFigures extends PresentationCounts {
  /** Share of those shown that liveness refuses: bona fide presentation classification error rate. */
  readonly bpcer: RateEstimate;
  /** Share of those shown that are not acquired or undecided: bona fide presentation non-response rate. */
  readonly noResponse: RateEstimate;
  /** What shape says of those that liveness takes for live. */
  readonly byShape: ShapeCounts;
}

/** What the shape of heads says of live shots, each against the other genuine shots of who it claims to be. */
export interface ShapeCounts {
  /** Share that the veto of shape refuses. */
  readonly refused: RateEstimate;
  /** Shots that say nothing of shape, or have nothing to be compared with; not among those of `refused`. */
  readonly unmeasured: number;
  /** Lowest, 5th of 100, middle and highest log ratio; NaN where there is none. */
  readonly logRatios: readonly [number, number, number, number];
}

/** All attacks of one kind. */
export interface SpeciesFigures extends PresentationCounts {
  readonly species: string;
  /** Share of those shown that liveness takes for live: attack presentation classification error rate. */
  readonly apcer: RateEstimate;
  /** Share of those shown that are not acquired or undecided: attack presentation non-response rate. */
  readonly noResponse: RateEstimate;
  /** What shape says of those that liveness takes for live. */
  readonly byShape: ShapeCounts;
  /**
   * Share that counts towards opening at each threshold, live, not refused by shape and near enough to the claimed owner's gallery: impostor
   * attack presentation accept rate. Attacks on an owner none of whose gallery shots was acquired are no trials.
   */
  readonly iapar: readonly ThresholdRate[];
}

export interface ThresholdRate {
  readonly name: string;
  readonly threshold: number;
  readonly rate: RateEstimate;
}

/** Liveness and the whole system on attacks, and liveness on the people themselves. */
export interface PresentationFigures {
  readonly genuine: GenuineFigures;
  /** The same of those that face the camera; null where none does. */
  readonly facingCamera: GenuineFigures | null;
  /** The worst first: by APCER, then by IAPAR at the most lenient threshold. Empty without attacks. */
  readonly species: readonly SpeciesFigures[];
}

/**
 * Error rates of presentation attack detection by the terms of ISO/IEC 30107-3, a presentation being one shot. A pure
 * function of its arguments. A rate without trials is NaN.
 * @param shots genuine ones: the probes are judged, the gallery is what attacks are compared with
 * @param shape how shapes are compared; default: they are not, and refuse nobody
 * @param attacks none of which is among `shots`
 * @param thresholds distances up to which a look is accepted
 */
export function presentationFigures(
  shots: readonly JudgedShot[],
  attacks: readonly JudgedAttack[],
  thresholds: readonly { readonly name: string; readonly threshold: number }[],
  {
    distance = 'euclidean',
    shape,
  }: { readonly distance?: DistanceName; readonly shape?: ShapeStatistics } = {},
): PresentationFigures {
  const probes = shots.filter(({ role }) => role === 'probe');
  const facing = probes.filter(({ facesCamera }) => facesCamera === true);
  const gallery = shots.filter(({ role }) => role === 'gallery');
  const judge = shape === undefined ? NO_VETO : shapeVeto(shots, shape);
  const claims = compareWithClaimed(attacks, gallery, distance, judge);
  const isAllowed = shape === undefined ? () => true : opensByShape;
  const names = [...new Set(attacks.map(({ species }) => species))];
  const species = names.map((name) => {
    const own = claims.filter(({ attack }) => attack.species === name);
    return speciesFigures(name, own, thresholds, isAllowed);
  });
  return {
    genuine: genuineFigures(probes, judge),
    facingCamera: facing.length === 0 ? null : genuineFigures(facing, judge),
    species: species.sort(worstFirst),
  };
}

type ShapeJudge = (shot: JudgedShot) => ShapeJudgement;

const NO_VETO: ShapeJudge = () => ({ verdict: 'undecided', ratio: null });

interface Claim {
  readonly attack: JudgedAttack;
  /** Smallest distance to the claimed owner's gallery; Infinity: not acquired; null: nothing to compare with. */
  readonly distance: number | null;
  readonly shape: ShapeJudgement;
}

function compareWithClaimed(
  attacks: readonly JudgedAttack[],
  gallery: readonly EmbeddedShot[],
  distance: DistanceName,
  judge: ShapeJudge,
): Claim[] {
  const references = gallery.filter((shot) => isUsable(referenceOf(shot)));
  const { distances, columns, owners } = compareAll(attacks, references, distance);
  return attacks.map((attack, row) => {
    const column = owners[row] ?? columns;
    const isEnrolled = column < columns;
    return {
      attack,
      shape: judge(attack),
      distance: isEnrolled ? (distances[row * columns + column] ?? Infinity) : null,
    };
  });
}

function genuineFigures(shots: readonly JudgedShot[], judge: ShapeJudge): GenuineFigures {
  return {
    ...countOutcomes(shots),
    bpcer: shareOf(shots, (shot) => outcomeOf(shot) === 'refused'),
    noResponse: shareOf(shots, isWithoutResponse),
    byShape: shapeCounts(shots.map((shot) => ({ shot, shape: judge(shot) }))),
  };
}

function speciesFigures(
  species: string,
  claims: readonly Claim[],
  thresholds: readonly { readonly name: string; readonly threshold: number }[],
  isAllowed: (level: string, shape: ShapeJudgement) => boolean,
): SpeciesFigures {
  const attacks = claims.map(({ attack }) => attack);
  const trials = claims.flatMap(({ attack, distance, shape }) =>
    distance === null ? [] : [{ person: attack.person, attack, distance, shape }],
  );
  return {
    species,
    ...countOutcomes(attacks),
    apcer: shareOf(attacks, (attack) => outcomeOf(attack) === 'live'),
    noResponse: shareOf(attacks, isWithoutResponse),
    byShape: shapeCounts(claims.map(({ attack, shape }) => ({ shot: attack, shape }))),
    iapar: thresholds.map(({ name, threshold }) => ({
      name,
      threshold,
      rate: shareOf(
        trials,
        ({ attack, distance, shape }) =>
          outcomeOf(attack) === 'live' && isAllowed(name, shape) && distance <= threshold,
      ),
    })),
  };
}

function shapeCounts(
  shots: readonly { readonly shot: JudgedShot; readonly shape: ShapeJudgement }[],
): ShapeCounts {
  const live = shots.filter(({ shot }) => outcomeOf(shot) === 'live');
  const compared = live.flatMap(({ shot, shape: { verdict, ratio } }) =>
    ratio === null ? [] : [{ person: shot.person, verdict, ratio }],
  );
  const at = (share: number) =>
    quantile(
      compared.map(({ ratio }) => ratio),
      share,
    );
  return {
    refused: shareOf(compared, ({ verdict }) => verdict === 'refuses'),
    unmeasured: live.length - compared.length,
    logRatios: [at(0), at(0.05), at(0.5), at(1)],
  };
}

type Outcome = 'not-acquired' | 'refused' | 'undecided' | 'live';

function outcomeOf({ embedding, liveness }: JudgedShot): Outcome {
  if (liveness === null || !isUsable(embedding)) return 'not-acquired';
  return liveness.kind === 'live' || liveness.kind === 'undecided' ? liveness.kind : 'refused';
}

function isWithoutResponse(shot: JudgedShot): boolean {
  const outcome = outcomeOf(shot);
  return outcome === 'not-acquired' || outcome === 'undecided';
}

function countOutcomes(shots: readonly JudgedShot[]): PresentationCounts {
  const counts = { 'not-acquired': 0, refused: 0, undecided: 0, live: 0 };
  const reasons: Record<string, number> = {};
  for (const shot of shots) {
    const outcome = outcomeOf(shot);
    counts[outcome]++;
    if (outcome !== 'refused' || shot.liveness?.kind !== 'not-live') continue;
    const reason = shot.liveness.because;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return {
    shown: shots.length,
    notAcquired: counts['not-acquired'],
    refused: { count: counts.refused, reasons },
    undecided: counts.undecided,
    live: counts.live,
  };
}

/** Presentations of one person depend on each other. */
function shareOf<T extends { readonly person: string }>(
  presentations: readonly T[],
  isCounted: (presentation: T) => boolean,
): RateEstimate {
  const people = [...new Set(presentations.map(({ person }) => person))];
  const places = new Map(people.map((person, place) => [person, place]));
  const errors = new Float64Array(people.length);
  const trials = new Float64Array(people.length);
  for (const presentation of presentations) {
    const place = places.get(presentation.person) ?? -1;
    trials[place] = (trials[place] ?? 0) + 1;
    if (isCounted(presentation)) errors[place] = (errors[place] ?? 0) + 1;
  }
  return rateOverPeople(errors, trials);
}

function worstFirst(a: SpeciesFigures, b: SpeciesFigures): number {
  const byAccepts = mostAccepted(b) - mostAccepted(a);
  return b.apcer.rate - a.apcer.rate || byAccepts || (a.species < b.species ? -1 : 1);
}

const mostAccepted = ({ iapar }: SpeciesFigures): number =>
  Math.max(0, ...iapar.map(({ rate }) => (rate.trials === 0 ? 0 : rate.rate)));
