import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RING_TICKS } from '../../../electron/contract/identity.ts';
import { countFilled, directionMarker, tickLine } from './ring-geometry.ts';

describe('tickLine', () => {
  it('starts at the top', () => {
    const { from, to } = tickLine(0, 90, 100);
    expect(from.x).toBeCloseTo(0);
    expect(from.y).toBeCloseTo(-90);
    expect(to.y).toBeCloseTo(-100);
  });

  it('mirrors: image right is drawn left', () => {
    expect(tickLine(RING_TICKS / 4, 90, 100).to.x).toBeCloseTo(-100);
    expect(tickLine((3 * RING_TICKS) / 4, 90, 100).to.x).toBeCloseTo(100);
    expect(tickLine(RING_TICKS / 2, 90, 100).to.y).toBeCloseTo(100);
  });
});

describe('directionMarker', () => {
  const coordinate = fc.double({ min: -3, max: 3, noNaN: true });

  it('stays inside the ring', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const marker = directionMarker({ x, y }, 100);
        expect(Math.hypot(marker.x, marker.y)).toBeLessThanOrEqual(100 + 1e-9);
      }),
    );
  });

  it('points at the tick of the same direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: RING_TICKS - 1 }), (index) => {
        const angle = (2 * Math.PI * index) / RING_TICKS;
        const marker = directionMarker({ x: Math.sin(angle), y: -Math.cos(angle) }, 100);
        const tick = tickLine(index, 90, 100).to;
        expect(marker.x).toBeCloseTo(tick.x);
        expect(marker.y).toBeCloseTo(tick.y);
        expect(marker.opacity).toBe(1);
      }),
    );
  });

  it('hides while the head looks straight ahead', () => {
    expect(directionMarker({ x: 0.05, y: -0.1 }, 100).opacity).toBe(0);
  });
});

describe('countFilled', () => {
  it('counts the ticks that were reached', () => {
    expect(countFilled([true, false, true, true])).toBe(3);
  });
});
