import { detCurve, type DetPoint } from '../metrics/det-curve.ts';
import { distanceHistogram, type DistanceHistogram } from '../metrics/distance-histogram.ts';
import { forEachDistanceRow, packEmbeddings } from '../metrics/embedding-distances.ts';
import { sortedMetrics, type VerificationMetrics } from '../metrics/verification-metrics.ts';
import { sampleIndices } from '../projection/sample.ts';
import { leaveOneOutTrials, type EmbeddedShot } from './protocols.ts';
import { splitTrials, type TrialTable } from './trial-table.ts';

/** A look whose person is known. */
export interface LookToTry {
  readonly person: string;
  readonly embedding: Float32Array;
  /** Added to squared distances of the look as a probe. */
  readonly handicap: number;
}

/** Distances between the looks of people. */
export interface PersonMatrix {
  readonly people: readonly string[];
  /** People × people: mean distance between different looks; NaN where there are none. */
  readonly mean: Float64Array;
  /** The least of them; Infinity where there are none. */
  readonly least: Float64Array;
}

export interface LookFigures {
  readonly metrics: VerificationMetrics;
  readonly histogram: DistanceHistogram;
  readonly det: readonly DetPoint[];
  readonly matrix: PersonMatrix;
  /** Looks that were compared: all, or a sample. */
  readonly looks: number;
}

/** More looks are sampled: every one is compared with every other. */
export const MOST_TRIED = 5000;
/** More people make no matrix that an eye can read. */
const MOST_IN_MATRIX = 40;

/**
 * Every look against the other looks of each person, the nearest counting: the protocol “leave one out” of
 * `depthlock evaluate`, whose figures these are.
 * @param seed of the sample, 1 or more
 */
export function lookFigures(
  looks: readonly LookToTry[],
  seed: number,
): { readonly table: TrialTable; readonly figures: LookFigures } {
  const indices = sampleIndices(looks.length, MOST_TRIED, seed);
  const tried = Array.from(indices).flatMap((index) => looks[index] ?? []);
  const shots = tried.map(({ person, embedding, handicap }, index): EmbeddedShot => ({
    ...{ person, embedding, handicap, role: 'probe' },
    shot: String(index),
  }));
  const table = leaveOneOutTrials(shots);
  const trials = splitTrials(table);
  return {
    table,
    figures: {
      metrics: sortedMetrics(trials.genuine, trials.impostor),
      histogram: distanceHistogram(trials),
      det: detCurve(trials),
      matrix: personMatrix(tried),
      looks: tried.length,
    },
  };
}

/** Of the first people, in the order in which they come. */
export function personMatrix(looks: readonly LookToTry[], most = MOST_IN_MATRIX): PersonMatrix {
  const people = [...new Set(looks.map(({ person }) => person))].slice(0, most);
  const shown = looks.filter(({ person }) => people.includes(person));
  const owners = shown.map(({ person }) => people.indexOf(person));
  const sums = new Float64Array(people.length ** 2);
  const counts = new Float64Array(people.length ** 2);
  const least = new Float64Array(people.length ** 2).fill(Infinity);
  const packed = packEmbeddings(shown);
  forEachDistanceRow(packed, packed, 'euclidean', (row, distances) => {
    const start = (owners[row] ?? 0) * people.length;
    for (let other = 0; other < shown.length; other++) {
      if (other === row) continue;
      const cell = start + (owners[other] ?? 0);
      const distance = distances[other] ?? NaN;
      sums[cell] = (sums[cell] ?? 0) + distance;
      counts[cell] = (counts[cell] ?? 0) + 1;
      if (distance < (least[cell] ?? 0)) least[cell] = distance;
    }
  });
  return { people, mean: sums.map((sum, cell) => sum / (counts[cell] ?? 0)), least };
}
