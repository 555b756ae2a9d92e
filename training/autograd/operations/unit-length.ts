import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** Keeps an all-zero vector from dividing by zero. */
const SMALLEST_SQUARED_LENGTH = 1e-12;

/**
 * Divides every column of x [C, …] by its Euclidean length, so that every sample's vector has length 1.
 *
 * With e = x / |x| the gradient of x is (g − e · (e · g)) / |x|: the part along e is lost.
 */
export function unitLength(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  const squared = emit.sumOver(emit.multiply(x, x), [0]);
  const length = emit.map('Sqrt', emit.add(squared, emit.scalar(SMALLEST_SQUARED_LENGTH)));
  const unit = emit.divide(x, length);
  return tape.record(unit, [
    [
      x,
      (gradient) => {
        const along = emit.sumOver(emit.multiply(unit, gradient), [0]);
        return emit.divide(emit.subtract(gradient, emit.multiply(unit, along)), length);
      },
    ],
  ]);
}
