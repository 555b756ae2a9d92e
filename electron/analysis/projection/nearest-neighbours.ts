import { forEachDistanceRow, packEmbeddings } from '../metrics/embedding-distances.ts';

/** The nearest others of each embedding, `each` of them in a row, nearest first. */
export interface Neighbours {
  readonly each: number;
  readonly indices: Int32Array;
  readonly squaredDistances: Float64Array;
}

/**
 * By all distances, a few rows at a time.
 * @param each neighbours to find; fewer where there are no more embeddings
 * @param tell hears the share that is done, 0 to 1; false stops, and the answer is null
 */
export function nearestNeighbours(
  embeddings: readonly Float32Array[],
  each: number,
  tell: (share: number) => boolean = () => true,
): Neighbours | null {
  const count = embeddings.length;
  const most = Math.max(0, Math.min(Math.floor(each), count - 1));
  const indices = new Int32Array(count * most);
  const squaredDistances = new Float64Array(count * most);
  const packed = packEmbeddings(embeddings.map((embedding) => ({ embedding })));
  const state = { isWanted: true };
  forEachDistanceRow(packed, packed, 'euclidean', (row, distances) => {
    if (!state.isWanted || most === 0) return;
    if (row % 256 === 0) state.isWanted = tell(row / count);
    const start = row * most;
    let found = 0;
    let farthest = Infinity;
    for (let other = 0; other < count; other++) {
      const distance = distances[other] ?? Infinity;
      if (other === row || (found === most && distance >= farthest)) continue;
      // Few are nearer than the farthest so far, so that moving the others along is cheap.
      let place = start + Math.min(found, most - 1);
      for (; place > start && (squaredDistances[place - 1] ?? 0) > distance; place--) {
        squaredDistances[place] = squaredDistances[place - 1] ?? 0;
        indices[place] = indices[place - 1] ?? 0;
      }
      squaredDistances[place] = distance;
      indices[place] = other;
      if (found < most) found++;
      if (found === most) farthest = squaredDistances[start + most - 1] ?? Infinity;
    }
  });
  if (!state.isWanted) return null;
  return { each: most, indices, squaredDistances: squaredDistances.map((value) => value * value) };
}
