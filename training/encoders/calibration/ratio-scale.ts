/** The log likelihood ratios of an encoder's distances, as the lock adds them up. */
import type { RatioScale } from '../../../electron/contract/evidence.ts';
import {
  forEachTrial,
  splitTrials,
  type TrialTable,
} from '../../../electron/analysis/trials/trial-table.ts';

/** Width of a bin of distances: genuine ones spread over 0.6. */
const BIN = 0.02;
const LARGEST_DISTANCE = 2;

/** Neighbouring bins that were pooled, and how many trials fell into them. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly genuine: number;
  readonly impostor: number;
}

/** @param table trials that decide: genuine ones, and those of strangers who look like the enrolled person */
export function ratioScale(table: TrialTable): RatioScale {
  const { genuine, impostor } = splitTrials(table);
  return { ratios: logRatios(genuine, impostor), correlation: rounded(lookCorrelation(table)) };
}

/**
 * Log likelihood ratios at the middles of bins, pooled until they fall (pool adjacent violators; Brümmer and du Preez,
 * "Application-independent evaluation of speaker detection", 2006). Each pool counts one trial more than it saw of
 * either kind: what nobody was seen to do is not impossible.
 *
 * @param genuine ascending; infinite distances, of looks without an embedding, count as trials in no bin
 */
export function logRatios(
  genuine: Float64Array,
  impostor: Float64Array,
): readonly (readonly [number, number])[] {
  const [same, other] = [genuine.length, impostor.length];
  const ratioOf = (block: Block): number =>
    Math.log((block.genuine + 1) / (same + 1)) - Math.log((block.impostor + 1) / (other + 1));
  const counts = [genuine, impostor].map(binned);
  const blocks: Block[] = [];
  for (let bin = 0; bin < LARGEST_DISTANCE / BIN; bin++) {
    const [own = 0, others = 0] = counts.map((count) => count[bin] ?? 0);
    if (own + others === 0) continue;
    blocks.push({ from: bin * BIN, to: (bin + 1) * BIN, genuine: own, impostor: others });
    poolViolators(blocks, ratioOf);
  }
  return blocks.map((block) => [rounded((block.from + block.to) / 2), rounded(ratioOf(block))]);
}

function poolViolators(blocks: Block[], ratioOf: (block: Block) => number): void {
  for (;;) {
    const [before, last] = blocks.slice(-2);
    if (before === undefined || last === undefined || ratioOf(before) > ratioOf(last)) return;
    blocks.splice(-2, 2, {
      from: before.from,
      to: last.to,
      genuine: before.genuine + last.genuine,
      impostor: before.impostor + last.impostor,
    });
  }
}

function binned(distances: Float64Array): Float64Array {
  const counts = new Float64Array(LARGEST_DISTANCE / BIN);
  for (const distance of distances) {
    if (!Number.isFinite(distance)) continue;
    const bin = Math.min(counts.length - 1, Math.floor(distance / BIN));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Sums over the looks of one person at another's references. */
interface Pair {
  looks: number;
  sum: number;
  squares: number;
}

/**
 * How much the looks of a person at the references of one enrolled have in common: the intraclass correlation of their
 * distances, ICC(1) (Shrout and Fleiss, 1979), the larger of that of genuine pairs and that of impostors. 0 to 1.
 */
export function lookCorrelation(table: TrialTable): number {
  const pairs = { genuine: new Map<number, Pair>(), impostor: new Map<number, Pair>() };
  forEachTrial(table, (distance, owner, claimed) => {
    if (!Number.isFinite(distance)) return;
    const kind = owner === claimed ? pairs.genuine : pairs.impostor;
    const key = owner * table.columns + claimed;
    const pair = kind.get(key) ?? { looks: 0, sum: 0, squares: 0 };
    pair.looks++;
    pair.sum += distance;
    pair.squares += distance * distance;
    kind.set(key, pair);
  });
  const correlations = [pairs.genuine, pairs.impostor].map((kind) =>
    intraclass([...kind.values()]),
  );
  return Math.max(...correlations);
}

function intraclass(pairs: readonly Pair[]): number {
  const several = pairs.filter(({ looks }) => looks > 1);
  const looks = several.reduce((sum, pair) => sum + pair.looks, 0);
  const mean = several.reduce((sum, pair) => sum + pair.sum, 0) / looks;
  let [between, within] = [0, 0];
  for (const { looks: own, sum, squares } of several) {
    between += own * (sum / own - mean) ** 2;
    within += squares - sum ** 2 / own;
  }
  const perPair = looks / several.length;
  const betweenMean = between / (several.length - 1);
  const withinMean = within / (looks - several.length);
  const share = (betweenMean - withinMean) / (betweenMean + (perPair - 1) * withinMean);
  // Too few to tell: as if they had everything in common, which gains nothing from more looks.
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1;
}

const rounded = (number: number): number => Number(number.toFixed(4));
