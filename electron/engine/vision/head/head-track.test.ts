import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeadTrack, type SeenHead } from './head-track.ts';

const at = (timeMs: number, x: number, isFollowed = true): SeenHead => ({
  timeMs,
  place: [x, 0, 650],
  isFollowed,
});

const numbers = (track: HeadTrack, heads: readonly SeenHead[]) => heads.map((h) => track.see(h));

describe('HeadTrack', () => {
  it('keeps the number of a head that sways', () => {
    const heads = Array.from({ length: 60 }, (_, k) => at(33 * k, 80 * Math.sin(k / 5)));
    expect(new Set(numbers(new HeadTrack(), heads))).toEqual(new Set([1]));
  });

  it('begins another number where no head was seen in between', () => {
    const track = new HeadTrack();
    expect(track.see(at(0, 0))).toBe(1);
    track.lose();
    expect(track.see(at(33, 0))).toBe(2);
    expect(track.see(at(66, 0))).toBe(2);
  });

  it('begins another number where a head lies elsewhere', () => {
    expect(numbers(new HeadTrack(), [at(0, 0), at(33, 150), at(66, 150)])).toEqual([1, 2, 2]);
    const farther = { ...at(33, 0), place: [0, 0, 800] as const };
    expect(numbers(new HeadTrack(), [at(0, 0), farther])).toEqual([1, 2]);
  });

  it('never takes a head beside for the same, however few frames come', () => {
    expect(numbers(new HeadTrack(), [at(0, 0), at(500, 250)])).toEqual([1, 2]);
    expect(numbers(new HeadTrack(), [at(0, 0), at(500, 150, false)])).toEqual([1, 2]);
  });

  it('begins another number after a long gap, and where time runs back', () => {
    expect(numbers(new HeadTrack(), [at(0, 0), at(1600, 0)])).toEqual([1, 2]);
    expect(numbers(new HeadTrack(), [at(100, 0), at(50, 0)])).toEqual([1, 2]);
  });

  it('never goes back to an earlier number', () => {
    const head = fc.record({
      timeMs: fc.integer({ min: 0, max: 3000 }),
      place: fc.tuple(fc.integer({ max: 500 }), fc.constant(0), fc.constant(700)),
      isFollowed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.option(head)), (heads) => {
        const track = new HeadTrack();
        let last = 0;
        for (const seen of heads) {
          if (seen === null) track.lose();
          else {
            const number = track.see(seen);
            expect([last, last + 1]).toContain(number);
            last = number;
          }
        }
      }),
    );
  });
});
