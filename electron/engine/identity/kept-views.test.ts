import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isWorthKeeping,
  keepView,
  NO_VIEWS,
  referencesBeside,
  referencesOf,
  worstHeld,
} from './kept-views.ts';

/** A view that is told from others by its yaw. */
const view = (yaw: number, quality: number) => ({
  reference: { embedding: new Float32Array(0), yaw, pitch: 0, spectrum: 'colour' as const },
  quality,
});

const steps = fc.array(
  fc.record({
    place: fc.constantFrom('a', 'b', 'c'),
    quality: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  { maxLength: 40 },
);

describe('kept views', () => {
  it('are one a place, at most a little worse than the best that was there', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        const views = steps.reduce(
          (before, { place, quality }, i) => keepView(before, place, view(i, quality)),
          NO_VIEWS,
        );
        const places = [...new Set(steps.map(({ place }) => place))];
        expect(views.held.map(({ place }) => place).sort()).toEqual(places.sort());
        expect(referencesOf(views)).toHaveLength(places.length);
        for (const { place, reference, quality } of views.held) {
          const there = steps.filter((step) => step.place === place);
          const best = Math.max(...there.map((step) => step.quality));
          expect(best - quality).toBeLessThan(0.1);
          expect(steps[reference.yaw]).toEqual({ place, quality });
        }
      }),
    );
  });

  it('change by what is worth keeping alone', () => {
    fc.assert(
      fc.property(steps, (steps) => {
        let views = NO_VIEWS;
        for (const [i, { place, quality }] of steps.entries()) {
          const isWorth = isWorthKeeping(views, place, view(i, quality));
          const after = keepView(views, place, view(i, quality));
          expect(after === views).toBe(!isWorth);
          views = after;
        }
      }),
    );
  });

  it('of other places are what a candidate is compared with', () => {
    const views = keepView(keepView(NO_VIEWS, 'a', view(1, 0)), 'b', view(2, 0));
    expect(referencesBeside(views, 'a').map(({ yaw }) => yaw)).toEqual([2]);
    expect(referencesBeside(views, 'c').map(({ yaw }) => yaw)).toEqual([1, 2]);
  });

  it('know the worst of some places', () => {
    const views = keepView(keepView(NO_VIEWS, 'a', view(1, 0.3)), 'b', view(2, -0.2));
    expect(worstHeld(views, () => true)).toBe('b');
    expect(worstHeld(views, (place) => place === 'a')).toBe('a');
    expect(worstHeld(views, () => false)).toBeNull();
  });
});
