/** Figures of a run formatted for people. */

/** 1234567 as “1.23 M”. */
export function compactCount(count: number): string {
  if (count >= 1e6) return `${trimmed(count / 1e6, 2)} M`;
  if (count >= 1e4) return `${trimmed(count / 1e3, 1)} k`;
  return count.toLocaleString('en', { maximumFractionDigits: 0 });
}

/** @param share 0 to 1 */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** Three significant digits. */
export function shortNumber(value: number): string {
  return value === 0 ? '0' : String(Number(value.toPrecision(3)));
}

/** “45 s”, “12 min”, “3 h 05 min”. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));
