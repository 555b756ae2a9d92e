import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { compareRatios, describe, verdictOf } from './compare.ts';

suite('a ratio beside the committed one', () => {
  it('is as before within a fifth, worse up to a half, and fails beyond', () => {
    expect(verdictOf(1.19, 1)).toBe('as before');
    expect(verdictOf(1.21, 1)).toBe('worse');
    expect(verdictOf(1.49, 1)).toBe('worse');
    expect(verdictOf(1.51, 1)).toBe('fails');
    expect(verdictOf(0.5, 1)).toBe('better');
  });

  it('is judged by its share alone, whatever its size', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        fc.constantFrom(0.5, 0.9, 1.1, 1.3, 1.7),
        (committed, share) => {
          expect(verdictOf(committed * share, committed)).toBe(verdictOf(share, 1));
        },
      ),
    );
  });

  it('fails where nothing was measured', () => expect(verdictOf(NaN, 1)).toBe('fails'));

  it('is told too where there is only one of the two', () => {
    const compared = compareRatios({ a: 1, b: 2 }, { b: 2, c: 3 });
    expect(Object.fromEntries(compared.map(({ name, verdict }) => [name, verdict]))).toEqual({
      a: 'new',
      b: 'as before',
      c: 'gone',
    });
    expect(compared.map(describe).join('\n')).toContain('b: 2.00, committed 2.00, +0 %');
  });
});
