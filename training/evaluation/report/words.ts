import { percent, percentRange } from '../../../electron/contract/rate.ts';
import type { RateEstimate } from '../../../electron/contract/rate.ts';

export { percent, percentRange };

/** A level of FAR in per cent: `0.1 %`. */
export const levelText = (far: number | string): string =>
  `${Number((100 * Number(far)).toPrecision(2))} %`;

/** `0 %, at most 0.10 %` or `1.2 % (0.8 – 1.9 %)`. */
export function describeRate({ errors, trials, rate, interval }: RateEstimate): string {
  if (trials === 0) return 'no trials';
  if (errors === 0) return `0 %, at most ${percent(interval.high)}`;
  return `${percent(rate)} (${percentRange(interval)})`;
}

export const count = (value: number): string => value.toLocaleString('en');

export const distanceText = (distance: number): string =>
  Number.isFinite(distance) ? distance.toFixed(3) : '–';
