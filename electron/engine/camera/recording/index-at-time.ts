/** The last of times that never fall at or before `timeMs`; the first if there is none. */
export function indexAtTime(times: readonly number[], timeMs: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
