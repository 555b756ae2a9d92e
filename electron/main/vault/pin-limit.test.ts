import { describe, expect, it } from 'vitest';
import { afterWrongPin, NO_WRONG_PINS, waitBeforePin } from './pin-limit.ts';

function afterWrong(count: number): { limit: typeof NO_WRONG_PINS; nowMs: number } {
  let limit = NO_WRONG_PINS;
  let nowMs = 1_000;
  for (let i = 0; i < count; i += 1) {
    nowMs += waitBeforePin(limit, nowMs);
    limit = afterWrongPin(limit, nowMs);
  }
  return { limit, nowMs };
}

describe('PIN limit', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 60_000],
    [6, 120_000],
    [7, 240_000],
    [30, 3_600_000],
  ])('after %i wrong PINs waits %i ms', (count, expected) => {
    const { limit, nowMs } = afterWrong(count);
    expect(waitBeforePin(limit, nowMs)).toBe(expected);
  });

  it('makes trying every PIN of four digits take more than a year', () => {
    const { nowMs } = afterWrong(10_000);
    expect(nowMs).toBeGreaterThan(365 * 24 * 3_600_000);
  });

  it('never waits longer because the clock was set backwards', () => {
    const { limit } = afterWrong(5);
    expect(waitBeforePin(limit, -1e12)).toBe(3_600_000);
  });
});
