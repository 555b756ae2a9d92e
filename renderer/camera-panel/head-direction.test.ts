import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  directionAfterKey,
  directionAt,
  limitDirection,
  PITCH_LIMIT,
  placeOf,
  YAW_LIMIT,
} from './head-direction.ts';

describe('head direction', () => {
  it('looks straight ahead in the middle and to the limits in the corners', () => {
    expect(directionAt(0.5, 0.5)).toEqual({ yaw: 0, pitch: 0 });
    expect(directionAt(1, 0)).toEqual({ yaw: YAW_LIMIT, pitch: -PITCH_LIMIT });
  });

  it('follows the pointer outside the pad only to the limits', () => {
    expect(directionAt(-3, 9)).toEqual({ yaw: -YAW_LIMIT, pitch: PITCH_LIMIT });
  });

  it('puts the marker where the pointer was, within a degree', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (x, y) => {
        const place = placeOf(directionAt(x, y));
        expect(Math.abs(place.x - x)).toBeLessThanOrEqual(0.5 / (2 * YAW_LIMIT) + 1e-9);
        expect(Math.abs(place.y - y)).toBeLessThanOrEqual(0.5 / (2 * PITCH_LIMIT) + 1e-9);
      }),
    );
  });

  it('turns by the arrow keys and stops at the limits', () => {
    expect(directionAfterKey('ArrowLeft', { yaw: 0, pitch: 0 })).toEqual({ yaw: -4, pitch: 0 });
    expect(directionAfterKey('ArrowDown', { yaw: 0, pitch: PITCH_LIMIT })?.pitch).toBe(PITCH_LIMIT);
    expect(directionAfterKey('Home', { yaw: 20, pitch: -8 })).toEqual({ yaw: 0, pitch: 0 });
    expect(directionAfterKey('Tab', { yaw: 0, pitch: 0 })).toBeNull();
  });

  it('never yields a negative zero, which would cross the border as another value', () => {
    expect(Object.is(limitDirection({ yaw: -0.2, pitch: 0 }).yaw, 0)).toBe(true);
  });
});
