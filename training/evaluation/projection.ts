import { Matrix, PCA, TSNE } from '@saehrimnir/druidjs';
import { isUsable, type EmbeddedShot } from './embedded-shot.ts';

/** Embeddings laid out on a plane. */
export interface Projection {
  readonly shots: readonly EmbeddedShot[];
  /** x and y of each shot, without a unit. */
  readonly pca: readonly (readonly [number, number])[];
  readonly tsne: readonly (readonly [number, number])[];
  /** Share of the variance in the two principal components, 0 to 1. */
  readonly explained: number;
  readonly perplexity: number;
  /** People with embeddings that were left out to keep t-SNE, which compares all pairs, quick. */
  readonly leftOut: number;
}

const MOST_SHOTS = 700;
const ITERATIONS = 500;
const SEED = 1;
/** Neighbours that t-SNE considers: about as many as most people have shots. */
const PERPLEXITY = 10;

/** PCA and t-SNE of the shots that have an embedding, whole people at a time; null with fewer than four. */
export function project(shots: readonly EmbeddedShot[]): Projection | null {
  const usable = shots.flatMap((shot) =>
    isUsable(shot.embedding) ? [{ shot, embedding: shot.embedding }] : [],
  );
  const people = [...new Set(usable.map(({ shot }) => shot.person))];
  const shown = new Set<string>();
  let count = 0;
  for (const person of people) {
    count += usable.filter(({ shot }) => shot.person === person).length;
    if (count <= MOST_SHOTS) shown.add(person);
  }
  const chosen = usable.filter(({ shot }) => shown.has(shot.person));
  if (chosen.length < 4) return null;
  const rows = centre(chosen.map(({ embedding }) => embedding));
  const perplexity = Math.min(PERPLEXITY, (chosen.length - 1) / 3);
  const pca = pairs(new PCA(Matrix.from(rows), { d: 2, seed: SEED }).transform());
  const tsne = new TSNE(Matrix.from(rows), { perplexity, seed: SEED }).transform(ITERATIONS);
  return {
    shots: chosen.map(({ shot }) => shot),
    pca,
    tsne: pairs(tsne),
    explained: sumOfSquares(pca) / sumOfSquares(rows),
    perplexity,
    leftOut: people.length - shown.size,
  };
}

function centre(embeddings: readonly Float32Array[]): number[][] {
  const length = embeddings[0]?.length ?? 0;
  const mean = Array.from(
    { length },
    (_, i) => embeddings.reduce((sum, row) => sum + (row[i] ?? 0), 0) / embeddings.length,
  );
  return embeddings.map((row) => Array.from(row, (value, i) => value - (mean[i] ?? 0)));
}

const pairs = (matrix: Matrix): [number, number][] =>
  matrix.to2dArray.map((row) => [row[0] ?? 0, row[1] ?? 0]);

const sumOfSquares = (rows: readonly (readonly number[])[]): number =>
  rows.reduce((sum, row) => sum + row.reduce((own, value) => own + value * value, 0), 0);
