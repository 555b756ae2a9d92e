/** A measured share, and how it reads: the same words in every window, report and on the command line. */

/** Bounds of a 95 % confidence interval, both 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A measured share of errors. */
export interface RateEstimate {
  readonly errors: number;
  readonly trials: number;
  /** NaN without trials. */
  readonly rate: number;
  readonly interval: Interval;
}

/**
 * The most that a rate can be, at 95 %, when none of so many trials was an error: the exact one-sided bound,
 * 1 − 0.05^(1/trials) (Clopper and Pearson, 1934). The rule of three is its approximation for many trials.
 */
export const boundWithoutErrors = (trials: number): number => 1 - 0.05 ** (1 / trials);

/** A share in per cent with as many decimals as needed. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return '–';
  const value = 100 * share;
  if (value === 0) return '0 %';
  if (value >= 10) return `${value.toFixed(1)} %`;
  if (value >= 0.095) return `${value.toFixed(2)} %`;
  return `${value.toFixed(value >= 0.00995 ? 3 : 4)} %`;
}

/** The same without decimals from 1 % on, for bounds of few trials: `26 %`. */
export const wholePercent = (share: number): string =>
  share >= 0.01 ? `${Math.round(100 * share)} %` : percent(share);

export const percentRange = ({ low, high }: Interval): string =>
  `${percent(low).replace(' %', '')} – ${percent(high)}`;
