import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { operatingPoint } from '../../../electron/analysis/metrics/operating-point.ts';
import { galleryTrials } from '../../../electron/analysis/trials/protocols.ts';
import { trialsToClaim } from '../../../electron/analysis/metrics/rate-estimate.ts';
import {
  selectTrials,
  splitTrials,
  type TrialTable,
} from '../../../electron/analysis/trials/trial-table.ts';
import type { RatioScale } from '../../../electron/contract/evidence.ts';
import { ratioScale } from './ratio-scale.ts';
import { thresholdAtFar } from '../../../electron/analysis/metrics/verification-metrics.ts';

/** People that nothing was trained on and no reported figure comes from. */
export interface CalibrationSet {
  /** Who they are, for the card. */
  readonly people: string;
  readonly shots: readonly EmbeddedShot[];
  /** Whether two people's looks are a trial; default: all are. */
  readonly isTrial?: (looking: string, enrolled: string) => boolean;
  /** Strangers that decide: those who look like the enrolled person; default: all. */
  readonly resembles?: (stranger: string, enrolled: string) => boolean;
}

/** How rarely one look of a stranger who counts may open, FAR, from the laxest level to the strictest. */
const LEVELS = [
  { name: 'convenient', far: 1e-3 },
  { name: 'balanced', far: 1e-4 },
  { name: 'strict', far: 1e-5 },
] as const;
const DEFAULT_LEVEL = 'convenient';

/** What a level was measured to do. */
export interface SecurityLevel {
  readonly name: string;
  readonly threshold: number;
  /** FAR among strangers who look like the enrolled person, if the set names them; else among all. */
  readonly far: number;
  /** Impostor trials behind that claim. */
  readonly trials: number;
  /** FAR of every stranger in the set. */
  readonly anybody: { readonly far: number; readonly trials: number };
  readonly genuineTrials: number;
  readonly frr: number;
}

export interface Thresholds {
  /** Who was measured. */
  readonly people: string;
  readonly default: number;
  readonly defaultLevel: string;
  readonly levels: readonly SecurityLevel[];
  /** What distances say, for the evidence of an attempt. */
  readonly evidence: RatioScale;
}

/**
 * The threshold of each security level: the largest at which looks of strangers open no more often than the level
 * says. One trial is one look against one enrolled person, however many references that person has.
 *
 * Throws a sentence when the set is too small to claim a level (the rule of three).
 */
export function calibrate({ people, shots, isTrial, resembles }: CalibrationSet): Thresholds {
  const table = selectTrials(galleryTrials(shots), isTrial ?? (() => true));
  const chosen = resembles === undefined ? table : selectTrials(table, orSelf(resembles));
  const { impostor } = splitTrials(chosen);
  const levels = LEVELS.map(({ name, far }): SecurityLevel => {
    const largest = thresholdAtFar(impostor, far);
    if (largest === null) {
      throw new Error(
        `Calibrating on ${people} gives ${impostor.length} impostor trials; FAR ${far} takes ${trialsToClaim(far)}. Render more people: npx tsx training/synthesis/population/main.ts --set calibration --people 600`,
      );
    }
    const threshold = roundedDown(largest);
    const [decisive, anybody] = [ratesAt(chosen, threshold), ratesAt(table, threshold)];
    return {
      name,
      threshold,
      far: decisive.far,
      trials: decisive.impostorTrials,
      anybody: { far: anybody.far, trials: anybody.impostorTrials },
      genuineTrials: anybody.genuineTrials,
      frr: anybody.frr,
    };
  });
  const standard = levels.find(({ name }) => name === DEFAULT_LEVEL) ?? levels[0];
  return {
    people,
    default: standard?.threshold ?? 0,
    defaultLevel: DEFAULT_LEVEL,
    levels,
    evidence: ratioScale(chosen),
  };
}

const orSelf =
  (resembles: (stranger: string, enrolled: string) => boolean) =>
  (looking: string, enrolled: string): boolean =>
    looking === enrolled || resembles(looking, enrolled);

function ratesAt(table: TrialTable, threshold: number) {
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
