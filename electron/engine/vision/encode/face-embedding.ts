import {
  EMBEDDING_LENGTH,
  withoutQuality,
  type FaceEmbedding,
} from '../../../contract/face-embedding.ts';
import { meanDirection } from './two-looks.ts';

/** What an encoder's card says of quality. */
export interface QualityScale {
  /** Mean of both looks' logarithms over usual looks. */
  readonly usual: number;
  /** What one unit of quality adds to the squared distance, 0 to 0.05. */
  readonly weight: number;
}

/** Numbers that a network answers a look with: the embedding, then the natural logarithm of its feature's length. */
export const ANSWER_LENGTH = EMBEDDING_LENGTH + 1;

/** Quality farther off is not measured by lengths: a feature of nothing is infinitely short. */
const QUALITY_LIMIT = 3;

/**
 * The mean of two looks, as `lookTwice` gets them.
 *
 * A network's feature grows with what there is to recognise, before it is normalised (Meng et al., "MagFace", CVPR
 * 2021, who train for it; here it comes by itself), and predicts how far genuine looks lie from references.
 *
 * Shape is measured beside encoders, so it is null here.
 *
 * @param scale null where the encoder does not measure quality
 */
export function embeddingOf(
  [seen, ahead]: readonly [Float32Array, Float32Array],
  scale: QualityScale | null,
): FaceEmbedding {
  const part = (answer: Float32Array) => answer.subarray(0, EMBEDDING_LENGTH);
  const vector = meanDirection(part(seen), part(ahead));
  if (scale === null) return withoutQuality(vector);
  const lengths = (seen[EMBEDDING_LENGTH] ?? 0) + (ahead[EMBEDDING_LENGTH] ?? 0);
  const quality = Math.min(QUALITY_LIMIT, Math.max(-QUALITY_LIMIT, lengths - scale.usual));
  return { vector, quality, handicap: scale.weight * quality, shape: null };
}
