/** Numbers and times formatted for people, in a language. */
import type { Language } from '../electron/contract/language.ts';
import { numberIn } from '../electron/words/numbers.ts';
import { wordsIn } from '../electron/words/words-in.ts';

/** Millimetres as whole centimetres: "65 cm". */
export function formatDistance(distanceMm: number, language: Language): string {
  return wordsIn(language, 'format')('centimetres', {
    value: numberIn(language, Math.round(distanceMm / 10)),
  });
}

/** Whole degrees with a real minus sign: "−12°". */
export function formatDegrees(degrees: number): string {
  const rounded = Math.round(degrees);
  return rounded < 0 ? `−${-rounded}°` : `${rounded}°`;
}

/** Time left as minutes and seconds, rounded up: "0:29". Never negative. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Distance between embeddings, two decimals. */
export function formatEmbeddingDistance(distance: number, language: Language): string {
  return numberIn(language, distance, 2);
}

/** A stage's duration: "3.4 ms", or a dash where the stage did not run. */
export function formatStage(milliseconds: number, language: Language): string {
  if (milliseconds === 0) return '–';
  return wordsIn(language, 'format')('milliseconds', {
    value: numberIn(language, milliseconds, 1),
  });
}

/** What a date or a time is written with. */
const TIMES = {
  timeOfDay: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  second: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  today: { weekday: 'long', day: 'numeric', month: 'long' },
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  dayOfYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  moment: {
    ...{ day: 'numeric', month: 'long', year: 'numeric' },
    ...{ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' },
  },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

const timeFormats = new Map<string, Intl.DateTimeFormat>();

function formatTime(time: Date, kind: keyof typeof TIMES, language: Language): string {
  const name = `${language} ${kind}`;
  let format = timeFormats.get(name);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language, TIMES[kind]);
    timeFormats.set(name, format);
  }
  return format.format(time);
}

/** As `formatTime`; the text itself if it is not a time. */
function formatIso(isoTime: string, kind: keyof typeof TIMES, language: Language): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : formatTime(time, kind, language);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

/** Hours and minutes as the person's region writes them, without the part of the day: "9:41" or "21:41". */
export function formatClock(time: Date): string {
  const parts = clock.formatToParts(time).filter(({ type }) => type !== 'dayPeriod');
  return parts
    .map(({ value }) => value)
    .join('')
    .trim();
}

/** An ISO time as hours and minutes of the day: "09:41", "21:41"; the text itself if it is not a time. */
export const formatTimeOfDay = (isoTime: string, language: Language): string =>
  formatIso(isoTime, 'timeOfDay', language);

/** "Monday, November 23". */
export const formatToday = (time: Date, language: Language): string =>
  formatTime(time, 'today', language);

/** An ISO time as a date; the text itself if it is not a time. */
export const formatDay = (isoTime: string, language: Language): string =>
  formatIso(isoTime, 'day', language);

/** Length of a recording: "0:07", "12:30" or "1:02:03". */
export function formatLength(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** How long a recording is: "0.7 s", "42 s", then as `formatLength`. */
export function formatDuration(milliseconds: number, language: Language): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds >= 60) return formatLength(milliseconds);
  const value =
    seconds === 0
      ? '0'
      : seconds >= 9.95
        ? numberIn(language, Math.max(10, Math.floor(seconds)))
        : numberIn(language, seconds, seconds < 0.095 ? 2 : 1);
  return wordsIn(language, 'format')('seconds', { value });
}

/** How long recordings are together: "42 s", "12 min", "1 h 20 min". */
export function formatSpan(milliseconds: number, language: Language): string {
  const words = wordsIn(language, 'format');
  const total = Math.floor(Math.max(0, milliseconds) / 60_000);
  if (total === 0) return formatDuration(milliseconds, language);
  const hours = Math.floor(total / 60);
  if (hours === 0) return words('minutes', { value: String(total) });
  return words('hoursAndMinutes', { hours: String(hours), minutes: String(total % 60) });
}

/** A place in a recording, with hundredths: "0:07.25". */
export function formatPlace(milliseconds: number, language: Language): string {
  const hundredths = Math.floor(Math.max(0, milliseconds) / 10) % 100;
  const point = numberIn(language, 0.1, 1).slice(1, 2);
  return `${formatLength(milliseconds)}${point}${String(hundredths).padStart(2, '0')}`;
}

const BYTE_UNITS = ['kB', 'MB', 'GB', 'TB'];

/** Bytes as a file manager shows them, in steps of a thousand: "640 kB", "12.4 MB", "118 GB". */
export function formatBytes(bytes: number, language: Language): string {
  let value = Math.max(0, bytes) / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${numberIn(language, value, digits)} ${BYTE_UNITS[unit] ?? ''}`;
}

/** The time of day of an ISO time, to the second: "14:03:09"; the text itself if it is not a time. */
export const formatSecond = (isoTime: string, language: Language): string =>
  formatIso(isoTime, 'second', language);

/** The day of an ISO time beside today: "Today", "Yesterday", "Monday, November 23", with the year where it is another. */
export function formatRecentDay(isoTime: string, now: Date, language: Language): string {
  const words = wordsIn(language, 'format');
  const time = new Date(isoTime);
  if (Number.isNaN(time.getTime())) return words('withoutDate');
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (time.toDateString() === now.toDateString()) return words('today');
  if (time.toDateString() === yesterday.toDateString()) return words('yesterday');
  const isThisYear = time.getFullYear() === now.getFullYear();
  return formatTime(time, isThisYear ? 'today' : 'dayOfYear', language);
}

/** An ISO time as date and time; the text itself if it is not a time. */
export const formatMoment = (isoTime: string, language: Language): string =>
  formatIso(isoTime, 'moment', language);

/** Remaining time, rounded up: "about 12 s", "about 3 min". */
export function formatTimeLeft(milliseconds: number, language: Language): string {
  const words = wordsIn(language, 'format');
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const time =
    seconds < 60
      ? words('seconds', { value: String(seconds) })
      : words('minutes', { value: String(Math.ceil(seconds / 60)) });
  return words('about', { time });
}
