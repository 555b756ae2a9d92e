import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimit } from './rate-limit.ts';

describe('rate limit', () => {
  it('passes a source of that rate whole, jitter included', () => {
    const limit = new RateLimit(30);
    const times = Array.from({ length: 300 }, (_, i) => i * (1000 / 30) + (i % 2 === 0 ? 0 : 12));
    expect(times.every((time) => limit.passes(time))).toBe(true);
  });

  it('never passes more than the rate allows, plus one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (steps) => {
        const limit = new RateLimit(30);
        let now = 0;
        let passed = 0;
        for (const step of steps) {
          now += step;
          if (limit.passes(now)) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual((now * 30) / 1000 + 2);
      }),
    );
  });
});
