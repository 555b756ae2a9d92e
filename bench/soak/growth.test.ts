import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../electron/base/seeded-random.ts';
import { growthOf, type Measured } from './growth.ts';

const Z = 3;
/** A measurement a minute. */
const life = (count: number, value: (minute: number) => number): Measured[] =>
  Array.from({ length: count }, (_, minutes) => ({ minutes, value: value(minutes) }));

describe('growth', () => {
  it('is the slope of a line, however steep and wherever it begins', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer(), (slope, start) => {
        const growth = growthOf([life(40, (minute) => start + slope * minute)], Z);
        expect(growth?.slope).toBeCloseTo(60 * slope, 6);
        expect(growth?.low).toBeLessThanOrEqual(60 * slope + 1e-6);
        expect(growth?.high).toBeGreaterThanOrEqual(60 * slope - 1e-6);
      }),
    );
  });

  it('is nothing at all where nothing changes', () => {
    expect(growthOf([life(12, () => 7)], Z)).toMatchObject({ slope: 0, low: 0, high: 0 });
  });

  it('leaves out how a life begins', () => {
    const growth = growthOf([life(100, (minute) => (minute < 20 ? minute : 20))], Z);
    expect(growth).toMatchObject({ slope: 0, low: 0, high: 0 });
  });

  it('compares each life with itself: a process that starts smaller or larger each time has not grown', () => {
    const lives = [90, 70, 110].map((start) => life(20, () => start));
    expect(growthOf(lives, Z)).toMatchObject({ slope: 0, low: 0, high: 0 });
  });

  it('is found in lives that each begin anew', () => {
    const random = new SeededRandom(3);
    const leaking = () => life(20, (minute) => 100 + minute + 4 * random.next());
    const growth = growthOf([leaking(), leaking(), leaking()], Z);
    expect(growth?.low).toBeGreaterThan(0);
  });

  it('has an interval that holds the true slope nearly always, whatever the noise', () => {
    const random = new SeededRandom(11);
    const runs = 300;
    const held = Array.from({ length: runs }, () => {
      // Now and then far off, as memory is before a collection.
      const noise = () => (random.next() < 0.1 ? 40 : 1) * random.next();
      const growth = growthOf([life(30, (minute) => minute + noise())], 2);
      return growth !== null && growth.low <= 60 && growth.high >= 60;
    }).filter(Boolean).length;
    expect(held / runs).toBeGreaterThan(0.9);
    expect(held / runs).toBeLessThan(1);
  });

  it('has no end where there is too little to say', () => {
    expect(growthOf([life(4, (minute) => minute)], Z)).toMatchObject({
      low: -Infinity,
      high: Infinity,
    });
    expect(growthOf([life(2, (minute) => minute)], Z)).toBeNull();
    expect(growthOf([], Z)).toBeNull();
  });
});
