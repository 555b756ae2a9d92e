import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extrapolate, powerLaw, type Point } from './curve.ts';

const law = (factor: number, exponent: number, sizes: readonly number[]): Point[] =>
  sizes.map((size) => [size, factor * size ** exponent]);

describe('a power law', () => {
  it('is found in points that follow it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (factor, exponent) => {
          const found = powerLaw(law(factor, exponent, [1, 10, 300, 5000]));
          expect(found.factor / factor).toBeCloseTo(1, 6);
          expect(found.exponent).toBeCloseTo(exponent, 6);
        },
      ),
    );
  });

  it('is nothing for one point', () => expect(powerLaw([[5, 5]]).exponent).toBeNaN());
});

describe('an extrapolation', () => {
  it('goes on from the last point, as the larger sizes went', () => {
    // A fixed cost hides the proportion at first.
    const points: Point[] = [1, 10, 1000, 10_000].map((size) => [size, 5 + size]);
    const [from, to] = extrapolate(points, [100_000]);
    expect(from).toEqual([10_000, 10_005]);
    expect((to?.[1] ?? 0) / 100_000).toBeCloseTo(1, 1);
  });

  it('is empty without a measurement', () => expect(extrapolate([], [1])).toEqual([]));
});
