import { add, scale, shift } from '../operations/arithmetic.ts';
import { square, squareRoot } from '../operations/elementary.ts';
import { gramMatrix } from '../operations/matrix-product.ts';
import { relu } from '../operations/rectifiers.ts';
import type { Tensor } from '../tensor.ts';
import type { LossContext } from './loss.ts';
import { weightedMean } from './weighted-mean.ts';

/** Added to squared distances, since the root has no slope at zero. */
const SMALLEST_SQUARED_DISTANCE = 1e-6;

export interface ContrastiveOptions {
  /** Distance beyond which different people no longer push each other apart. */
  readonly margin: number;
  /**
   * Emphasis on close pairs of different people: each weighs exp(−hardness · distance²). 0, the default, counts all
   * equally; 10 leaves little but the hardest.
   */
  readonly hardness?: number;
}

/**
 * Contrastive loss over all pairs of the batch: mean of D² over pairs of one person plus mean of
 * max(0, margin − D)² over pairs of different people, D the Euclidean distance of `embeddings` [numbers, batch] of
 * unit length.
 *
 * Feeds `same` and `different` [batch, batch]: the weight of each pair, usually 0 or 1 and 0 on the diagonal.
 * Either may be all zeros. Source: Hadsell, Chopra and LeCun, Dimensionality Reduction by Learning an Invariant
 * Mapping (2006), equation 4; weights by closeness after Robinson et al., Contrastive Learning with Hard Negative
 * Samples (2021), section 3.
 */
export function contrastiveLoss(
  context: LossContext,
  embeddings: Tensor,
  { margin, hardness = 0 }: ContrastiveOptions,
): Tensor {
  const { tape, batch } = context;
  const same = context.feed('same', [batch, batch]);
  const different = context.feed('different', [batch, batch]);
  const squared = squaredDistances(context, embeddings);
  const distance = squareRoot(tape, shift(tape, squared, SMALLEST_SQUARED_DISTANCE));
  const lacking = relu(tape, shift(tape, scale(tape, distance, -1), margin));
  const negatives = hardness === 0 ? different : byCloseness(context, different, squared, hardness);
  return add(
    tape,
    weightedMean(tape, squared, same),
    weightedMean(tape, square(tape, lacking), negatives),
  );
}

/** |a − b|² = 2 − 2 · a·b for vectors of length 1; clamped at zero against rounding. */
function squaredDistances({ tape }: LossContext, embeddings: Tensor): Tensor {
  return relu(tape, shift(tape, scale(tape, gramMatrix(tape, embeddings), -2), 2));
}

/** Pair weights that fall with distance. They have no gradient: they only select. */
function byCloseness(
  { tape: { emit } }: LossContext,
  pairs: Tensor,
  squared: Tensor,
  hardness: number,
): Tensor {
  return emit.multiply(pairs, emit.map('Exp', emit.scale(squared, -hardness)));
}
