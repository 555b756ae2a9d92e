/** Error rates of a presentation attack test by the terms of ISO/IEC 30107-3, a presentation being one attempt. */
import { quantile } from '../../base/quantile.ts';
import { estimateRateOfFew } from '../../analysis/metrics/rate-estimate.ts';
import type { NotLiveReason } from '../../contract/observation.ts';
import {
  PAD_OUTCOMES,
  type AttemptCounts,
  type GenuineFigures,
  type PadAttempt,
  type PadFigures,
  type PadOutcome,
  type SpeciesFigures,
} from '../../contract/pad/pad.ts';
import { PAD_PRESENTATIONS, SPECIES_IDS, type SpeciesId } from '../../contract/pad/species.ts';
import type { RateEstimate } from '../../contract/rate.ts';

const WITHOUT_RESPONSE: readonly PadOutcome[] = ['undecided', 'nothing-seen'];
/** The lock compares only what liveness takes for live. */
const TAKEN_FOR_LIVE: readonly PadOutcome[] = ['opened', 'not-recognised'];

/** A pure function of the attempts, in any order. */
export function padFigures(attempts: readonly PadAttempt[]): PadFigures {
  const genuine = attempts.filter(({ presentation }) => presentation === 'genuine');
  const species = SPECIES_IDS.flatMap((id) => {
    const own = attempts.filter(({ presentation }) => presentation === id);
    return own.length === 0 ? [] : [speciesFigures(id, own)];
  });
  return {
    genuine: genuine.length === 0 ? null : genuineFigures(genuine),
    species: species.sort(worstFirst),
  };
}

function genuineFigures(attempts: readonly PadAttempt[]): GenuineFigures {
  const opened = attempts.filter(({ outcome }) => outcome === 'opened');
  return {
    ...countOutcomes(attempts),
    bpcer: shareOf(attempts, ['attack']),
    bpnrr: shareOf(attempts, WITHOUT_RESPONSE),
    frr: shareOf(
      attempts,
      PAD_OUTCOMES.filter((outcome) => outcome !== 'opened'),
    ),
    medianOpenMs:
      opened.length === 0
        ? null
        : quantile(
            opened.map(({ afterMs }) => afterMs),
            0.5,
          ),
  };
}

function speciesFigures(species: SpeciesId, attempts: readonly PadAttempt[]): SpeciesFigures {
  const isArtefact = PAD_PRESENTATIONS[species].shows === 'artefact';
  return {
    species,
    ...countOutcomes(attempts),
    apcer: isArtefact ? shareOf(attempts, TAKEN_FOR_LIVE) : null,
    iapar: shareOf(attempts, ['opened']),
    apnrr: shareOf(attempts, WITHOUT_RESPONSE),
  };
}

function shareOf(attempts: readonly PadAttempt[], counted: readonly PadOutcome[]): RateEstimate {
  const errors = attempts.filter(({ outcome }) => counted.includes(outcome)).length;
  return estimateRateOfFew(errors, attempts.length);
}

function countOutcomes(attempts: readonly PadAttempt[]): AttemptCounts {
  const reasons: Partial<Record<NotLiveReason, number>> = {};
  for (const { reason } of attempts) {
    if (reason !== null) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const count = (wanted: PadOutcome): number =>
    attempts.filter(({ outcome }) => outcome === wanted).length;
  return {
    shown: attempts.length,
    outcomes: {
      opened: count('opened'),
      attack: count('attack'),
      'not-recognised': count('not-recognised'),
      undecided: count('undecided'),
      'nothing-seen': count('nothing-seen'),
    },
    reasons,
  };
}

/** Equally bad ones stay in the order in which they are presented. */
function worstFirst(a: SpeciesFigures, b: SpeciesFigures): number {
  return b.iapar.rate - a.iapar.rate || (b.apcer?.rate ?? 0) - (a.apcer?.rate ?? 0);
}
