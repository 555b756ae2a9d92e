import { createTranslator } from 'use-intl/core';
import { explorer } from './english.ts';

/** The words of the explorer: `words('looks', { count: 3 })`. */
export const words = createTranslator({
  locale: 'en',
  messages: { explorer },
  namespace: 'explorer',
});

const formats = new Map<number, Intl.NumberFormat>();

/** With so many digits after the point. */
export function decimal(value: number, digits: number): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat('en', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(digits, format);
  }
  return Number.isFinite(value) ? format.format(value) : '–';
}

/** A share as percent, with as many digits as say something: 12 %, 1.3 %, 0.07 %. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const value = 100 * share;
  const digits = value === 0 || value >= 10 ? 0 : value >= 1 ? 1 : value >= 0.1 ? 2 : 3;
  return `${decimal(value, digits)} %`;
}

export const degrees = (value: number): string =>
  `${value < -0.5 ? '−' : ''}${Math.abs(Math.round(value))}°`;
