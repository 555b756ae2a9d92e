import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** √x. The caller keeps x away from zero, where the slope is unbounded. */
export function squareRoot(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  const root = emit.map('Sqrt', x);
  return tape.record(root, [[x, (gradient) => emit.divide(gradient, emit.scale(root, 2))]]);
}

export function square(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  return tape.record(emit.multiply(x, x), [
    [x, (gradient) => emit.scale(emit.multiply(gradient, x), 2)],
  ]);
}

export function exponential(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  const power = emit.map('Exp', x);
  return tape.record(power, [[x, (gradient) => emit.multiply(gradient, power)]]);
}

/** Natural logarithm. The caller keeps x above zero. */
export function logarithm(tape: Tape, x: Tensor): Tensor {
  const { emit } = tape;
  return tape.record(emit.map('Log', x), [[x, (gradient) => emit.divide(gradient, x)]]);
}
