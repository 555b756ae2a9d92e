import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterKey, FIRST_ORBIT, turned, viewOf, zoomed, type Orbit } from './orbit.ts';

type Point = readonly [number, number, number];

function seen(orbit: Orbit, target: Point, [x, y, z]: Point): number[] {
  const view = viewOf(orbit, target);
  return [0, 4, 8].map(
    (row) =>
      (view[row] ?? 0) * x +
      (view[row + 1] ?? 0) * y +
      (view[row + 2] ?? 0) * z +
      (view[row + 3] ?? 0),
  );
}

const angle = fc.double({ min: -180, max: 180, noNaN: true });
const place = fc.double({ min: -2000, max: 2000, noNaN: true });

describe('the view of an orbit', () => {
  it('has the point that is looked at straight ahead, as far away as it says', () => {
    fc.assert(
      fc.property(angle, angle, fc.tuple(place, place, place), (right, up, target) => {
        const [x = NaN, y = NaN, z = NaN] = seen(turned(FIRST_ORBIT, right, up), target, target);
        expect(x).toBeCloseTo(0, 6);
        expect(y).toBeCloseTo(0, 6);
        expect(z).toBeCloseTo(FIRST_ORBIT.distanceMm, 6);
      }),
    );
  });

  it('keeps distances: it turns and shifts only', () => {
    fc.assert(
      fc.property(angle, angle, fc.tuple(place, place, place), (right, up, point) => {
        const orbit = turned(FIRST_ORBIT, right, up);
        const [x = NaN, y = NaN, z = NaN] = seen(orbit, [0, 0, 0], point);
        const length = Math.hypot(x, y, z - orbit.distanceMm);
        expect(length).toBeCloseTo(Math.hypot(...point), 6);
      }),
    );
  });

  it('is that of the camera where nothing is turned', () => {
    const orbit = { turn: 0, tilt: 0, distanceMm: 600 };
    expect(seen(orbit, [0, 0, 600], [10, 20, 700])).toEqual([10, 20, 700]);
  });

  it('shows the side that it was turned to, and what lies above', () => {
    // From image right: what is nearer than the target moves to image left.
    const [fromRight = NaN] = seen(
      { turn: 30, tilt: 0, distanceMm: 600 },
      [0, 0, 600],
      [0, 0, 500],
    );
    expect(fromRight).toBeLessThan(0);
    // From above: what is nearer moves down.
    const [, fromAbove = NaN] = seen(
      { turn: 0, tilt: 30, distanceMm: 600 },
      [0, 0, 600],
      [0, 0, 500],
    );
    expect(fromAbove).toBeGreaterThan(0);
  });
});

describe('turning', () => {
  it('goes round, and never over the top', () => {
    expect(turned({ ...FIRST_ORBIT, turn: 170 }, 20, 0).turn).toBe(-170);
    expect(turned(FIRST_ORBIT, 0, 500).tilt).toBe(85);
    expect(turned(FIRST_ORBIT, 0, -500).tilt).toBe(-85);
  });

  it('is done by arrows, undone by the opposite ones, and begun anew by Home', () => {
    const pairs = [
      ['ArrowLeft', 'ArrowRight'],
      ['ArrowUp', 'ArrowDown'],
      ['+', '-'],
    ] as const;
    for (const [one, other] of pairs) {
      const there = afterKey(FIRST_ORBIT, one) ?? FIRST_ORBIT;
      expect(there).not.toEqual(FIRST_ORBIT);
      expect(afterKey(there, other)?.turn).toBeCloseTo(FIRST_ORBIT.turn);
      expect(afterKey(there, other)?.tilt).toBeCloseTo(FIRST_ORBIT.tilt);
      expect(afterKey(there, other)?.distanceMm).toBeCloseTo(FIRST_ORBIT.distanceMm);
      expect(afterKey(there, 'Home')).toEqual(FIRST_ORBIT);
    }
    expect(afterKey(FIRST_ORBIT, 'a')).toBeNull();
  });

  it('stays within sight', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.1, max: 10, noNaN: true })), (factors) => {
        const { distanceMm } = factors.reduce(zoomed, FIRST_ORBIT);
        expect(distanceMm).toBeGreaterThanOrEqual(150);
        expect(distanceMm).toBeLessThanOrEqual(4000);
      }),
    );
  });
});
