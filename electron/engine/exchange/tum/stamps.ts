/** Time stamps as data sets write them: in any unit, with a point or a comma, with an exponent. */
import type { Stated, TimeUnit } from '../../../contract/reading.ts';

const STAMP = String.raw`[-+]?(?:\d{1,19}(?:[.,]\d{0,30})?|[.,]\d{1,30})(?:[eE][-+]?\d{1,3})?`;
/** A stamp and what follows it, separated by white space, a comma, a semicolon or a colon. */
const STAMPED = new RegExp(String.raw`^\s*["']?(${STAMP})["']?(?:\s*[,;:]\s*|\s+)(\S.*?)\s*$`);
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

/** How many of each unit are a second. */
const A_SECOND: readonly (readonly [number, ClockUnit])[] = [
  [1, 'seconds'],
  [1e3, 'milliseconds'],
  [1e6, 'microseconds'],
  [1e9, 'nanoseconds'],
];
/** From 1998 to 2039, in seconds since 1970. */
const YEARS = [0.9e9, 2.2e9] as const;
/** Frames of one session are not farther apart. */
const LONGEST_GAP_SECONDS = 3600;
/** Whole numbers from a start of their own: the unit in which frames are 5 ms to 2 s apart. */
const BY_GAP: readonly (readonly [number, ClockUnit])[] = [
  [5e6, 'nanoseconds'],
  [5e3, 'microseconds'],
  [5, 'milliseconds'],
];

/**
 * The unit that a session's stamps are in. Times since 1970 tell it by their size, and stamps with a fraction are
 * seconds; of other whole numbers it is assumed from the gap between them, and stamps 0, 1, 2, … are taken for numbers
 * of frames.
 */
export function unitOfStamps(stamps: readonly string[]): Stated<ClockUnit> {
  const numbers = stamps.map((stamp) => Number(stamp.replace(',', '.'))).filter(Number.isFinite);
  const gap = usualGap(numbers);
  const since1970 = A_SECOND.find(([second]) => {
    const inYears = numbers.filter((value) => isInYears(value / second));
    return inYears.length * 2 > numbers.length && usualGap(inYears) / second < LONGEST_GAP_SECONDS;
  });
  if (since1970 !== undefined) return { value: since1970[1], from: 'file' };
  if (stamps.length === 0 || !stamps.every((stamp) => WHOLE.test(stamp))) {
    return { value: 'seconds', from: 'format' };
  }
  const likely = BY_GAP.find(([least]) => gap >= least);
  if (likely !== undefined) return { value: likely[1], from: 'assumed' };
  return { value: gap === 1 ? 'frames' : 'seconds', from: 'assumed' };
}

const isInYears = (seconds: number): boolean => seconds > YEARS[0] && seconds < YEARS[1];

/**
 * Whether a stamp may be one of a session whose stamps are in a unit: years away from times since 1970, as 0 is, it is
 * none.
 */
export function isNearOthers(stamp: string, { value, from }: Stated<ClockUnit>): boolean {
  const second = A_SECOND.find(([, unit]) => unit === value)?.[0];
  if (from !== 'file' || second === undefined) return true;
  return isInYears(Number(stamp.replace(',', '.')) / second);
}

/** Between one and the next, in their order. */
function usualGap(numbers: readonly number[]): number {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return medianOf(sorted.slice(1).map((value, i) => value - (sorted[i] ?? value)));
}

function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
