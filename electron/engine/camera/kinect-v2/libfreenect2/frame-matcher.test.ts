import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameMatcher } from './frame-matcher.ts';

/** Ticks between frames. */
const FRAME = 2_000_000;

interface Stamped {
  readonly ticks: number;
  readonly n: number;
}

/** A camera's frame `n`; its clock starts at `start` and wraps. */
const frame = (n: number, start = 0): Stamped => ({ ticks: (start + n * FRAME) >>> 0, n });

function matcher() {
  const pairs: [number, number][] = [];
  const discarded: Stamped[] = [];
  const made = new FrameMatcher<Stamped, Stamped>(
    (depth, color) => pairs.push([depth.n, color.n]),
    (one) => discarded.push(one),
  );
  return { made, pairs, discarded };
}

const both = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i): [number, number] => [from + i, from + i]);

describe('FrameMatcher', () => {
  it('joins frames of one time, whichever camera is later, and by how many frames', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5 }),
        fc.nat(2 ** 32 - 1),
        fc.integer({ min: -900_000, max: 900_000 }),
        (lag, start, skew) => {
          const { made, pairs } = matcher();
          for (let n = 0; n < 30; n++) {
            // Colour is ahead by `lag` frames, or depth behind.
            if (n >= -lag) made.addColor(frame(n + Math.min(0, lag), start + skew));
            if (n >= lag) made.addDepth(frame(n - Math.max(0, lag), start));
          }
          expect(pairs).toEqual(both(0, 30 - Math.abs(lag)));
        },
      ),
    );
  });

  it('leaves out depth for which it was too dark', () => {
    const { made, pairs } = matcher();
    for (let n = 0; n < 20; n++) {
      made.addDepth(frame(n));
      if (n % 2 === 0) made.addColor(frame(n));
    }
    expect(pairs).toEqual(both(0, 20).filter(([n]) => n % 2 === 0));
    // The last one still waits.
    expect(made.unpaired).toBe(9);
  });

  it('gives back every frame exactly once', () => {
    const cameras = fc.array(fc.boolean(), { maxLength: 80 });
    fc.assert(
      fc.property(cameras, (isDepth) => {
        const { made, pairs, discarded } = matcher();
        isDepth.forEach((depth, n) => {
          if (depth) made.addDepth(frame(n));
          else made.addColor(frame(n));
        });
        expect(discarded).toHaveLength(made.unpaired);
        made.clear();
        expect(2 * pairs.length + discarded.length).toBe(isDepth.length);
      }),
    );
  });

  it('finds out that the clocks of the cameras differ', () => {
    const { made, pairs } = matcher();
    for (let n = 0; n < 60; n++) {
      made.addDepth(frame(n));
      made.addColor(frame(n, 777 * FRAME));
    }
    expect(pairs.length).toBeGreaterThan(30);
    for (const [depth, color] of pairs) expect(Math.abs(depth - color)).toBeLessThanOrEqual(6);
  });
});
