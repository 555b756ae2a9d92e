import { describe, expect, it } from 'vitest';
import { Confirmation } from './confirmation.ts';

describe('a confirmation', () => {
  const opening = {};
  let nowMs = 0;
  const given = (): Confirmation => {
    nowMs = 1000;
    const confirmation = new Confirmation(() => nowMs);
    confirmation.give(opening);
    return confirmation;
  };

  it('serves one action', () => {
    const confirmation = given();
    expect([confirmation.take(opening), confirmation.take(opening)]).toEqual([true, false]);
  });

  it.each([
    [60_000, true],
    [60_001, false],
    [-1, false],
  ])('is worth something after %d ms: %s', (passedMs, isWorth) => {
    const confirmation = given();
    nowMs += passedMs;
    expect(confirmation.take(opening)).toBe(isWorth);
  });

  it('is worth nothing once it was locked, or opened again', () => {
    expect(given().take({})).toBe(false);
    expect(given().take(null)).toBe(false);
  });

  it('is worth nothing unless it was given', () => {
    expect(new Confirmation(() => 0).take(opening)).toBe(false);
  });
});
