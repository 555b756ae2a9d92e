import type { Neighbours } from './nearest-neighbours.ts';

/** A symmetric sparse matrix of likelihoods that two points are neighbours; they sum to 1. */
export interface Affinities {
  /** Where the neighbours of each point begin, and after the last one. */
  readonly starts: Int32Array;
  readonly others: Int32Array;
  readonly values: Float64Array;
}

const ENTROPY_TOLERANCE = 1e-5;
const MOST_STEPS = 60;

/**
 * How near neighbours are, by a bell curve around each point that is as wide as gives it `perplexity` effective
 * neighbours (van der Maaten and Hinton, "Visualizing Data using t-SNE", JMLR 2008, section 2).
 */
export function affinities(neighbours: Neighbours, perplexity: number): Affinities {
  return symmetric(neighbours, conditional(neighbours, perplexity));
}

/** How likely each point takes its neighbours for such: rows that sum to 1. */
export function conditional(
  { each, squaredDistances }: Neighbours,
  perplexity: number,
): Float64Array {
  const likelihoods = new Float64Array(squaredDistances.length);
  const wanted = Math.log(Math.min(perplexity, each));
  for (let start = 0; start < squaredDistances.length; start += each) {
    const row = squaredDistances.subarray(start, start + each);
    // What is subtracted from all changes nothing, and keeps the exponentials from vanishing.
    const nearest = row[0] ?? 0;
    let [precision, low, high] = [1 / Math.max(1e-12, (row[each - 1] ?? 0) - nearest), 0, Infinity];
    for (let step = 0; step < MOST_STEPS; step++) {
      let [sum, weighted] = [0, 0];
      for (let i = 0; i < each; i++) {
        const farther = (row[i] ?? 0) - nearest;
        const likelihood = Math.exp(-farther * precision);
        likelihoods[start + i] = likelihood;
        sum += likelihood;
        weighted += likelihood * farther;
      }
      for (let i = 0; i < each; i++) likelihoods[start + i] = (likelihoods[start + i] ?? 0) / sum;
      const entropy = Math.log(sum) + (precision * weighted) / sum;
      if (Math.abs(entropy - wanted) < ENTROPY_TOLERANCE) break;
      if (entropy > wanted) low = precision;
      else high = precision;
      precision = high === Infinity ? precision * 2 : (low + high) / 2;
    }
  }
  return likelihoods;
}

/** The mean of both directions. */
function symmetric({ each, indices }: Neighbours, likelihoods: Float64Array): Affinities {
  const count = each === 0 ? 0 : indices.length / each;
  const rows = Array.from({ length: count }, () => new Map<number, number>());
  const add = (from: number, to: number, value: number): void => {
    rows[from]?.set(to, (rows[from].get(to) ?? 0) + value);
  };
  for (let i = 0; i < indices.length; i++) {
    const [from, to] = [Math.floor(i / each), indices[i] ?? 0];
    const half = (likelihoods[i] ?? 0) / (2 * count);
    add(from, to, half);
    add(to, from, half);
  }
  const starts = new Int32Array(count + 1);
  rows.forEach((row, i) => (starts[i + 1] = (starts[i] ?? 0) + row.size));
  const others = new Int32Array(starts[count] ?? 0);
  const values = new Float64Array(others.length);
  rows.forEach((row, i) => {
    let place = starts[i] ?? 0;
    for (const [other, value] of row) {
      others[place] = other;
      values[place++] = value;
    }
  });
  return { starts, others, values };
}
