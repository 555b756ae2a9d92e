import { seededRandom, type Random } from '../../synthesis/people/random.ts';
import type { Interval } from '../../../electron/contract/rate.ts';
import { forEachTrial, type TrialTable } from '../../../electron/analysis/trials/trial-table.ts';

export interface BootstrapOptions {
  readonly replicates: number;
  readonly seed: number;
  /** False accept rates at which to give the FRR, ascending. */
  readonly levels: readonly number[];
}

export interface BootstrapIntervals {
  readonly eer: Interval;
  /** FRR at each level; the threshold is recomputed in every replicate. */
  readonly frr: readonly Interval[];
}

/**
 * Percentile intervals of 95 % by resampling people, not trials: trials of one person are alike, so people are the
 * unit that repeats (Bolle, Ratha and Pankanti, "Error analysis of pattern recognition systems: the subsets
 * bootstrap", CVIU 2004). A trial of two people counts as often as both were drawn together, which resamples both
 * sides of an impostor trial (the vertex bootstrap of Snijders and Borgatti, Connections 1999); copies of one person
 * are no impostors of each other. The same seed gives the same intervals.
 */
export function bootstrapPeople(table: TrialTable, options: BootstrapOptions): BootstrapIntervals {
  const trials = sortTrials(table);
  const random = seededRandom(options.seed);
  const eer: number[] = [];
  const frr = options.levels.map((): number[] => []);
  for (let replicate = 0; replicate < options.replicates; replicate++) {
    const weights = drawPeople(table.people.length, random);
    const rates = sweep(trials, weights, totals(table, trials, weights), options.levels);
    if (rates === null) continue;
    eer.push(rates.eer);
    rates.frr.forEach((rate, level) => frr[level]?.push(rate));
  }
  return { eer: percentiles(eer), frr: frr.map(percentiles) };
}

/** Finite trials by distance; the others are never accepted and count only in the totals. */
interface SortedTrials {
  readonly owners: Int32Array;
  readonly claimed: Int32Array;
  /** 1 if the next distance is larger: equal distances are accepted together. */
  readonly isLast: Uint8Array;
  readonly genuinePerPerson: Float64Array;
}

function sortTrials(table: TrialTable): SortedTrials {
  const genuinePerPerson = new Float64Array(table.people.length);
  const finite = table.distances.filter((distance) => distance < Infinity).length;
  const found = new Float64Array(finite);
  const people = { owners: new Int32Array(finite), claimed: new Int32Array(finite) };
  let next = 0;
  forEachTrial(table, (distance, owner, claimed) => {
    if (owner === claimed) genuinePerPerson[owner] = (genuinePerPerson[owner] ?? 0) + 1;
    if (distance === Infinity) return;
    found[next] = distance;
    people.owners[next] = owner;
    people.claimed[next++] = claimed;
  });
  const order = Uint32Array.from(found, (_, i) => i).sort(
    (a, b) => (found[a] ?? 0) - (found[b] ?? 0),
  );
  return {
    owners: Int32Array.from(order, (i) => people.owners[i] ?? 0),
    claimed: Int32Array.from(order, (i) => people.claimed[i] ?? 0),
    isLast: Uint8Array.from(order, (trial, i) =>
      found[trial] === found[order[i + 1] ?? -1] ? 0 : 1,
    ),
    genuinePerPerson,
  };
}

/** How often each person was drawn. */
function drawPeople(count: number, random: Random): Float64Array {
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const person = random.below(count);
    weights[person] = (weights[person] ?? 0) + 1;
  }
  return weights;
}

interface Totals {
  readonly genuine: number;
  readonly impostor: number;
}

function totals(table: TrialTable, trials: SortedTrials, weights: Float64Array): Totals {
  const enrolled = weights.subarray(0, table.columns).reduce((sum, weight) => sum + weight, 0);
  let [genuine, impostor] = [0, 0];
  trials.genuinePerPerson.forEach((count, person) => (genuine += count * (weights[person] ?? 0)));
  for (const owner of table.owners) {
    const weight = weights[owner] ?? 0;
    impostor += weight * (enrolled - (owner < table.columns ? weight : 0));
  }
  return { genuine, impostor };
}

function sweep(
  { owners, claimed, isLast }: SortedTrials,
  weights: Float64Array,
  { genuine, impostor }: Totals,
  levels: readonly number[],
): { readonly eer: number; readonly frr: readonly number[] } | null {
  if (genuine === 0 || impostor === 0) return null;
  const found: number[] = [];
  let [eer, rejected, accepted, frr] = [1, genuine, 0, 1];
  for (let i = 0; i < owners.length; i++) {
    const owner = owners[i] ?? 0;
    const other = claimed[i] ?? 0;
    const weight = weights[owner] ?? 0;
    if (owner === other) rejected -= weight;
    else accepted += weight * (weights[other] ?? 0);
    if (isLast[i] === 0) continue;
    const far = accepted / impostor;
    // The previous threshold was the last within the level.
    while (far > (levels[found.length] ?? 1)) found.push(frr);
    frr = rejected / genuine;
    eer = Math.min(eer, Math.max(far, frr));
    if (found.length === levels.length && far > frr) break;
  }
  while (found.length < levels.length) found.push(frr);
  return { eer, frr: found };
}

function percentiles(values: number[]): Interval {
  if (values.length === 0) return { low: 0, high: 1 };
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
