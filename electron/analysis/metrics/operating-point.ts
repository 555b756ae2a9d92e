import type { RateEstimate } from '../../contract/rate.ts';
import { estimateRate } from './rate-estimate.ts';
import { effectiveTrials, rateOverPeople } from './rate-over-people.ts';
import { forEachTrial, type TrialTable } from '../trials/trial-table.ts';

/** Effect of a threshold: both errors with their intervals, the threshold held fixed. */
export interface OperatingPoint {
  readonly threshold: number;
  readonly far: RateEstimate;
  readonly frr: RateEstimate;
}

/**
 * Counts the errors at a threshold. The trials of one person depend on each other, so an interval is that of the
 * effective number of trials: the one that would give the same variance as resampling whole people.
 */
export function operatingPoint(table: TrialTable, threshold: number): OperatingPoint {
  const tally = countErrors(table, threshold);
  return {
    threshold,
    frr: rateOverPeople(tally.genuineErrors, tally.genuineTrials),
    far: estimateFar(table, tally),
  };
}

interface Tally {
  readonly genuineErrors: Float64Array;
  readonly genuineTrials: Float64Array;
  /** False accepts that involve a person, on either side. */
  readonly impostorErrors: Float64Array;
  readonly impostorTrials: Float64Array;
  /** False accepts of each unordered pair of people, by `pairKey`. */
  readonly pairErrors: Map<number, number>;
}

function countErrors(table: TrialTable, threshold: number): Tally {
  const people = table.people.length;
  const tally: Tally = {
    genuineErrors: new Float64Array(people),
    genuineTrials: new Float64Array(people),
    impostorErrors: new Float64Array(people),
    impostorTrials: new Float64Array(people),
    pairErrors: new Map(),
  };
  forEachTrial(table, (distance, owner, claimed) => {
    const isAccepted = distance <= threshold;
    if (owner === claimed) {
      add(tally.genuineTrials, owner);
      if (!isAccepted) add(tally.genuineErrors, owner);
      return;
    }
    for (const person of [owner, claimed]) {
      add(tally.impostorTrials, person);
      if (isAccepted) add(tally.impostorErrors, person);
    }
    if (!isAccepted) return;
    const key = pairKey(people, owner, claimed);
    tally.pairErrors.set(key, (tally.pairErrors.get(key) ?? 0) + 1);
  });
  return tally;
}

function add(counts: Float64Array, index: number): void {
  counts[index] = (counts[index] ?? 0) + 1;
}

const pairKey = (people: number, a: number, b: number): number =>
  people * Math.min(a, b) + Math.max(a, b);

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/**
 * Two impostor trials depend on each other when they share a person: the dyadic cluster-robust variance of Aronow,
 * Samii and Assenova, "Cluster-Robust Variance Estimation for Dyadic Data", Political Analysis 2015.
 */
function estimateFar(table: TrialTable, tally: Tally): RateEstimate {
  const { impostorErrors, impostorTrials, pairErrors } = tally;
  const [errors, trials] = [sum(impostorErrors) / 2, sum(impostorTrials) / 2];
  const rate = errors / trials;
  const sharing = impostorErrors.reduce(
    (total, error, person) => total + (error - rate * (impostorTrials[person] ?? 0)) ** 2,
    0,
  );
  const pairs = pairTrials(table);
  let repeated = rate ** 2 * pairs.squares;
  for (const [key, error] of pairErrors) repeated += error ** 2 - 2 * rate * error * pairs.of(key);
  const variance = (sharing - repeated) / trials ** 2;
  return estimateRate(errors, trials, effectiveTrials(rate, trials, variance));
}

/** Impostor trials of each pair of people: every probe of one against the other, if that one is enrolled. */
function pairTrials({ people, columns, owners }: TrialTable) {
  const probes = new Float64Array(people.length);
  for (const owner of owners) add(probes, owner);
  const between = (a: number, b: number): number =>
    (b < columns ? (probes[a] ?? 0) : 0) + (a < columns ? (probes[b] ?? 0) : 0);
  let squares = 0;
  for (let a = 0; a < people.length; a++) {
    for (let b = a + 1; b < people.length; b++) squares += between(a, b) ** 2;
  }
  const of = (key: number): number => between(Math.floor(key / people.length), key % people.length);
  return { squares, of };
}
