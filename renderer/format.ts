/** Numbers and times formatted for people. */

/** Millimetres as whole centimetres: "65 cm". */
export function formatDistance(distanceMm: number): string {
  return `${Math.round(distanceMm / 10)} cm`;
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
export function formatEmbeddingDistance(distance: number): string {
  return distance.toFixed(2);
}

/** A stage's duration: "3.4 ms", or a dash where the stage did not run. */
export function formatStage(milliseconds: number): string {
  return milliseconds === 0 ? '–' : `${milliseconds.toFixed(1)} ms`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });

/** Hours and minutes as the person's region writes them, without the part of the day: "9:41" or "21:41". */
export function formatClock(time: Date): string {
  const parts = clock.formatToParts(time).filter(({ type }) => type !== 'dayPeriod');
  return parts
    .map(({ value }) => value)
    .join('')
    .trim();
}

const timeOfDay = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An ISO time as hours and minutes of the day: "09:41", "21:41"; the text itself if it is not a time. */
export function formatTimeOfDay(isoTime: string): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : timeOfDay.format(time);
}

/** "Monday, November 23". */
export function formatToday(time: Date): string {
  return weekday.format(time);
}

/** An ISO time as a date; the text itself if it is not a time. */
export function formatDay(isoTime: string): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : day.format(time);
}

/** Length of a recording: "0:07", "12:30" or "1:02:03". */
export function formatLength(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** How long a recording is: "0.7 s", "42 s", then as `formatLength`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds >= 60) return formatLength(milliseconds);
  if (seconds === 0) return '0 s';
  if (seconds >= 9.95) return `${Math.max(10, Math.floor(seconds))} s`;
  return `${seconds.toFixed(seconds < 0.095 ? 2 : 1)} s`;
}

/** How long recordings are together: "42 s", "12 min", "1 h 20 min". */
export function formatSpan(milliseconds: number): string {
  const minutes = Math.floor(Math.max(0, milliseconds) / 60_000);
  if (minutes === 0) return formatDuration(milliseconds);
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** A place in a recording, with hundredths: "0:07.25". */
export function formatPlace(milliseconds: number): string {
  const hundredths = Math.floor(Math.max(0, milliseconds) / 10) % 100;
  return `${formatLength(milliseconds)}.${String(hundredths).padStart(2, '0')}`;
}

/** Bytes as a file manager shows them, in steps of a thousand: "640 kB", "12.4 MB", "118 GB". */
export function formatBytes(bytes: number): string {
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = Math.max(0, bytes) / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

const moment = new Intl.DateTimeFormat('en', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

const second = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The time of day of an ISO time, to the second: "14:03:09"; the text itself if it is not a time. */
export function formatSecond(isoTime: string): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : second.format(time);
}

const dayOfWeek = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat('en', {
  ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
});

/** The day of an ISO time beside today: "Today", "Yesterday", "Monday, November 23", with the year where it is another. */
export function formatRecentDay(isoTime: string, now: Date): string {
  const time = new Date(isoTime);
  if (Number.isNaN(time.getTime())) return 'Without a date';
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (time.toDateString() === now.toDateString()) return 'Today';
  if (time.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return (time.getFullYear() === now.getFullYear() ? dayOfWeek : dayOfYear).format(time);
}

/** An ISO time as date and time; the text itself if it is not a time. */
export function formatMoment(isoTime: string): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : moment.format(time);
}

/** Remaining time, rounded up: "about 12 s", "about 3 min". */
export function formatTimeLeft(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 60 ? `about ${seconds} s` : `about ${Math.ceil(seconds / 60)} min`;
}
