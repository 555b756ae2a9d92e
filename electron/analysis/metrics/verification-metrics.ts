import { trialsToClaim } from './rate-estimate.ts';

/**
 * Error rates of verification by distance (ISO/IEC 19795-1: FAR and FRR over transactions). A trial is accepted
 * when its distance is at most the threshold. A failure to acquire is a trial at distance Infinity: never
 * accepted, always counted.
 */
export interface VerificationMetrics {
  readonly genuine: number;
  readonly impostor: number;
  /** Minimum over all thresholds of the larger of FAR and FRR; NaN without genuine or impostor trials. */
  readonly eer: number;
  /** Share of genuine trials rejected at the threshold of each FAR; 1 if there is no threshold. */
  readonly frr: Readonly<Record<FarLevel, number>>;
  /** Largest threshold whose FAR does not exceed the level; null if there are too few trials to claim it. */
  readonly threshold: Readonly<Record<FarLevel | 'eer', number | null>>;
}

export const FAR_LEVELS = ['1e-2', '1e-3', '1e-4'] as const;
export type FarLevel = (typeof FAR_LEVELS)[number];

/**
 * @param genuine distances of trials of the same person, 0 … Infinity
 * @param impostor distances of trials of different people
 */
export function verificationMetrics(
  genuine: ArrayLike<number>,
  impostor: ArrayLike<number>,
): VerificationMetrics {
  return sortedMetrics(Float64Array.from(genuine).sort(), Float64Array.from(impostor).sort());
}

/** The same for distances that are already sorted. */
export function sortedMetrics(same: Float64Array, other: Float64Array): VerificationMetrics {
  const equal = equalError(same, other);
  const at = FAR_LEVELS.map((level) => thresholdAtFar(other, Number(level)));
  const [a = null, b = null, c = null] = at;
  const frr = (t: number | null) => (t === null ? 1 : 1 - shareUpTo(same, t));
  return {
    genuine: same.length,
    impostor: other.length,
    eer: equal.rate,
    frr: { '1e-2': frr(a), '1e-3': frr(b), '1e-4': frr(c) },
    threshold: { '1e-2': a, '1e-3': b, '1e-4': c, eer: equal.threshold },
  };
}

interface EqualError {
  readonly rate: number;
  readonly threshold: number | null;
}

function equalError(same: Float64Array, other: Float64Array): EqualError {
  if (same.length === 0 || other.length === 0) return { rate: NaN, threshold: null };
  let best: EqualError = { rate: 1, threshold: null };
  forEachThreshold(same, other, (threshold, far, frr) => {
    const rate = Math.max(far, frr);
    if (rate < best.rate) best = { rate, threshold };
  });
  return best;
}

/**
 * Calls `handle` with FAR and FRR at every distance that occurs, ascending: FAR rises and FRR falls from call to call.
 * Infinite distances are never accepted, so they count but cause no call.
 * @param same sorted distances of genuine trials
 * @param other sorted distances of impostor trials
 */
export function forEachThreshold(
  same: Float64Array,
  other: Float64Array,
  handle: (threshold: number, far: number, frr: number) => void,
): void {
  let [i, j] = [0, 0];
  for (;;) {
    const threshold = Math.min(same[i] ?? Infinity, other[j] ?? Infinity);
    if (threshold === Infinity) return;
    while (same[i] === threshold) i++;
    while (other[j] === threshold) j++;
    handle(threshold, j / other.length, 1 - i / same.length);
  }
}

/**
 * The largest threshold at which at most `far` of the impostors are accepted: just below the first impostor too many.
 * Null with fewer trials than the level needs (`trialsToClaim`), or if nothing can be accepted.
 * @param other sorted distances of impostor trials
 */
export function thresholdAtFar(other: Float64Array, far: number): number | null {
  if (other.length < trialsToClaim(far)) return null;
  const allowed = Math.floor(far * other.length);
  const first = other[allowed] ?? Infinity;
  let below = allowed - 1;
  // Equal distances are accepted together or not at all.
  while (below >= 0 && other[below] === first) below--;
  const threshold = other[below];
  return threshold === undefined || !Number.isFinite(threshold) ? null : threshold;
}

/** Share of sorted values that are at most `limit`. */
function shareUpTo(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
