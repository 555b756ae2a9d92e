import fc from 'fast-check';
import { expect, it } from 'vitest';
import { medianOfFew } from './median.ts';

it('is the value in the middle of the sorted ones', () => {
  const values = fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 70 });
  fc.assert(
    fc.property(values, (list) => {
      const sorted = Float64Array.from(list).sort();
      // 0 and −0 are equal, whichever comes first.
      expect(medianOfFew(Float64Array.from(list), list.length) === sorted[list.length >> 1]).toBe(
        true,
      );
    }),
  );
});

it('looks at no more values than it is told, and at none finds nothing', () => {
  expect(medianOfFew(Float64Array.of(3, 1, 2, 900), 3)).toBe(2);
  expect(medianOfFew(Float64Array.of(3, 1, 2), 0)).toBeNull();
});
