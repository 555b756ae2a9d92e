import type { ShapeLook } from './head-shape.ts';

/** Length of every encoder's embedding. */
export const EMBEDDING_LENGTH = 128;

/** What an encoder says of a face. */
export interface FaceEmbedding {
  /** `EMBEDDING_LENGTH` numbers of unit length. */
  readonly vector: Float32Array;
  /**
   * How much the encoder had to go by: 0 for a usual look, below it for a blurred, dark or turned face. A sum of two
   * natural logarithms, one a look: −0.5 is a face of which the colour network makes a feature that is 22 % shorter.
   */
  readonly quality: number;
  /**
   * Added to squared distances of this look: good looks lie nearer to everybody's references, so they have to come
   * nearer to match. 0 for encoders that do not measure quality.
   */
  readonly handicap: number;
  /** The metric shape of the head; null where too little of it was measured. */
  readonly shape: ShapeLook | null;
}

/** A vector of an encoder that does not measure quality, and no shape. */
export const withoutQuality = (vector: Float32Array): FaceEmbedding => ({
  vector,
  quality: 0,
  handicap: 0,
  shape: null,
});
