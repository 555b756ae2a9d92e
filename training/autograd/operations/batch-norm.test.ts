import { expect, it } from 'vitest';
import { checkGradient } from '../check-gradient.ts';
import { batchNorm } from './batch-norm.ts';

it('batch norm passes the gradient on to activations, gains and offsets', async () => {
  const { worst, length } = await checkGradient(
    [[3, 2, 3, 3], [3], [3]],
    (tape, x, gain, offset) => batchNorm(tape, x, gain, offset).output,
  );
  expect(length).toBeGreaterThan(1);
  expect(worst).toBeLessThan(5e-3);
});

it('keeps its gradient where a channel lies far from zero', async () => {
  const { worst } = await checkGradient(
    [[2, 2, 3, 3], [2], [2]],
    (tape, x, gain, offset) => batchNorm(tape, x, gain, offset).output,
    { values: (random, input) => random() + (input === 0 ? 5 : 0) },
  );
  expect(worst).toBeLessThan(1e-2);
});
