import type { Tape } from '../tape.ts';
import { elementsOf } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import { scale } from './arithmetic.ts';

/** Sum over `axes`, which are kept with size 1. */
export function sumOver(tape: Tape, x: Tensor, axes: readonly number[]): Tensor {
  const { emit } = tape;
  return tape.record(emit.sumOver(x, axes), [[x, (gradient) => emit.expand(gradient, x.shape)]]);
}

/** Sum of all elements, a scalar. */
export function sumOfAll(tape: Tape, x: Tensor): Tensor {
  const axes = x.shape.map((_, axis) => axis);
  return reshape(tape, sumOver(tape, x, axes), []);
}

/** Mean of all elements, a scalar. */
export function meanOfAll(tape: Tape, x: Tensor): Tensor {
  return scale(tape, sumOfAll(tape, x), 1 / elementsOf(x.shape));
}

/** The same elements in another shape. */
export function reshape(tape: Tape, x: Tensor, shape: readonly number[]): Tensor {
  const { emit } = tape;
  const reshaped = emit.reshape(x, shape);
  if (reshaped === x) return x;
  return tape.record(reshaped, [[x, (gradient) => emit.reshape(gradient, x.shape)]]);
}

/** Permutes the axes: axis i of the result is axis `order[i]` of x. */
export function transpose(tape: Tape, x: Tensor, order: readonly number[]): Tensor {
  const { emit } = tape;
  const inverse = order.map((_, axis) => order.indexOf(axis));
  return tape.record(emit.transpose(x, order), [
    [x, (gradient) => emit.transpose(gradient, inverse)],
  ]);
}
