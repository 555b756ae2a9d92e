import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecentReason } from './recent-reason.ts';

describe('the recent reason', () => {
  it('is searched for at most once a second of a stream, at any frame rate', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 60 }),
        (gaps) => {
          const recent = new RecentReason();
          let timeMs = 0;
          let searches = 0;
          for (const gap of gaps) {
            timeMs += gap;
            recent.at(timeMs, () => {
              searches++;
              return 'bent';
            });
          }
          expect(searches).toBeGreaterThan(0);
          expect(searches).toBeLessThanOrEqual(1 + timeMs / 1000);
        },
      ),
    );
  });

  it.each([
    ['a second later', 1000],
    ['of a frame from before', -1],
  ])('is searched for anew %s', (_when, timeMs) => {
    const recent = new RecentReason();
    expect(recent.at(0, () => 'flat')).toBe('flat');
    expect(recent.at(999, () => 'bent')).toBe('flat');
    expect(recent.at(timeMs, () => 'bent')).toBe('bent');
  });

  it('is searched for anew after a look that was not refused', () => {
    const recent = new RecentReason();
    recent.at(0, () => 'flat');
    recent.forget();
    expect(recent.at(1, () => 'folded')).toBe('folded');
  });
});
