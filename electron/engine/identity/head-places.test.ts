import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RING_TICKS } from '../../contract/identity.ts';
import { FAR_PLACES, farPlaceOf, placesOfTicks, RING_PLACES } from './head-places.ts';

const POSE = { yaw: 0, pitch: 0, roll: 0, distanceMm: 650, interOcularMm: 63 };
const TICKS = Array.from({ length: RING_TICKS }, (_, tick) => tick);

describe('places on the ring', () => {
  it('are 18: every lower tick its own, every two upper ones one', () => {
    expect(RING_PLACES).toBe(18);
    const lower = TICKS.slice(7, 18);
    expect(new Set(placesOfTicks(lower)).size).toBe(11);
    const upper = TICKS.filter((tick) => !lower.includes(tick));
    expect(new Set(placesOfTicks(upper)).size).toBe(7);
  });

  it('are alike to the left and to the right', () => {
    const mirrored = TICKS.map((tick) => (RING_TICKS - tick) % RING_TICKS);
    for (const a of TICKS) {
      for (const b of TICKS) {
        const together = placesOfTicks([a, b]).length === 1;
        const mirror = placesOfTicks([mirrored[a] ?? 0, mirrored[b] ?? 0]).length === 1;
        expect(mirror).toBe(together);
      }
    }
  });

  it('are named once, in the order of the ticks', () => {
    expect(placesOfTicks([12, 11, 12])).toEqual([12, 11]);
    expect(placesOfTicks([2, 1])).toHaveLength(1);
    expect(placesOfTicks([])).toEqual([]);
  });
});

describe('places beyond the ring', () => {
  const at = (yaw: number, pitch: number) => farPlaceOf({ ...POSE, yaw, pitch });

  it('begin at 28° aside and at 20° down, and nowhere above', () => {
    expect(at(27.9, 0)).toBeNull();
    expect(at(28, 0)).not.toBeNull();
    expect(at(-28, 0)).not.toBeNull();
    expect(at(0, 19.9)).toBeNull();
    expect(at(0, 20)).not.toBeNull();
    expect(at(0, -40)).toBeNull();
    expect(at(NaN, 0)).toBeNull();
  });

  it('differ by direction and by how far', () => {
    const places = [
      at(30, 0),
      at(40, 0),
      at(-30, 0),
      at(0, 22),
      at(0, 30),
      at(28, 22),
      at(-28, 22),
    ];
    expect(new Set(places).size).toBe(places.length);
  });

  it('are numbered from 0', () => {
    const angle = fc.double({ min: -90, max: 90, noNaN: true });
    fc.assert(
      fc.property(angle, angle, (yaw, pitch) => {
        const place = at(yaw, pitch);
        if (place === null) return;
        expect(Number.isInteger(place)).toBe(true);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThan(FAR_PLACES);
      }),
    );
  });
});
