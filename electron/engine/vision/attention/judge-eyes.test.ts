import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EyeLimits } from './eye-network.ts';
import { judgeEyes } from './judge-eyes.ts';

const LIMITS: EyeLimits = { closed: { open: -1, closed: 2 }, aside: 3 };

describe('judgeEyes', () => {
  it.each([
    ['eyes-closed', { closed: 2, aside: -9 }],
    ['unknown', { closed: 1.9, aside: -9 }],
    ['unknown', { closed: -0.9, aside: 9 }],
    ['looks-away', { closed: -1, aside: 3 }],
    ['attentive', { closed: -1, aside: 2.9 }],
  ] as const)('says %s of %j', (attention, score) => {
    expect(judgeEyes([score], LIMITS)).toBe(attention);
    expect(judgeEyes([score, score], LIMITS)).toBe(attention);
  });

  it('says nothing of no eye, and nothing of what is no number', () => {
    expect(judgeEyes([], LIMITS)).toBe('unknown');
    expect(judgeEyes([{ closed: NaN, aside: 0 }], LIMITS)).toBe('unknown');
    expect(judgeEyes([{ closed: -5, aside: NaN }], LIMITS)).toBe('unknown');
  });

  it('says the same whichever eye comes first', () => {
    const score = fc.record({
      closed: fc.double({ min: -9, max: 9, noNaN: true }),
      aside: fc.double({ min: -9, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(score, score, (one, other) => {
        expect(judgeEyes([one, other], LIMITS)).toBe(judgeEyes([other, one], LIMITS));
      }),
    );
  });
});
