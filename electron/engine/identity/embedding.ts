/** Embeddings as vectors: whether one is valid, and how far two are apart. */
import { EMBEDDING_LENGTH } from '../../contract/face-embedding.ts';

const UNIT_TOLERANCE = 1e-2;

/**
 * Euclidean distance of two unit vectors, 0 (same direction) to 2 (opposite).
 * Vectors of different lengths or with numbers that are not finite give NaN, which matches nothing.
 */
export function distance(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    sum += difference * difference;
  }
  return Math.min(2, Math.sqrt(sum));
}

/** Whether it can be compared: the right length, all finite, unit length within 1 %. */
export function isEmbedding(candidate: Float32Array): boolean {
  if (candidate.length !== EMBEDDING_LENGTH) return false;
  let sum = 0;
  for (const value of candidate) sum += value * value;
  return Math.abs(Math.sqrt(sum) - 1) <= UNIT_TOLERANCE;
}
