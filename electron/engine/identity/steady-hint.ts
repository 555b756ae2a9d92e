/** Keeps a hint on screen long enough to be read. */
import type { Hint } from '../../contract/observation.ts';

const MINIMUM_DWELL_MS = 400;

export interface SteadyHint {
  readonly shown: Hint;
  /** When `shown` appeared, in elapsed time (`Looks.elapsedMs`). */
  readonly sinceMs: number;
}

export const NO_HINT: SteadyHint = { shown: 'none', sinceMs: -Infinity };

/** The hint to show when `wanted` is measured: the current one stays for at least 400 ms. */
export function steadyHint(current: SteadyHint, wanted: Hint, elapsedMs: number): SteadyHint {
  if (wanted === current.shown) return current;
  const mustStay = elapsedMs - current.sinceMs < MINIMUM_DWELL_MS;
  return mustStay ? current : { shown: wanted, sinceMs: elapsedMs };
}
