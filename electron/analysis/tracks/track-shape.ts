/** A track as a screen draws it: no more than it has room for. */

/** What some consecutive frames measured. */
export interface Step {
  /** Index of the first of them, in the track. */
  readonly at: number;
  /** Lowest and highest; NaN: nothing was measured in any. */
  readonly low: number;
  readonly high: number;
}

/**
 * The values in order, no more than `most` steps of equally many frames, so that no peak is lost.
 * @param most at least 1
 */
export function envelope(values: Float32Array, most: number): Step[] {
  const size = Math.max(1, Math.ceil(values.length / most));
  const steps: Step[] = [];
  for (let at = 0; at < values.length; at += size) {
    let [low, high] = [NaN, NaN];
    for (const value of values.subarray(at, at + size)) {
      if (Number.isNaN(value)) continue;
      low = value < low || Number.isNaN(low) ? value : low;
      high = value > high || Number.isNaN(high) ? value : high;
    }
    steps.push({ at, low, high });
  }
  return steps;
}

/** One run of a band that keeps its state. */
export interface Run {
  readonly state: number;
  readonly startMs: number;
  /** Where the next one begins; of the last, the time of its last frame. */
  readonly endMs: number;
}

/** Runs of equal states, in order. */
export function runsOf(times: Float64Array, states: Uint8Array): Run[] {
  const runs: { state: number; startMs: number; endMs: number }[] = [];
  for (const [i, timeMs] of times.entries()) {
    const state = states[i] ?? 0;
    const last = runs.at(-1);
    if (last !== undefined) last.endMs = timeMs;
    if (last?.state !== state) runs.push({ state, startMs: timeMs, endMs: timeMs });
  }
  return runs;
}
