import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Presence } from './depth-presence.ts';
import { SearchPace } from './search-pace.ts';

interface Step {
  readonly timeMs: number;
  readonly presence: Presence;
  readonly found?: boolean;
}

/** Times of the frames that were searched. */
function searchedAmong(steps: readonly Step[]): number[] {
  const pace = new SearchPace();
  return steps
    .filter(({ timeMs, presence, found = false }) => {
      const due = pace.isDue(timeMs, presence);
      if (due) pace.searched(timeMs, found);
      return due;
    })
    .map(({ timeMs }) => timeMs);
}

const FRAME_MS = 1000 / 30;
const frames = (count: number, presence: Presence, fromMs = 0, everyMs = FRAME_MS): Step[] =>
  Array.from({ length: count }, (_, k) => ({ timeMs: fromMs + k * everyMs, presence }));

const anyPresence = fc.constantFrom<Presence>('nobody', 'somebody', 'unknown');
const largestOf = (values: readonly number[]): number => Math.max(...values);
const gapsOf = (times: readonly number[]): number[] =>
  times.slice(1).map((time, k) => time - (times[k] ?? 0));

describe('SearchPace', () => {
  it('searches the first frame of each stream', () => {
    expect(searchedAmong(frames(3, 'nobody'))).toEqual([0]);
    expect(searchedAmong(frames(3, 'nobody', 100))).toEqual([100]);
  });

  it.each(['somebody', 'unknown'] as const)(
    'searches at most five frames a second where depth says %s, and never rests longer than a quarter',
    (presence) => {
      const times = searchedAmong(frames(300, presence));
      expect(times.length).toBeLessThanOrEqual(51);
      expect(largestOf(gapsOf(times))).toBeLessThanOrEqual(250);
    },
  );

  it('looks now and then where depth says that nobody is there', () => {
    const times = searchedAmong(frames(300, 'nobody'));
    expect(times.length).toBeLessThanOrEqual(8);
    expect(largestOf(gapsOf(times))).toBeLessThanOrEqual(2000);
  });

  it('looks within 250 ms of somebody who comes, whenever they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (comes) => {
        const steps = [...frames(comes, 'nobody'), ...frames(30, 'somebody', comes * FRAME_MS)];
        const first = searchedAmong(steps).find((timeMs) => timeMs >= comes * FRAME_MS);
        expect(first).toBeLessThanOrEqual(comes * FRAME_MS + 250);
      }),
    );
  });

  it('searches every frame for a while after somebody was there', () => {
    const steps = frames(31, 'nobody').map((step, k) => ({ ...step, found: k === 0 }));
    const times = searchedAmong(steps);
    expect(times.filter((timeMs) => timeMs < 500)).toHaveLength(15);
    expect(times.length).toBeLessThan(20);
  });

  it('searches every frame of a camera slower than five a second where somebody may be', () => {
    expect(searchedAmong(frames(20, 'somebody', 0, 333))).toHaveLength(20);
  });

  it('searches where the clock stands still, runs back or is none', () => {
    const times = [0, 0, 50, -3000, -2950, NaN, 10];
    const steps = times.map((timeMs): Step => ({ timeMs, presence: 'nobody' }));
    expect(searchedAmong(steps)).toEqual([0, 0, -3000, NaN, 10]);
  });

  it('never leaves out more than sixty frames, whatever the clock says', () => {
    const anyTime = fc.oneof(fc.double({ noNaN: false }), fc.double({ min: 0, max: 2000 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(anyTime, anyPresence), { maxLength: 400 }), (steps) => {
        const pace = new SearchPace();
        let leftOut = 0;
        for (const [timeMs, presence] of steps) {
          const due = pace.isDue(timeMs, presence);
          if (due) pace.searched(timeMs, false);
          leftOut = due ? 0 : leftOut + 1;
          expect(leftOut).toBeLessThanOrEqual(60);
        }
      }),
    );
    const creeping = frames(100, 'somebody', 0, 1e-3);
    expect(searchedAmong(creeping)).toHaveLength(2);
  });
});
