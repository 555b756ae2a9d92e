import { int, ints } from '../../../electron/engine/onnx/onnx-model.ts';
import { sharedByRules } from '../shared-by-rules.ts';
import type { Tape } from '../tape.ts';
import { elementsOf, sizeOf } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';

/** Added to the variance, so that a constant channel does not divide by zero. */
export const BATCH_NORM_EPSILON = 1e-3;

export interface NormalisedBatch {
  readonly output: Tensor;
  /** Mean and variance of this batch, [C] each; the variance is the biased one. */
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * Normalises every channel of x [C, N, H, W] by its mean and variance over the batch, then scales and shifts by
 * `gain` and `offset` [C].
 *
 * With a = gain / √(variance + ε) the output is a · x + b and the gradient of x is a · g + k₁ · x + k₂ with one
 * k₁ and k₂ a channel: two and three passes over memory instead of the textbook's nine.
 * Source: Ioffe and Szegedy, Batch Normalization (2015), section 3.
 */
export function batchNorm(tape: Tape, x: Tensor, gain: Tensor, offset: Tensor): NormalisedBatch {
  const { emit } = tape;
  const channels = sizeOf(x, 0);
  const samples = elementsOf(x.shape) / channels;
  const flat = emit.reshape(x, [channels, samples]);
  const perChannel = [channels, 1];
  const mean = emit.scale(emit.sumOver(flat, [1]), 1 / samples);
  const squares = emit.node('ReduceSumSquare', [flat], perChannel, {
    axes: ints(1),
    keepdims: int(1),
  });
  const meanSquare = emit.scale(squares, 1 / samples);
  const variance = emit.map('Relu', emit.subtract(meanSquare, emit.multiply(mean, mean)));
  const deviation = emit.map('Sqrt', emit.add(variance, emit.scalar(BATCH_NORM_EPSILON)));
  const inverse = emit.map('Reciprocal', deviation);
  const factor = emit.multiply(emit.reshape(gain, perChannel), inverse);
  const constant = emit.subtract(emit.reshape(offset, perChannel), emit.multiply(mean, factor));
  const normalised = emit.add(emit.multiply(flat, factor), constant);

  const flatGradient = sharedByRules((gradient) => emit.reshape(gradient, flat.shape));
  const gradientSum = sharedByRules((gradient) => emit.sumOver(flatGradient(gradient), [1]));
  /** Σ gradient · (x − mean) / deviation. */
  const correlation = sharedByRules((gradient) => {
    const products = emit.sumOver(emit.multiply(flatGradient(gradient), flat), [1]);
    const centred = emit.subtract(products, emit.multiply(mean, gradientSum(gradient)));
    return emit.multiply(centred, inverse);
  });
  const gradientOfX = (gradient: Tensor): Tensor => {
    const scaled = emit.multiply(factor, inverse);
    const slope = emit.scale(emit.multiply(scaled, correlation(gradient)), -1 / samples);
    const level = emit.scale(emit.multiply(factor, gradientSum(gradient)), -1 / samples);
    const intercept = emit.subtract(level, emit.multiply(slope, mean));
    const own = emit.multiply(flatGradient(gradient), factor);
    const shared = emit.add(emit.multiply(flat, slope), intercept);
    return emit.reshape(emit.add(own, shared), x.shape);
  };
  const output = tape.record(emit.reshape(normalised, x.shape), [
    [x, gradientOfX],
    [gain, (gradient) => emit.reshape(correlation(gradient), gain.shape)],
    [offset, (gradient) => emit.reshape(gradientSum(gradient), offset.shape)],
  ]);
  return {
    output,
    mean: emit.reshape(mean, [channels]),
    variance: emit.reshape(variance, [channels]),
  };
}
