/** Numbers as each language writes them. */
import type { Language } from '../contract/language.ts';
import { percent, wholePercent } from '../contract/rate.ts';
import { wordsIn } from './words-in.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** With exactly so many digits after the decimal point or comma: "0.50", "0,50". */
export function numberIn(language: Language, value: number, digits = 0): string {
  const name = `${language} ${digits}`;
  let format = formats.get(name);
  if (format === undefined) {
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(language, { ...fraction, useGrouping: false });
    formats.set(name, format);
  }
  return format.format(value);
}

/** Seconds with a decimal: "0.4 s". */
export const secondsIn = (language: Language, milliseconds: number): string =>
  wordsIn(language, 'format')('seconds', { value: numberIn(language, milliseconds / 1000, 1) });

/** A share as `wholePercent` rounds it: "26 %", "0,50 %". */
export function percentIn(language: Language, share: number): string {
  const value = percentValue(language, share);
  return wordsIn(language, 'format')('percent', { value });
}

/** The same without its sign, for the first number of a range. */
export const percentValue = (language: Language, share: number): string =>
  localised(language, wholePercent(share).replace(' %', ''));

/** A share with the decimals that the command line and its reports give it: "26.4 %", "0,53 %". */
export const preciseIn = (language: Language, share: number): string =>
  wordsIn(language, 'format')('percent', {
    value: localised(language, percent(share).replace(' %', '')),
  });

/** A number as JavaScript writes it, with as many digits. */
function localised(language: Language, text: string): string {
  const digits = text.split('.')[1]?.length ?? 0;
  return Number.isNaN(Number(text)) ? text : numberIn(language, Number(text), digits);
}
