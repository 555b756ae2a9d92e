import { describe, expect, it } from 'vitest';
import { checkGradient, LINEAR_STEP } from '../../check-gradient.ts';
import { averagePool, globalAveragePool, maxPool } from './pooling.ts';

describe('pooling passes the gradient on', () => {
  it.each([
    [2, 2, 6, 7],
    [3, 2, 7, 8],
    [3, 3, 6, 7],
  ])('max pool %i×%i on %i×%i', async (size, stride, height, width) => {
    // Steps of 0.1 between neighbours in rank, so that no difference switches to another maximum.
    let rank = 0;
    const { worst, length } = await checkGradient(
      [[2, 2, height, width]],
      (tape, x) => maxPool(tape, x, size, stride),
      { values: () => ((rank++ * 37) % 251) / 10, step: 0.04 },
    );
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-2);
  });

  it.each([
    [2, 2, 6, 7],
    [3, 2, 7, 8],
  ])('average pool %i×%i on %i×%i', async (size, stride, height, width) => {
    const { worst, length } = await checkGradient(
      [[2, 2, height, width]],
      (tape, x) => averagePool(tape, x, size, stride),
      { step: LINEAR_STEP },
    );
    expect(length).toBeGreaterThan(0.5);
    expect(worst).toBeLessThan(1e-3);
  });

  it('global average pool', async () => {
    const { worst, length } = await checkGradient(
      [[3, 2, 3, 4]],
      (tape, x) => globalAveragePool(tape, x),
      { step: LINEAR_STEP },
    );
    expect(length).toBeGreaterThan(0.1);
    expect(worst).toBeLessThan(1e-3);
  });
});
