import { describe, expect, it } from 'vitest';
import { adamState, adamStep } from './adam.ts';

const slice = (name: string, offset: number, size: number, decays = true) => ({
  name,
  shape: [size],
  offset,
  size,
  decays,
});

describe('Adam', () => {
  it('follows the published algorithm over two steps', () => {
    const parameters = Float32Array.of(1);
    const state = adamState(1);
    const slices = [slice('a', 0, 1)];
    adamStep(parameters, Float32Array.of(0.5), state, slices, 0.1);
    // Both corrected means equal the first gradient, so the first step is the learning rate.
    expect(parameters[0]).toBeCloseTo(0.9, 5);
    adamStep(parameters, Float32Array.of(-0.25), state, slices, 0.1);
    const mean = (0.9 * 0.05 + 0.1 * -0.25) / (1 - 0.9 ** 2);
    const meanSquare = (0.999 * 0.00025 + 0.001 * 0.0625) / (1 - 0.999 ** 2);
    expect(parameters[0]).toBeCloseTo(0.9 - (0.1 * mean) / Math.sqrt(meanSquare), 5);
    expect(state.step).toBe(2);
  });

  it('lets only those slices decay that say so, whatever the gradient', () => {
    const parameters = Float32Array.of(2, 2);
    const slices = [slice('weights', 0, 1, true), slice('bias', 1, 1, false)];
    adamStep(parameters, new Float32Array(2), adamState(2), slices, 0.1, { weightDecay: 0.5 });
    expect(parameters[0]).toBeCloseTo(2 * (1 - 0.1 * 0.5), 6);
    expect(parameters[1]).toBe(2);
  });

  it('finds the minimum of a parabola', () => {
    const parameters = Float32Array.of(5, -3);
    const state = adamState(2);
    for (let i = 0; i < 500; i++) {
      const gradient = parameters.map((value, k) => 2 * (value - (k === 0 ? 1 : 2)));
      adamStep(parameters, gradient, state, [slice('x', 0, 2)], 0.05);
    }
    expect(parameters[0]).toBeCloseTo(1, 2);
    expect(parameters[1]).toBeCloseTo(2, 2);
  });

  it('refuses a gradient of another length', () => {
    const step = () =>
      adamStep(new Float32Array(2), new Float32Array(3), adamState(2), [slice('x', 0, 2)], 0.1);
    expect(step).toThrow('3 numbers for 2 parameters.');
  });
});
