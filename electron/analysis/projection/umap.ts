import { Matrix, UMAP } from '@saehrimnir/druidjs';

export interface UmapOptions {
  /** Nearest neighbours that hold a point, 2 or more; at most all others. */
  readonly neighbours: number;
  /** 1 or more; the same seed gives the same map. */
  readonly seed: number;
  /** Default: 350. */
  readonly epochs?: number;
}

/** How near points may come to each other on the map: groups hold together and still show their looks. */
const LEAST_DISTANCE = 0.3;

/**
 * UMAP (McInnes, Healy and Melville, 2018) by DruidJS.
 * @param embeddings four or more of one length, each of them once: twins have no distance to tell a scale by
 * @param tell hears the share that is done, 0 to 1; false stops, and the answer is null
 * @returns x and y of each embedding in turn
 */
export function umap(
  embeddings: readonly Float32Array[],
  { neighbours, seed, epochs = 350 }: UmapOptions,
  tell: (share: number) => boolean = () => true,
): Float64Array | null {
  if (!tell(0)) return null;
  const steps = new UMAP(Matrix.from(embeddings), {
    n_neighbors: Math.max(2, Math.min(neighbours, embeddings.length - 1)),
    min_dist: LEAST_DISTANCE,
    seed,
    _n_epochs: epochs,
  }).generator(epochs);
  let done = 0;
  for (;;) {
    const { value, done: isOver } = steps.next();
    if (isOver === true) return placesOf(value);
    if (!tell(++done / epochs)) return null;
  }
}

function placesOf(map: Matrix): Float64Array {
  const places = new Float64Array(2 * map.to2dArray.length);
  map.to2dArray.forEach((row, i) => {
    places[2 * i] = row[0] ?? 0;
    places[2 * i + 1] = row[1] ?? 0;
  });
  return places;
}
