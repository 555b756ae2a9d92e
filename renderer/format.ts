/** Numbers and times as people read them. */

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

/** "Monday, November 23". */
export function formatToday(time: Date): string {
  return weekday.format(time);
}

/** An ISO time as a date; the text itself where it is not a time. */
export function formatDay(isoTime: string): string {
  const time = new Date(isoTime);
  return Number.isNaN(time.getTime()) ? isoTime : day.format(time);
}
