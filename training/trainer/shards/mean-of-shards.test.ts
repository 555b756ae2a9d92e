import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allFinite, meanOfShards } from './mean-of-shards.ts';

const shard = (values: Float32Array) => ({
  gradient: values,
  losses: values,
  statistics: values,
});

describe('meanOfShards', () => {
  it('is the mean of every number, whether of one, two or more shards', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 3, maxLength: 3 }), {
          minLength: 1,
          maxLength: 5,
        }),
        (rows) => {
          const mean = shard(new Float32Array(3));
          const shards = rows.map((row) => shard(Float32Array.from(row)));
          meanOfShards(shards, mean);
          const sum = (column: number) =>
            rows.reduce((total, row) => total + (row[column] ?? 0), 0);
          const expected = [0, 1, 2].map((column) => Math.fround(sum(column) / rows.length));
          expect([...mean.gradient]).toEqual(expected.map((value) => value + 0));
        },
      ),
    );
  });
});

describe('allFinite', () => {
  it('finds NaN and infinities anywhere, and nothing else', () => {
    expect(allFinite(Float32Array.of(0, -0, 3.4e38, -3.4e38, 1e-45))).toBe(true);
    expect(allFinite(new Float32Array())).toBe(true);
    for (const wrong of [NaN, Infinity, -Infinity]) {
      for (const at of [0, 1, 2]) {
        const values = Float32Array.of(1, 2, 3);
        values[at] = wrong;
        expect(allFinite(values)).toBe(false);
      }
    }
  });
});
