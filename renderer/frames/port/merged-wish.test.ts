import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FrameWish } from '../../../electron/contract/window/bridge.ts';
import { isSameWish, mergedWish, NOTHING_WISHED } from './merged-wish.ts';

const anyWish: fc.Arbitrary<FrameWish> = fc.record({
  picture: fc.constantFrom('none' as const, 'head' as const, 'whole' as const),
  side: fc.integer({ min: 0, max: 4000 }),
  registered: fc.constantFrom(0, 200, 640, Infinity),
});

it('serves every canvas, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.array(anyWish, { maxLength: 6 }), (wishes) => {
      const merged = mergedWish(wishes);
      for (const wish of wishes) {
        expect(merged.registered).toBeGreaterThanOrEqual(wish.registered);
        if (wish.picture === 'none') continue;
        expect(merged.picture).toBe(merged.picture === 'whole' ? 'whole' : wish.picture);
        expect(merged.side).toBeGreaterThanOrEqual(wish.side);
      }
      expect(isSameWish(merged, mergedWish([...wishes].reverse()))).toBe(true);
    }),
  );
});

it('wishes nothing without a canvas', () => {
  expect(mergedWish([])).toEqual(NOTHING_WISHED);
});
