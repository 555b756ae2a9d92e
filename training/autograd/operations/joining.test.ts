import { describe, expect, it } from 'vitest';
import { checkGradient, LINEAR_STEP } from '../check-gradient.ts';
import { concat, slice } from './joining.ts';

describe('joining and cutting pass the gradient on', () => {
  it('concat', async () => {
    const { worst, length } = await checkGradient(
      [
        [2, 2, 2, 3],
        [3, 2, 2, 3],
      ],
      (tape, ...tensors) => concat(tape, tensors),
      { step: LINEAR_STEP },
    );
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-3);
  });

  it('concat of a tensor with itself', async () => {
    const { worst, length } = await checkGradient([[2, 3]], (tape, x) => concat(tape, [x, x]), {
      step: LINEAR_STEP,
    });
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-3);
  });

  it.each([
    { axes: [0], start: [1], count: [2] },
    { axes: [2, 3], start: [1, 2], count: [2, 3] },
  ])('slice of axes $axes', async ({ axes, start, count }) => {
    const { worst, length } = await checkGradient(
      [[4, 2, 5, 6]],
      (tape, x) => slice(tape, x, axes, start, count),
      { step: LINEAR_STEP },
    );
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-3);
  });
});
