/** A detection as numbers only: box, then six key points. */
export interface Candidate {
  /** 0 to 1. */
  readonly score: number;
  /** Left, top, right, bottom, then x, y of six key points. */
  readonly values: Float64Array;
}

/**
 * Weighted non-maximum suppression: the best candidate absorbs all that overlap it; the result is their mean weighted
 * by score, with the best one's score. It jitters less from frame to frame than keeping only the best (Bazarevsky et
 * al. 2019, section 3.3).
 *
 * @param minimumOverlap intersection over union from which two candidates are the same face
 * @returns best first
 */
export function suppressOverlaps(
  candidates: readonly Candidate[],
  minimumOverlap: number,
): Candidate[] {
  let remaining = [...candidates].sort((a, b) => b.score - a.score);
  const kept: Candidate[] = [];
  for (let best = remaining[0]; best !== undefined; best = remaining[0]) {
    const leader = best;
    const same = (candidate: Candidate) =>
      candidate === leader || intersectionOverUnion(leader, candidate) > minimumOverlap;
    kept.push({ score: leader.score, values: weightedMean(remaining.filter(same)) });
    remaining = remaining.filter((candidate) => !same(candidate));
  }
  return kept;
}

/** Intersection over union of two boxes; 0 for boxes without area. */
export function intersectionOverUnion(a: Candidate, b: Candidate): number {
  const [aLeft = 0, aTop = 0, aRight = 0, aBottom = 0] = a.values;
  const [bLeft = 0, bTop = 0, bRight = 0, bBottom = 0] = b.values;
  const width = Math.min(aRight, bRight) - Math.max(aLeft, bLeft);
  const height = Math.min(aBottom, bBottom) - Math.max(aTop, bTop);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  const union = (aRight - aLeft) * (aBottom - aTop) + (bRight - bLeft) * (bBottom - bTop) - common;
  return union > 0 ? common / union : 0;
}

function weightedMean(group: readonly Candidate[]): Float64Array {
  const length = group[0]?.values.length ?? 0;
  const mean = new Float64Array(length);
  const total = group.reduce((sum, candidate) => sum + candidate.score, 0);
  for (const { score, values } of group) {
    for (let i = 0; i < length; i++) mean[i] = (mean[i] ?? 0) + (score / total) * (values[i] ?? 0);
  }
  return mean;
}
