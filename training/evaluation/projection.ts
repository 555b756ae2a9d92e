import { embeddingMap } from '../../electron/analysis/projection/embedding-map.ts';
import { isUsable, type EmbeddedShot } from '../../electron/analysis/trials/embedded-shot.ts';

/** Embeddings laid out on a plane. */
export interface Projection {
  readonly shots: readonly EmbeddedShot[];
  /** x and y of each shot, without a unit. */
  readonly pca: readonly (readonly [number, number])[];
  readonly tsne: readonly (readonly [number, number])[];
  /** Share of the variance in the two principal components, 0 to 1. */
  readonly explained: number;
  readonly perplexity: number;
  /** People with embeddings that were left out, so that a page shows what an eye can tell apart. */
  readonly leftOut: number;
}

const MOST_SHOTS = 700;
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
  const embeddings = chosen.map(({ embedding }) => embedding);
  const perplexity = Math.min(PERPLEXITY, (chosen.length - 1) / 3);
  const settings = { perplexity, neighbours: PERPLEXITY, seed: SEED };
  const pca = embeddingMap(embeddings, { ...settings, method: 'pca' });
  const tsne = embeddingMap(embeddings, { ...settings, method: 'tsne' });
  return {
    shots: chosen.map(({ shot }) => shot),
    pca: pairs(pca?.places),
    tsne: pairs(tsne?.places),
    explained: pca?.explained ?? 0,
    perplexity,
    leftOut: people.length - shown.size,
  };
}

const pairs = (places: Float64Array = new Float64Array()): [number, number][] =>
  Array.from({ length: places.length / 2 }, (_, i) => [places[2 * i] ?? 0, places[2 * i + 1] ?? 0]);
