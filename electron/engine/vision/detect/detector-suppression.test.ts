import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersectionOverUnion, suppressOverlaps } from './detector-suppression.ts';
import type { Candidate } from './detector-suppression.ts';

const candidate = (score: number, ...values: number[]): Candidate => ({
  score,
  values: Float64Array.from(values),
});

const side = fc.double({ min: 1, max: 60, noNaN: true });
const place = fc.double({ min: 0, max: 200, noNaN: true });
const anyCandidate = fc
  .tuple(fc.double({ min: 0.1, max: 1, noNaN: true }), place, place, side, side)
  .map(([score, x, y, width, height]) => candidate(score, x, y, x + width, y + height));

describe('intersectionOverUnion', () => {
  it('is 1 for a box with itself, 0 for boxes apart, a third for halves overlapping', () => {
    const box = candidate(1, 0, 0, 10, 10);
    expect(intersectionOverUnion(box, box)).toBe(1);
    expect(intersectionOverUnion(box, candidate(1, 10, 0, 20, 10))).toBe(0);
    expect(intersectionOverUnion(box, candidate(1, 5, 0, 15, 10))).toBeCloseTo(1 / 3);
  });

  it('does not depend on the order and stays between 0 and 1', () => {
    fc.assert(
      fc.property(anyCandidate, anyCandidate, (a, b) => {
        const overlap = intersectionOverUnion(a, b);
        expect(overlap).toBeCloseTo(intersectionOverUnion(b, a), 12);
        expect(overlap).toBeGreaterThanOrEqual(0);
        expect(overlap).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
});

describe('suppressOverlaps', () => {
  it('averages overlapping candidates by their scores and keeps the best score', () => {
    const [merged, ...others] = suppressOverlaps(
      [candidate(0.3, 2, 0, 12, 10, 7), candidate(0.9, 0, 0, 10, 10, 5)],
      0.3,
    );
    expect(others).toEqual([]);
    expect(merged?.score).toBe(0.9);
    expect([...(merged?.values ?? [])].map((value) => Number(value.toFixed(9)))).toEqual([
      0.5, 0, 10.5, 10, 5.5,
    ]);
  });

  it('keeps faces that lie apart, best first', () => {
    const kept = suppressOverlaps(
      [candidate(0.6, 0, 0, 10, 10), candidate(0.8, 50, 50, 60, 60)],
      0.3,
    );
    expect(kept.map(({ score }) => score)).toEqual([0.8, 0.6]);
  });

  it('keeps a box without area once', () => {
    expect(suppressOverlaps([candidate(0.5, 3, 3, 3, 3)], 0.3)).toHaveLength(1);
    expect(suppressOverlaps([], 0.3)).toEqual([]);
  });

  it('falls in score, never adds boxes and stays within what it was given', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate, { minLength: 1, maxLength: 20 }), (candidates) => {
        const kept = suppressOverlaps(candidates, 0.3);
        expect(kept.length).toBeLessThanOrEqual(candidates.length);
        const scores = kept.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        const lefts = candidates.map(({ values }) => values[0] ?? 0);
        for (const { values } of kept) {
          expect(values[0]).toBeGreaterThanOrEqual(Math.min(...lefts) - 1e-9);
          expect(values[0]).toBeLessThanOrEqual(Math.max(...lefts) + 1e-9);
        }
      }),
    );
  });
});
