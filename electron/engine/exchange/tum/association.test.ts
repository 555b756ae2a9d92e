import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { associate, type IndexEntry } from './association.ts';

const entries = (times: readonly number[]): readonly IndexEntry[] =>
  times.map((timeMs) => ({ timeMs, file: String(timeMs) }));

const rising = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })
  .map((times) => times.sort((a, b) => a - b));

describe('associate', () => {
  it('finds what a search through everything finds', () => {
    fc.assert(
      fc.property(rising, rising, fc.nat(60), (depths, colors, tolerance) => {
        const found = associate(entries(depths), entries(colors), tolerance).map(
          ({ depth, color, sequence }) => {
            expect(depths[sequence]).toBe(depth.timeMs);
            return [depth.timeMs, Math.abs(color.timeMs - depth.timeMs)];
          },
        );
        const expected = depths
          .map((time) => [time, Math.min(...colors.map((color) => Math.abs(color - time)))])
          .filter(([, distance = Infinity]) => distance <= tolerance);
        expect(found).toEqual(expected);
      }),
    );
  });
});
