import type { EmbeddedShot } from '../evaluation/embedded-shot.ts';
import { operatingPoint } from '../evaluation/operating-point.ts';
import { galleryTrials } from '../evaluation/protocols.ts';
import { trialsToClaim } from '../evaluation/rate-estimate.ts';
import { splitTrials, type TrialTable } from '../evaluation/trial-table.ts';
import { thresholdAtFar } from '../evaluation/verification-metrics.ts';

/** People that nothing was trained on and no reported figure comes from. */
export interface CalibrationSet {
  /** Who they are, for the card. */
  readonly people: string;
  readonly shots: readonly EmbeddedShot[];
}

/** How rarely one look of a stranger may open, FAR, from the laxest level to the strictest. */
const LEVELS = [
  { name: 'convenient', far: 1e-3 },
  { name: 'balanced', far: 1e-4 },
  { name: 'strict', far: 1e-5 },
] as const;
/**
 * Strangers among rendered people come far closer than among photographed ones, of whom none gets in at any of these
 * levels, so the laxest is strict enough for real people.
 */
const DEFAULT_LEVEL = 'convenient';

export interface SecurityLevel {
  readonly name: string;
  readonly threshold: number;
  readonly far: number;
  /** Impostor trials of the set that decided. */
  readonly trials: number;
  readonly measured: readonly {
    readonly people: string;
    readonly genuineTrials: number;
    readonly impostorTrials: number;
    readonly far: number;
    readonly frr: number;
    /** Where this group alone would put the threshold, and what that would reject; null with too few trials. */
    readonly alone: { readonly threshold: number; readonly frr: number } | null;
  }[];
}

export interface Thresholds {
  readonly default: number;
  readonly defaultLevel: string;
  readonly levels: readonly SecurityLevel[];
}

/**
 * The threshold of each security level: on every set of people with trials enough to claim the FAR (the rule of
 * three) it is kept, so the set whose strangers come closest decides. One trial is one look against one enrolled
 * person, however many references that person has.
 *
 * Throws a sentence when no set is large enough for a level.
 */
export function calibrate(sets: readonly CalibrationSet[]): Thresholds {
  const tables = sets.map(({ people, shots }) => {
    const table = galleryTrials(shots);
    return { people, table, impostor: splitTrials(table).impostor };
  });
  const levels = LEVELS.map(({ name, far }): SecurityLevel => {
    const candidates = tables.flatMap(({ impostor }) => {
      const threshold = thresholdAtFar(impostor, far);
      return threshold === null ? [] : [{ threshold, trials: impostor.length }];
    });
    const [first, ...others] = candidates;
    if (first === undefined) {
      throw new Error(
        `No set of people to calibrate on has the ${trialsToClaim(far)} impostor trials that FAR ${far} takes. Render more of them: npx tsx training/population/main.ts --set calibration --people 600`,
      );
    }
    const decides = others.reduce((a, b) => (b.threshold < a.threshold ? b : a), first);
    const threshold = roundedDown(decides.threshold);
    const measured = tables.map(({ people, table, impostor }) => {
      const own = thresholdAtFar(impostor, far);
      return {
        people,
        ...pointAt(table, threshold),
        alone: own === null ? null : { threshold: own, frr: pointAt(table, own).frr },
      };
    });
    return { name, threshold, far, trials: decides.trials, measured };
  });
  const chosen = levels.find(({ name }) => name === DEFAULT_LEVEL) ?? levels[0];
  return { default: chosen?.threshold ?? 0, defaultLevel: DEFAULT_LEVEL, levels };
}

function pointAt(table: TrialTable, threshold: number) {
  const { far, frr } = operatingPoint(table, threshold);
  return {
    genuineTrials: frr.trials,
    impostorTrials: far.trials,
    far: far.rate,
    frr: frr.rate,
  };
}

/** To four digits, never upwards: more impostors must not get in by rounding. */
const roundedDown = (threshold: number): number => Math.floor(1e4 * threshold) / 1e4;
