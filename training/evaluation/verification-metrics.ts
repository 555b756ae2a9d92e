/**
 * Error rates of verification by distance (ISO/IEC 19795-1: FAR and FRR over transactions). A trial is accepted
 * when its distance is at most the threshold. A failure to acquire is a trial at distance Infinity: never
 * accepted, always counted.
 */
export interface VerificationMetrics {
  readonly genuine: number;
  readonly impostor: number;
  /** Least over all thresholds of the larger of FAR and FRR; NaN without genuine or impostor trials. */
  readonly eer: number;
  /** Share of genuine trials rejected at the threshold of each FAR. */
  readonly frr: Readonly<Record<FarLevel, number>>;
  /** Largest threshold whose FAR does not exceed the level; null where the trials are too few to claim it. */
  readonly threshold: Readonly<Record<FarLevel | 'eer', number | null>>;
}

export const FAR_LEVELS = ['1e-2', '1e-3', '1e-4'] as const;
export type FarLevel = (typeof FAR_LEVELS)[number];

/**
 * @param genuine distances of trials of the same person, 0 … Infinity
 * @param impostor distances of trials of different people
 */
export function verificationMetrics(
  genuine: readonly number[],
  impostor: readonly number[],
): VerificationMetrics {
  const same = Float64Array.from(genuine).sort();
  const other = Float64Array.from(impostor).sort();
  const equal = equalError(same, other);
  const at = FAR_LEVELS.map((level) => thresholdAtFar(other, Number(level)));
  const [a = null, b = null, c = null] = at;
  const frr = (t: number | null) => (t === null ? 1 : 1 - share(same, t));
  return {
    genuine: same.length,
    impostor: other.length,
    eer: equal.rate,
    frr: { '1e-2': frr(a), '1e-3': frr(b), '1e-4': frr(c) },
    threshold: { '1e-2': a, '1e-3': b, '1e-4': c, eer: equal.threshold },
  };
}

function equalError(
  same: Float64Array,
  other: Float64Array,
): { readonly rate: number; readonly threshold: number | null } {
  if (same.length === 0 || other.length === 0) return { rate: NaN, threshold: null };
  let best: { rate: number; threshold: number | null } = { rate: 1, threshold: null };
  for (const threshold of [...same, ...other]) {
    if (!Number.isFinite(threshold)) continue;
    const rate = Math.max(share(other, threshold), 1 - share(same, threshold));
    if (rate < best.rate) best = { rate, threshold };
  }
  return best;
}

/**
 * The largest threshold at which at most `far` of the impostors are accepted: just below the first impostor too
 * many. Null when not even one accepted impostor fits into the level: the claim would need more trials.
 */
function thresholdAtFar(other: Float64Array, far: number): number | null {
  const allowed = Math.floor(far * other.length);
  if (allowed < 1) return null;
  const first = other[allowed] ?? Infinity;
  let below = allowed - 1;
  // Equal distances are accepted together or not at all.
  while (below >= 0 && other[below] === first) below--;
  const threshold = other[below];
  return threshold === undefined || !Number.isFinite(threshold) ? null : threshold;
}

/** Share of sorted values that are at most `limit`. */
function share(sorted: Float64Array, limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low / sorted.length;
}
