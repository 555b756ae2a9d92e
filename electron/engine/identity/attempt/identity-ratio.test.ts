import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatioScale } from '../../../contract/evidence.ts';
import { identityRatio, scaleFor } from './identity-ratio.ts';

const SCALE: RatioScale = {
  ratios: [
    [0.6, 10],
    [0.8, 4],
    [1, -2],
  ],
  correlation: 0.5,
};

describe('the log ratio of a distance', () => {
  it.each([
    [0, 10],
    [0.6, 10],
    [0.7, 7],
    [0.8, 4],
    [0.95, -0.5],
    [1, -2],
    [2, -2],
  ])('at %d is %d: between what was measured, and no farther beyond it', (distance, ratio) => {
    expect(identityRatio(distance, SCALE)).toBeCloseTo(ratio, 9);
  });

  it('is as low as can be where nothing is known', () => {
    const broken: RatioScale = { ratios: [[0.5, NaN]], correlation: 0 };
    const lowest = [
      identityRatio(NaN, SCALE),
      identityRatio(0.1, null),
      identityRatio(0.1, { ratios: [], correlation: 0 }),
      identityRatio(0.1, broken),
    ];
    expect(new Set(lowest)).toEqual(new Set([-14]));
  });

  it('never rises with the distance, and stays within what one look can say', () => {
    const scales = fc
      .array(
        fc.tuple(
          fc.double({ min: 0, max: 2, noNaN: true }),
          fc.double({ min: -30, max: 30, noNaN: true }),
        ),
        { minLength: 1, maxLength: 9 },
      )
      .map((pairs): RatioScale => {
        const distances = [...new Set(pairs.map(([distance]) => distance))].sort((a, b) => a - b);
        const ratios = pairs.map(([, ratio]) => ratio).sort((a, b) => b - a);
        return { ratios: distances.map((d, i) => [d, ratios[i] ?? 0] as const), correlation: 0.5 };
      });
    const distance = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(scales, distance, distance, (scale, a, b) => {
        const [near, far] = [Math.min(a, b), Math.max(a, b)];
        expect(identityRatio(near, scale)).toBeGreaterThanOrEqual(identityRatio(far, scale) - 1e-9);
        expect(Math.abs(identityRatio(a, scale))).toBeLessThanOrEqual(14);
      }),
    );
  });
});

describe('the scale', () => {
  const other: RatioScale = { ratios: [[0.5, 1]], correlation: 1 };
  const scales = { people: { colour: SCALE }, renderedPeople: { colour: other, infrared: SCALE } };

  it('is that of the kind of person and of what was compared', () => {
    expect(scaleFor('sensor', scales)).toBe(SCALE);
    expect(scaleFor('recording', scales)).toBe(SCALE);
    expect(scaleFor('virtual', scales)).toBe(other);
    expect(scaleFor('virtual', scales, 'infrared')).toBe(SCALE);
  });

  it('is none for a comparison that was not calibrated', () => {
    expect(scaleFor('sensor', scales, 'infrared')).toBeNull();
  });
});
