import type { RateEstimate } from '../../contract/rate.ts';
import { estimateRate } from './rate-estimate.ts';

/**
 * A share of errors in trials of several people. The trials of one person depend on each other, so the interval is that
 * of the effective number of trials, by the variance of a ratio over clusters, where the clusters are people (Cochran,
 * Sampling Techniques, section 6.4).
 * @param errors of each person
 * @param trials of each person, in the same order; a person without trials changes nothing
 */
export function rateOverPeople(errors: Float64Array, trials: Float64Array): RateEstimate {
  const [errorSum, trialSum] = [sum(errors), sum(trials)];
  const rate = errorSum / trialSum;
  const people = trials.filter((count) => count > 0).length;
  const squares = errors.reduce(
    (total, error, person) => total + (error - rate * (trials[person] ?? 0)) ** 2,
    0,
  );
  const variance = ((people / Math.max(1, people - 1)) * squares) / trialSum ** 2;
  return estimateRate(errorSum, trialSum, effectiveTrials(rate, trialSum, variance));
}

/** Clamped to the actual number: dependence widens an interval, it does not narrow it. */
export function effectiveTrials(rate: number, trials: number, variance: number): number {
  const binomial = rate * (1 - rate);
  return variance * trials > binomial && binomial > 0 ? binomial / variance : trials;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
