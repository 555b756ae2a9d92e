import { multiply, scale, subtract } from '../operations/arithmetic.ts';
import { exponential, logarithm } from '../operations/elementary.ts';
import { matrixProduct } from '../operations/matrix-product.ts';
import { sumOver, transpose } from '../operations/reductions.ts';
import { unitLength } from '../operations/unit-length.ts';
import { int } from '../../../electron/engine/onnx/onnx-model.ts';
import { sizeOf } from '../tensor.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import type { LossContext } from './loss.ts';
import { weightedMean } from './weighted-mean.ts';

export interface ClassificationOptions {
  readonly classes: number;
  /** Margin on the right class's cosine; default: 0.35. */
  readonly margin?: number;
  /** Sharpness of the softmax; default: 30. */
  readonly scale?: number;
}

/** Initial length of the class centres; only their direction counts. */
const CENTRE_DEVIATION = 0.01;

/**
 * Cosine-margin softmax over the people of the training set: mean cross-entropy of softmax(scale · (cos(embedding,
 * centre) − margin at the right class)).
 *
 * `embeddings` [numbers, batch] of unit length. Feeds `label` [batch]: the number of the class, or −1 for samples
 * without one, which are left out. The centres [classes, numbers] are a parameter, `classification.centres`, that is
 * not exported. Source: Wang et al., CosFace (2018), equation 4.
 */
export function classificationLoss(
  context: LossContext,
  embeddings: Tensor,
  { classes, margin = 0.35, scale: sharpness = 30 }: ClassificationOptions,
): Tensor {
  const { tape, batch } = context;
  const { emit } = tape;
  const shape = [classes, sizeOf(embeddings, 0)];
  const centres = context.parameter('classification.centres', shape, false, {
    kind: 'normal',
    deviation: CENTRE_DEVIATION,
  });
  const directions = transpose(tape, unitLength(tape, transpose(tape, centres, [1, 0])), [1, 0]);
  const cosines = matrixProduct(tape, directions, embeddings);
  const right = oneHot(context, classes);
  const logits = scale(tape, subtract(tape, cosines, emit.scale(right, margin)), sharpness);
  const entropy = crossEntropy(tape, logits, right);
  return weightedMean(tape, entropy, emit.reshape(emit.sumOver(right, [0]), [1, batch]));
}

/** log Σ exp(logits) − the right logit, of every column. The largest logit is subtracted so that no power overflows. */
function crossEntropy(tape: Tape, logits: Tensor, right: Tensor): Tensor {
  const { emit } = tape;
  const largest = emit.node('ReduceMax', [logits], [1, sizeOf(logits, 1)], {
    axes: { kind: 'ints', value: [0] },
    keepdims: int(1),
  });
  const shifted = subtract(tape, logits, largest);
  const total = logarithm(tape, sumOver(tape, exponential(tape, shifted), [0]));
  return subtract(tape, total, sumOver(tape, multiply(tape, shifted, right), [0]));
}

/** 1 where row = label: [classes, batch]. */
function oneHot({ tape: { emit }, batch, feed }: LossContext, classes: number): Tensor {
  const label = emit.reshape(feed('label', [batch]), [1, batch]);
  const numbers = emit.floats(
    [classes, 1],
    Float32Array.from({ length: classes }, (_, i) => i),
  );
  const equal = emit.node('Equal', [numbers, label], [classes, batch]);
  return emit.node('Cast', [equal], equal.shape, { to: int(1) });
}
