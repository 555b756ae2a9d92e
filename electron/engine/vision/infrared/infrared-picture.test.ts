import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawInfrared } from './infrared-picture.ts';

const draw = (infrared: readonly number[], low: number, high: number) => {
  const out = new Uint8Array(4 * infrared.length);
  drawInfrared(Uint16Array.from(infrared), { low, high }, out);
  return out;
};

describe('drawInfrared', () => {
  it('is grey and opaque, from almost black to white', () => {
    expect([...draw([0, 1000, 11_000, 65_535], 1000, 11_000)]).toEqual(
      [1, 1, 255, 255].flatMap((grey) => [grey, grey, grey, 255]),
    );
  });

  it('lifts the darker half', () => {
    const [middle = 0] = draw([6000], 1000, 11_000);
    expect(middle).toBeGreaterThan(150);
    expect(middle).toBeLessThan(165);
  });

  it('keeps the order of brightness, and is never black, which means that nothing was seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 0, max: 65_535 }),
        fc.integer({ min: 0, max: 65_535 }),
        (values, a, b) => {
          const sorted = [...values].sort((x, y) => x - y);
          const greys = [...draw(sorted, Math.min(a, b), Math.max(a, b))].filter(
            (_, i) => i % 4 === 0,
          );
          expect(greys).toEqual([...greys].sort((x, y) => x - y));
          expect(Math.min(...greys)).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});
