import { describe, expect, it } from 'vitest';
import { checkGradient, type Operation } from '../check-gradient.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { add, divide, multiply, scale, shift, subtract } from './arithmetic.ts';
import { exponential, logarithm, square, squareRoot } from './elementary.ts';
import { gramMatrix, matrixProduct } from './matrix-product.ts';
import { meanOfAll, reshape, sumOver, transpose } from './reductions.ts';
import { unitLength } from './unit-length.ts';

type Binary = (tape: Tape, a: Tensor, b: Tensor) => Tensor;

/** Between 0.5 and 1.5 or so: above zero for roots, logarithms and divisors. */
const positive = (random: () => number): number => 0.5 + Math.abs(Math.tanh(random()));

async function expectGradient(shapes: readonly (readonly number[])[], operation: Operation) {
  const { worst, length } = await checkGradient(shapes, operation, { values: positive });
  expect(length).toBeGreaterThan(0.1);
  expect(worst).toBeLessThan(5e-3);
}

describe('elementwise operations of two tensors pass the gradient on', () => {
  const operations: [string, Binary][] = [
    ['add', add],
    ['subtract', subtract],
    ['multiply', multiply],
    ['divide', divide],
  ];
  it.each(operations)('%s, both of one shape', async (_, operation) => {
    await expectGradient(
      [
        [3, 4],
        [3, 4],
      ],
      (tape, a, b) => operation(tape, a, b),
    );
  });

  it.each(operations)('%s, one broadcast', async (_, operation) => {
    await expectGradient(
      [
        [3, 4],
        [3, 1],
      ],
      (tape, a, b) => operation(tape, a, b),
    );
    await expectGradient([[4], [3, 4]], (tape, a, b) => operation(tape, a, b));
  });
});

describe('operations of one tensor pass the gradient on', () => {
  const operations: [string, Operation][] = [
    ['scale', (tape, x) => scale(tape, x, -3)],
    ['shift', (tape, x) => shift(tape, x, 2)],
    ['square', (tape, x) => square(tape, x)],
    ['square root', (tape, x) => squareRoot(tape, x)],
    ['exponential', (tape, x) => exponential(tape, x)],
    ['logarithm', (tape, x) => logarithm(tape, x)],
    ['sum over an axis', (tape, x) => sumOver(tape, x, [1])],
    ['mean of all', (tape, x) => meanOfAll(tape, square(tape, x))],
    ['reshape', (tape, x) => reshape(tape, x, [4, 3])],
    ['transpose', (tape, x) => transpose(tape, x, [1, 0])],
    ['unit length', (tape, x) => unitLength(tape, x)],
    ['inner products of columns', (tape, x) => gramMatrix(tape, x)],
    ['a sum of two branches', (tape, x) => add(tape, square(tape, x), scale(tape, x, 3))],
  ];
  it.each(operations)('%s', async (_, operation) => {
    await expectGradient([[3, 4]], operation);
  });
});

describe('the matrix product', () => {
  it('passes the gradient on to both factors and to the bias', async () => {
    await expectGradient(
      [
        [2, 3],
        [3, 4],
        [2, 1],
      ],
      (tape, a, b, bias) => matrixProduct(tape, a, b, bias),
    );
  });

  it('refuses matrices that do not fit', async () => {
    const product = checkGradient(
      [
        [2, 3],
        [4, 2],
      ],
      (tape, a, b) => matrixProduct(tape, a, b),
    );
    await expect(product).rejects.toThrow('Cannot multiply [2, 3] and [4, 2].');
  });
});
