import { Matrix, PCA } from '@saehrimnir/druidjs';
import { sampleIndices } from './sample.ts';

/** Embeddings that the components are fitted to; more change nothing that could be seen. */
const MOST_FITTED = 5000;
/** Variance below this is rounding: all embeddings are the same. */
const LEAST_VARIANCE = 1e-12;

export interface PrincipalMap {
  /** x and y of each embedding in turn. */
  readonly places: Float64Array;
  /** Share of the variance in the two components, 0 to 1; 0 where the embeddings do not differ. */
  readonly explained: number;
}

/**
 * The two directions in which embeddings differ most, around their mean.
 * @param embeddings of one length; one alone, or all alike, lie at 0, 0
 * @param seed 1 or more, of the power iteration
 */
export function principalMap(embeddings: readonly Float32Array[], seed: number): PrincipalMap {
  const fitted = Array.from(
    sampleIndices(embeddings.length, MOST_FITTED, seed),
    (index) => embeddings[index] ?? new Float32Array(),
  );
  const mean = meanOf(fitted);
  const centred = fitted.map((row) => Float64Array.from(row, (value, i) => value - (mean[i] ?? 0)));
  const places = new Float64Array(2 * embeddings.length);
  const variance = centred.reduce((sum, row) => sum + dot(row, row), 0);
  if (variance <= LEAST_VARIANCE * fitted.length) return { places, explained: 0 };
  const components = new PCA(Matrix.from(centred), { d: 2, seed }).principal_components();
  const axes = [0, 1].map((axis) =>
    Float64Array.from(components.to2dArray, (row) => finite(row[axis] ?? 0)),
  );
  const [first = new Float64Array(), second = new Float64Array()] = axes;
  const [firstMean, secondMean] = [dot(mean, first), dot(mean, second)];
  embeddings.forEach((row, i) => {
    places[2 * i] = dot(row, first) - firstMean;
    places[2 * i + 1] = dot(row, second) - secondMean;
  });
  const shown = centred.reduce((sum, row) => sum + dot(row, first) ** 2 + dot(row, second) ** 2, 0);
  return { places, explained: Math.min(1, shown / variance) };
}

function meanOf(rows: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) row.forEach((value, i) => (mean[i] = (mean[i] ?? 0) + value));
  return mean.map((sum) => sum / rows.length);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Where there is a single direction, the second is none. */
const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
