import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order.ts';

const timesOf = (times: readonly number[]) =>
  inOrder(times.map((timeMs) => ({ timeMs }))).map(({ timeMs }) => timeMs);

/** Tries every choice. */
function most(times: readonly number[]): number {
  let best = 0;
  for (let choice = 0; choice < 1 << times.length; choice++) {
    const chosen = times.filter((_, i) => choice & (1 << i));
    const rises = chosen.every((time, i) => time >= (chosen[i - 1] ?? -Infinity));
    if (rises) best = Math.max(best, chosen.length);
  }
  return best;
}

describe('frames in order', () => {
  it('are all that are given, where no time falls', () => {
    expect(timesOf([])).toEqual([]);
    expect(timesOf([1, 2, 2, 5])).toEqual([1, 2, 2, 5]);
  });

  it('leave out the frame with a wrong time, and not those after it', () => {
    expect(timesOf([1, 9e12, 2, 3])).toEqual([1, 2, 3]);
    expect(timesOf([10, 20, 0, 30])).toEqual([10, 20, 30]);
  });

  it('are as many as can be, and rise', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 10 }), (times) => {
        const kept = timesOf(times);
        expect(kept).toEqual([...kept].sort((a, b) => a - b));
        expect(kept).toHaveLength(most(times));
      }),
    );
  });
});
