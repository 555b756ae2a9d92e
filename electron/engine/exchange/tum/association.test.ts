import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { associate, countAssociations, type IndexEntry } from './association.ts';

// eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
async function* entries(times: readonly number[]): AsyncGenerator<Result<IndexEntry>> {
  for (const timeMs of times) yield succeed({ timeMs, file: String(timeMs) });
}

const rising = fc
  .uniqueArray(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })
  .map((times) => times.sort((a, b) => a - b));

describe('associate', () => {
  it('finds what a search through everything finds', async () => {
    await fc.assert(
      fc.asyncProperty(rising, rising, fc.nat(60), async (depths, colors, tolerance) => {
        const found: [number, number][] = [];
        for await (const pair of associate(entries(depths), entries(colors), tolerance)) {
          if (!pair.ok) throw new Error(pair.problem.message);
          const { depth, color, sequence } = pair.value;
          expect(depths[sequence]).toBe(depth.timeMs);
          found.push([depth.timeMs, Math.abs(color.timeMs - depth.timeMs)]);
        }
        const expected = depths
          .map((time) => [time, Math.min(...colors.map((color) => Math.abs(color - time)))])
          .filter(([, distance = Infinity]) => distance <= tolerance);
        expect(found).toEqual(expected);
      }),
    );
  });

  it('ends at the first problem of either list', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
    async function* broken(): AsyncGenerator<Result<IndexEntry>> {
      yield succeed({ timeMs: 0, file: '' });
      yield fail('files-unreadable', 'broken');
    }
    for (const pairs of [
      associate(broken(), entries([0, 1]), 5),
      associate(entries([0, 1]), broken(), 5),
    ]) {
      expect(await countAssociations(pairs)).toMatchObject({ problem: { message: 'broken' } });
    }
  });
});
