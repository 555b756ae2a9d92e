import { describe, expect, it } from 'vitest';
import { hasTurned } from '../../electron/engine/identity/attempt/turn-challenge.ts';
import { directionOf, turnAfter } from './turn.ts';

describe('a turn of the head that was asked for', () => {
  it.each(['left', 'right', 'up', 'down'] as const)(
    'goes %s far enough, and nowhere before anybody could react',
    (direction) => {
      const challenge = { direction, from: { yaw: 3, pitch: -2 }, sinceMs: 0 };
      const after = (seconds: number) => {
        const { yaw, pitch } = turnAfter(direction, seconds);
        return { yaw: 3 + yaw, pitch: pitch - 2 };
      };
      expect(after(0.3)).toEqual({ yaw: 3, pitch: -2 });
      expect(hasTurned(challenge, after(0.6))).toBe(false);
      expect(hasTurned(challenge, after(1.2))).toBe(true);
      expect(hasTurned(challenge, after(5))).toBe(true);
    },
  );

  it('is told from other hints', () => {
    expect(directionOf('turn-head-up')).toBe('up');
    expect(directionOf('look-at-camera')).toBeNull();
    expect(directionOf('none')).toBeNull();
  });
});
