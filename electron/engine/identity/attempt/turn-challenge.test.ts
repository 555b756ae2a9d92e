import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askForTurn,
  hasExpired,
  hasTurned,
  turnHint,
  TURN_LIMIT_MS,
  type TurnDirection,
} from './turn-challenge.ts';

const AHEAD = { yaw: 2, pitch: -3 };
const asked = (direction: TurnDirection) => ({ direction, from: AHEAD, sinceMs: 0 });
const turned = (yaw: number, pitch: number) => ({
  yaw: AHEAD.yaw + yaw,
  pitch: AHEAD.pitch + pitch,
});

describe('a turn of the head', () => {
  it('is drawn from all directions alike', () => {
    const drawn = [0, 0.26, 0.51, 0.76].map((chance) => askForTurn(AHEAD, 0, chance).direction);
    expect(new Set(drawn)).toEqual(new Set(['left', 'right', 'up', 'down']));
    const many = Array.from({ length: 400 }, (_, i) => askForTurn(AHEAD, 0, i / 400).direction);
    for (const direction of drawn) {
      expect(many.filter((other) => other === direction)).toHaveLength(100);
    }
  });

  it.each([
    [{ yaw: 20, pitch: 0 }, ['right', 'up', 'down']],
    [{ yaw: -20, pitch: 0 }, ['left', 'up', 'down']],
    [{ yaw: 0, pitch: 14 }, ['left', 'right', 'up']],
    [{ yaw: 30, pitch: -19 }, ['right', 'down']],
  ])('from %j is asked for only where the head can still turn', (from, possible) => {
    const drawn = Array.from({ length: 60 }, (_, i) => askForTurn(from, 0, i / 60).direction);
    expect(new Set(drawn)).toEqual(new Set(possible));
  });

  it.each([
    ['left', turned(12, 0)],
    ['right', turned(-12, 0)],
    ['up', turned(0, -8)],
    ['down', turned(0, 8)],
    ['left', turned(20, 15)],
  ] as const)('to the %s is done at %j', (direction, pose) => {
    expect(hasTurned(asked(direction), pose)).toBe(true);
  });

  it.each([
    ['left', 'not far enough', turned(11.9, 0)],
    ['left', 'the other way', turned(-30, 0)],
    ['left', 'more up than left', turned(13, -14)],
    ['right', 'the other way', turned(30, 0)],
    ['up', 'not far enough', turned(0, -7.9)],
    ['up', 'down', turned(0, 20)],
    ['down', 'more aside than down', turned(12, 9)],
    ['down', 'no number', turned(NaN, NaN)],
  ] as const)('to the %s is not done %s', (direction, _, pose) => {
    expect(hasTurned(asked(direction), pose)).toBe(false);
  });

  it('may take six seconds', () => {
    expect(hasExpired({ ...asked('up'), sinceMs: 1000 }, 1000 + TURN_LIMIT_MS)).toBe(false);
    expect(hasExpired({ ...asked('up'), sinceMs: 1000 }, 1001 + TURN_LIMIT_MS)).toBe(true);
  });

  it('is said by the hint', () => {
    expect(turnHint(asked('left'))).toBe('turn-head-left');
    expect(turnHint(asked('down'))).toBe('turn-head-down');
  });
});

describe('properties', () => {
  const pose = fc.record({
    yaw: fc.double({ min: -35, max: 35, noNaN: true }),
    pitch: fc.double({ min: -20, max: 20, noNaN: true }),
  });
  const chance = fc.double({ min: 0, max: 1, noNaN: true });

  it('no pose answers two directions, and staying answers none', () => {
    const directions = ['left', 'right', 'up', 'down'] as const;
    fc.assert(
      fc.property(pose, pose, (from, to) => {
        const done = directions.filter((direction) =>
          hasTurned({ direction, from, sinceMs: 0 }, to),
        );
        expect(done.length).toBeLessThanOrEqual(1);
        for (const direction of directions) {
          expect(hasTurned({ direction, from, sinceMs: 0 }, from)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('what is asked for can be done within what is judged', () => {
    fc.assert(
      fc.property(pose, chance, (from, drawn) => {
        const challenge = askForTurn(from, 0, drawn);
        const way = { left: [12, 0], right: [-12, 0], up: [0, -8], down: [0, 8] } as const;
        const [yaw, pitch] = way[challenge.direction];
        const to = { yaw: from.yaw + yaw, pitch: from.pitch + pitch };
        const slightly = 1e-9;
        expect(
          hasTurned(challenge, {
            yaw: to.yaw + Math.sign(yaw) * slightly,
            pitch: to.pitch + Math.sign(pitch) * slightly,
          }),
        ).toBe(true);
        if (yaw !== 0) expect(Math.abs(to.yaw)).toBeLessThanOrEqual(35);
        else expect(Math.abs(to.pitch)).toBeLessThanOrEqual(20);
      }),
    );
  });
});
