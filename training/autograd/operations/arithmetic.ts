import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** a + b, with broadcasting. */
export function add(tape: Tape, a: Tensor, b: Tensor): Tensor {
  const { emit } = tape;
  return tape.record(emit.add(a, b), [
    [a, (gradient) => emit.sumTo(gradient, a.shape)],
    [b, (gradient) => emit.sumTo(gradient, b.shape)],
  ]);
}

/** a − b, with broadcasting. */
export function subtract(tape: Tape, a: Tensor, b: Tensor): Tensor {
  const { emit } = tape;
  return tape.record(emit.subtract(a, b), [
    [a, (gradient) => emit.sumTo(gradient, a.shape)],
    [b, (gradient) => emit.map('Neg', emit.sumTo(gradient, b.shape))],
  ]);
}

/** a · b element by element, with broadcasting. */
export function multiply(tape: Tape, a: Tensor, b: Tensor): Tensor {
  const { emit } = tape;
  return tape.record(emit.multiply(a, b), [
    [a, (gradient) => emit.sumTo(emit.multiply(gradient, b), a.shape)],
    [b, (gradient) => emit.sumTo(emit.multiply(gradient, a), b.shape)],
  ]);
}

/** a / b element by element, with broadcasting. */
export function divide(tape: Tape, a: Tensor, b: Tensor): Tensor {
  const { emit } = tape;
  const quotient = emit.divide(a, b);
  return tape.record(quotient, [
    [a, (gradient) => emit.sumTo(emit.divide(gradient, b), a.shape)],
    [
      b,
      (gradient) => {
        const product = emit.multiply(gradient, emit.divide(quotient, b));
        return emit.map('Neg', emit.sumTo(product, b.shape));
      },
    ],
  ]);
}

/** x times a constant. */
export function scale(tape: Tape, x: Tensor, factor: number): Tensor {
  const { emit } = tape;
  if (factor === 1) return x;
  return tape.record(emit.scale(x, factor), [[x, (gradient) => emit.scale(gradient, factor)]]);
}

/** x plus a constant. */
export function shift(tape: Tape, x: Tensor, offset: number): Tensor {
  return tape.record(tape.emit.add(x, tape.emit.scalar(offset)), [[x, (gradient) => gradient]]);
}
