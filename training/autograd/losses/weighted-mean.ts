import { divide, multiply } from '../operations/arithmetic.ts';
import { sumOfAll } from '../operations/reductions.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** Σ values · weights / Σ weights, or 0 where all weights are 0. The weights are constants. */
export function weightedMean(tape: Tape, values: Tensor, weights: Tensor): Tensor {
  const { emit } = tape;
  const axes = weights.shape.map((_, axis) => axis);
  const total = emit.reshape(emit.sumOver(weights, axes), []);
  const divisor = emit.node('Max', [total, emit.scalar(1e-12)], []);
  return divide(tape, sumOfAll(tape, multiply(tape, values, weights)), divisor);
}
