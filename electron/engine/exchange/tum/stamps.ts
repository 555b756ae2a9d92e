/** Time stamps as data sets write them: in any unit, with a point or a comma, with an exponent. */
import type { Stated, TimeUnit } from '../../../contract/reading.ts';

const STAMP = String.raw`[-+]?(?:\d{1,19}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][-+]?\d{1,3})?`;
/** A stamp and what follows it, separated by white space, a comma or a semicolon. */
const STAMPED = new RegExp(String.raw`^\s*["']?(${STAMP})["']?(?:\s*[,;]\s*|\s+)(\S.*?)\s*$`);
const WHOLE = /^[-+]?\d+$/;
const NUMBER = new RegExp(`^${STAMP}$`);

/** The stamp at the start of a line and the rest of it; null where there is none. */
export function splitStamp(line: string): { readonly stamp: string; readonly rest: string } | null {
  const [, stamp, rest] = STAMPED.exec(line) ?? [];
  return stamp === undefined || rest === undefined ? null : { stamp, rest };
}

export const isStamp = (text: string): boolean => NUMBER.test(text);

type ClockUnit = Extract<
  TimeUnit,
  'seconds' | 'milliseconds' | 'microseconds' | 'nanoseconds' | 'frames'
>;

const MILLISECONDS: Readonly<Record<ClockUnit, number>> = {
  seconds: 1000,
  milliseconds: 1,
  microseconds: 1e-3,
  nanoseconds: 1e-6,
  frames: 1000 / 30,
};

/** The time of a stamp in milliseconds, to the microsecond; NaN where it is no number. */
export function stampMs(stamp: string, unit: ClockUnit): number {
  // Nanoseconds since 1970 have more digits than a number of 64 bits keeps.
  if (unit === 'nanoseconds' && WHOLE.test(stamp)) {
    return Number(BigInt(stamp.replace('+', '')) / 1000n) / 1000;
  }
  return Math.round(Number(stamp.replace(',', '.')) * MILLISECONDS[unit] * 1000) / 1000;
}

/** Seconds since 1970 have ten digits until the year 2286. */
const SINCE_1970: readonly (readonly [number, ClockUnit])[] = [
  [1e17, 'nanoseconds'],
  [1e14, 'microseconds'],
  [1e11, 'milliseconds'],
  [1e8, 'seconds'],
];
/** Whole numbers from a start of their own: the unit in which frames are 5 ms to 2 s apart. */
const BY_GAP: readonly (readonly [number, ClockUnit])[] = [
  [5e6, 'nanoseconds'],
  [5e3, 'microseconds'],
  [5, 'milliseconds'],
];

/**
 * The unit that a session's stamps are in. Times since 1970 tell it by their size, and stamps with a fraction are
 * seconds; of small whole numbers it is assumed from the gap between them, and stamps 0, 1, 2, … are taken for numbers
 * of frames.
 */
export function unitOfStamps(stamps: readonly string[]): Stated<ClockUnit> {
  const numbers = stamps.map((stamp) => Number(stamp.replace(',', '.'))).filter(Number.isFinite);
  const middle = medianOf(numbers.map(Math.abs));
  const known = SINCE_1970.find(([least]) => middle >= least);
  if (known !== undefined) return { value: known[1], from: 'file' };
  if (stamps.length === 0 || !stamps.every((stamp) => WHOLE.test(stamp))) {
    return { value: 'seconds', from: 'format' };
  }
  const sorted = numbers.toSorted((a, b) => a - b);
  const gap = medianOf(sorted.slice(1).map((value, i) => value - (sorted[i] ?? value)));
  const likely = BY_GAP.find(([least]) => gap >= least);
  if (likely !== undefined) return { value: likely[1], from: 'assumed' };
  return { value: gap === 1 ? 'frames' : 'seconds', from: 'assumed' };
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
