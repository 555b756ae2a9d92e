import type { Interval, RateEstimate } from '../metrics/rate-estimate.ts';

/** A share in per cent with as many decimals as needed. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return '–';
  const value = 100 * share;
  if (value === 0) return '0 %';
  if (value >= 10) return `${value.toFixed(1)} %`;
  if (value >= 0.095) return `${value.toFixed(2)} %`;
  return `${value.toFixed(value >= 0.00995 ? 3 : 4)} %`;
}

/** A level of FAR in per cent: `0.1 %`. */
export const levelText = (far: number | string): string =>
  `${Number((100 * Number(far)).toPrecision(2))} %`;

export const percentRange = ({ low, high }: Interval): string =>
  `${percent(low).replace(' %', '')} – ${percent(high)}`;

/** `0 %, at most 0.10 %` or `1.2 % (0.8 – 1.9 %)`. */
export function describeRate({ errors, trials, rate, interval }: RateEstimate): string {
  if (trials === 0) return 'no trials';
  if (errors === 0) return `0 %, at most ${percent(interval.high)}`;
  return `${percent(rate)} (${percentRange(interval)})`;
}

export const count = (value: number): string => value.toLocaleString('en');

export const distanceText = (distance: number): string =>
  Number.isFinite(distance) ? distance.toFixed(3) : '–';
