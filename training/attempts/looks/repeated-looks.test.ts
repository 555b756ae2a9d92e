import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FEWEST_FRAMES, placeOf } from './repeated-looks.ts';

it('shows all looks before it repeats one, and the first three never again', () => {
  fc.assert(
    fc.property(fc.integer({ min: FEWEST_FRAMES, max: 40 }), fc.nat(200), (frames, more) => {
      const places = Array.from({ length: frames + more }, (_, k) => placeOf(k, frames));
      expect(places.slice(0, frames)).toEqual(Array.from({ length: frames }, (_, k) => k));
      for (const place of places.slice(frames)) {
        expect(place).toBeGreaterThanOrEqual(FEWEST_FRAMES - 1);
        expect(place).toBeLessThan(frames);
      }
    }),
  );
  expect(Array.from({ length: 8 }, (_, k) => placeOf(k, 5))).toEqual([0, 1, 2, 3, 4, 3, 4, 3]);
});
