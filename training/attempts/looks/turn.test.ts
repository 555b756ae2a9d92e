import { describe, expect, it } from 'vitest';
import { directionOf, turnAfter } from './turn.ts';

/** Signs of yaw and pitch. */
const WAYS = { left: [1, 0], right: [-1, 0], up: [0, -1], down: [0, 1] } as const;

describe('a turn of the head that was asked for', () => {
  it.each(['left', 'right', 'up', 'down'] as const)(
    'goes %s far enough, and nowhere before anybody could react',
    (direction) => {
      const [toYaw, toPitch] = WAYS[direction];
      expect(Math.hypot(...Object.values(turnAfter(direction, 0.3)))).toBe(0);
      for (const seconds of [1.2, 5]) {
        // The lock asks for 12° of yaw or 8° of pitch.
        const { yaw, pitch } = turnAfter(direction, seconds);
        expect(yaw * toYaw + pitch * toPitch).toBeGreaterThan(toYaw === 0 ? 8 : 12);
        expect(Math.abs(yaw * toPitch) + Math.abs(pitch * toYaw)).toBe(0);
      }
    },
  );

  it('is told from other hints', () => {
    expect(directionOf('turn-head-up')).toBe('up');
    expect(directionOf('look-at-camera')).toBeNull();
    expect(directionOf('none')).toBeNull();
  });
});
