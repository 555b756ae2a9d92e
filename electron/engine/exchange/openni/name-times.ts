/** Times from the names of files: the date that OpenNI grabbers write, a time stamp, or the number of a frame. */
import type { Stated, TimeUnit } from '../../../contract/reading.ts';
import { stampMs, unitOfStamps } from '../tum/stamps.ts';

/** `frame_20121214T142255.814212`. */
const DATE = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d(?:\.\d{1,9})?)/;
/** The last number of a name, with a fraction or without. */
const NUMBER = /(\d{1,19}(?:\.\d{1,9})?)[^\d]*$/;

interface TimedName {
  readonly name: string;
  readonly timeMs: number;
  readonly sequence: number;
}

/**
 * The names in the order of their times. Two at one time are a microsecond apart. Names of which not all say a time are
 * frames 30 to a second, in their order.
 */
export function timesOfNames(names: readonly string[]): {
  readonly times: readonly TimedName[];
  readonly time: Stated<TimeUnit>;
} {
  const stems = names.map((name) => name.replace(/\.[a-z]+$/i, ''));
  const dates = stems.map(dateMs);
  if (dates.every((date) => date !== null)) {
    return { times: inOrder(names, dates), time: { value: 'date', from: 'file' } };
  }
  const numbers = stems.map((stem) => NUMBER.exec(stem)?.[1] ?? '');
  const isNumbered =
    numbers.every((number) => number !== '') && new Set(numbers).size === names.length;
  const unit = unitOfStamps(isNumbered ? numbers : []);
  const isStamped =
    isNumbered && (unit.from === 'file' || numbers.every((text) => text.includes('.')));
  if (isStamped && unit.value !== 'frames') {
    const times = numbers.map((number) => stampMs(number, unit.value));
    return { times: inOrder(names, times), time: unit };
  }
  const least = isNumbered ? Math.min(...numbers.map(Number)) : 0;
  const times = names.map((_, i) =>
    stampMs(isNumbered ? String(Number(numbers[i]) - least) : String(i), 'frames'),
  );
  return { times: inOrder(names, times), time: { value: 'frames', from: 'assumed' } };
}

function dateMs(stem: string): number | null {
  const [, year, month, day, hour, minute, second] = DATE.exec(stem) ?? [];
  if (second === undefined) return null;
  const start = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
  );
  return Math.round(start * 1000 + Number(second) * 1e6) / 1000;
}

function inOrder(names: readonly string[], times: readonly (number | null)[]): TimedName[] {
  const sorted = names
    .map((name, i) => ({ name, timeMs: times[i] ?? 0 }))
    .toSorted((a, b) => a.timeMs - b.timeMs);
  let previous = -Infinity;
  return sorted.map(({ name, timeMs }, sequence) => {
    previous = timeMs > previous ? timeMs : Math.round(previous * 1000 + 1) / 1000;
    return { name, timeMs: previous, sequence };
  });
}
