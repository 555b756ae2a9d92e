import { principalMap } from './pca.ts';
import { sampleIndices } from './sample.ts';
import { tsne } from './tsne.ts';
import { umap } from './umap.ts';

export const MAP_METHODS = ['pca', 'tsne', 'umap'] as const;
export type MapMethod = (typeof MAP_METHODS)[number];

export interface MapSettings {
  readonly method: MapMethod;
  /** Effective neighbours, for t-SNE. */
  readonly perplexity: number;
  /** Nearest neighbours, for UMAP. */
  readonly neighbours: number;
  /** 1 or more; the same seed and embeddings give the same map. */
  readonly seed: number;
}

export const DEFAULT_MAP_SETTINGS: MapSettings = {
  method: 'tsne',
  perplexity: 10,
  neighbours: 15,
  seed: 1,
};

/** Embeddings laid out on a plane. */
export interface EmbeddingMap {
  /** PCA stands in for the others where there are too few embeddings. */
  readonly method: MapMethod;
  /** Which of the embeddings are on it, ascending: all, or a sample. */
  readonly indices: Int32Array;
  /** x and y of each of them in turn, without a unit. */
  readonly places: Float64Array;
  /** Share of the variance that PCA shows, 0 to 1; null for the others. */
  readonly explained: number | null;
}

/** More are sampled: UMAP compares by tables of all pairs, and t-SNE would take minutes. */
export const MOST_ON_MAP: Readonly<Record<MapMethod, number>> = {
  pca: 50_000,
  tsne: 5000,
  umap: 2000,
};

/** Fewer have no neighbourhood to speak of. */
const LEAST_FOR_NEIGHBOURS = 4;

/**
 * @param embeddings of one encoder, of finite numbers
 * @param tell hears the share that is done, 0 to 1; false stops, and the answer is null
 */
export function embeddingMap(
  embeddings: readonly Float32Array[],
  settings: MapSettings,
  tell: (share: number) => boolean = () => true,
): EmbeddingMap | null {
  const { seed } = settings;
  const indices = sampleIndices(embeddings.length, MOST_ON_MAP[settings.method], seed);
  const chosen = Array.from(indices, (index) => embeddings[index] ?? new Float32Array());
  const unique = withoutTwins(chosen);
  const method = unique.rows.length < LEAST_FOR_NEIGHBOURS ? 'pca' : settings.method;
  if (method === 'pca') return { method, indices, ...principalMap(chosen, seed) };
  const places =
    method === 'tsne' ? tsne(unique.rows, settings, tell) : umap(unique.rows, settings, tell);
  return places === null
    ? null
    : { method, indices, places: placed(unique.places, places), explained: null };
}

/** Each embedding once, and where each is among them: twins share their place on a map. */
function withoutTwins(embeddings: readonly Float32Array[]): {
  readonly rows: Float32Array[];
  readonly places: Int32Array;
} {
  const known = new Map<string, number>();
  const rows: Float32Array[] = [];
  const places = Int32Array.from(embeddings, (embedding) => {
    const key = embedding.join();
    const place = known.get(key) ?? rows.push(embedding) - 1;
    known.set(key, place);
    return place;
  });
  return { rows, places };
}

function placed(rows: Int32Array, places: Float64Array): Float64Array {
  const all = new Float64Array(2 * rows.length);
  rows.forEach((row, i) => {
    all[2 * i] = places[2 * row] ?? 0;
    all[2 * i + 1] = places[2 * row + 1] ?? 0;
  });
  return all;
}
