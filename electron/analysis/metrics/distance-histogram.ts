import type { SplitTrials } from '../trials/trial-table.ts';

/** Trials by distance. Bin i holds distances from i × `width` up to, not including, the next bin. */
export interface DistanceHistogram {
  readonly width: number;
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
  /** Trials without a distance, because a face could not be acquired. */
  readonly unacquired: { readonly genuine: number; readonly impostor: number };
  /** Medians of the trials that have a distance; NaN without any. */
  readonly median: { readonly genuine: number; readonly impostor: number };
}

const BINS_PER_UNIT = 50;
/** The largest distance of unit vectors. */
const LIMIT = 2;

export function distanceHistogram(trials: SplitTrials): DistanceHistogram {
  const genuine = trials.genuine.filter(Number.isFinite);
  const impostor = trials.impostor.filter(Number.isFinite);
  const largest = Math.max(LIMIT, genuine.at(-1) ?? 0, impostor.at(-1) ?? 0);
  const bins = Math.ceil(largest * BINS_PER_UNIT);
  return {
    width: 1 / BINS_PER_UNIT,
    genuine: countInBins(genuine, bins),
    impostor: countInBins(impostor, bins),
    unacquired: {
      genuine: trials.genuine.length - genuine.length,
      impostor: trials.impostor.length - impostor.length,
    },
    median: { genuine: middle(genuine), impostor: middle(impostor) },
  };
}

function countInBins(distances: Float64Array, bins: number): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const distance of distances) {
    // The largest distance itself belongs to the last bin.
    const bin = Math.min(bins - 1, Math.floor(distance * BINS_PER_UNIT));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

const middle = (sorted: Float64Array): number => sorted[sorted.length >> 1] ?? NaN;
