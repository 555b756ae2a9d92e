import { describe, expect, it } from 'vitest';
import { checkGradient } from '../check-gradient.ts';
import { leakyRelu, prelu, relu } from './rectifiers.ts';

/** Values away from the bend at zero, where there is no slope to compare. */
const bent = (random: () => number, input: number): number => {
  const value = random();
  return input === 0 ? value + Math.sign(value) * 0.05 : value;
};

describe('rectifiers pass the gradient on', () => {
  it('relu', async () => {
    const { worst, length } = await checkGradient([[3, 2, 3, 3]], (tape, x) => relu(tape, x), {
      values: bent,
    });
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-3);
  });

  it('leaky relu', async () => {
    const { worst, length } = await checkGradient(
      [[3, 2, 3, 3]],
      (tape, x) => leakyRelu(tape, x, 0.2),
      { values: bent },
    );
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-3);
  });

  it('prelu, with slopes of either sign and above one', async () => {
    const { worst, length } = await checkGradient(
      [[4, 2, 3, 3], [4]],
      (tape, x, slopes) => prelu(tape, x, slopes),
      { values: bent },
    );
    expect(length).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1e-3);
  });
});
