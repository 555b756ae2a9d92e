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
  it('goes on from the last point by a fixed cost and one in proportion', () => {
    const points: Point[] = [1, 2, 4].map((size) => [size, 5 + 3 * size]);
    const [from, to] = extrapolate(points, [1000]);
    expect(from).toEqual([4, 17]);
    expect(to?.[1]).toBeCloseTo(3005, 6);
  });

  it('does not fall', () => {
    const [, to] = extrapolate(
      [
        [1, 9],
        [2, 8],
      ],
      [1000],
    );
    expect(to?.[1]).toBe(8.5);
  });

  it('is empty without a measurement', () => expect(extrapolate([], [1])).toEqual([]));
});
