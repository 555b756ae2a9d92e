import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rotationFromAngles } from '../../geometry/euler.ts';
import { rotate } from '../../geometry/rigid.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { millimetresPerTemplatePixel, scaleByFitAndDepth } from './face-scale.ts';
import { scaledAboutMiddle, similarityToImage, TEMPLATE_MIDDLE } from './template.ts';

const loaded = await loadMeanHead(join(import.meta.dirname, '../../../../assets'));
if (!loaded.ok) throw new Error(loaded.problem.message);
const mean = loaded.value;
const metric = millimetresPerTemplatePixel(mean);

/** Millimetres a template pixel of the five points of a head that is turned, as they lie in the picture. */
function fitOf(yaw: number, pitch: number): number {
  const turned = rotationFromAngles(yaw, pitch, 0);
  const five = [[36, 37, 38, 39, 40, 41], [42, 43, 44, 45, 46, 47], [30], [48], [54]].map(
    (group) => {
      const at = (k: number) =>
        group.reduce((sum, i) => sum + (mean.landmarks[3 * i + k] ?? 0), 0) / group.length;
      const [x, y] = rotate(turned, at(0), at(1), at(2));
      return [x, y] as const;
    },
  );
  const { a, b } = similarityToImage(five);
  return Math.hypot(a, b);
}

describe('scaleByFitAndDepth', () => {
  it('leaves a mean head alone that looks ahead', () => {
    expect(scaleByFitAndDepth(fitOf(0, 0), metric)).toBeCloseTo(1, 6);
  });

  it.each([
    [50, 0],
    [-50, 0],
    [0, 40],
    [35, 25],
  ])('takes half of the zoom back of a head turned by %s and %s', (yaw, pitch) => {
    const fitted = fitOf(yaw, pitch);
    expect(fitted).toBeLessThan(0.97 * metric);
    const scaled = fitted * scaleByFitAndDepth(fitted, metric);
    expect(Math.log(scaled / fitted)).toBeCloseTo(Math.log(metric / scaled), 9);
  });

  it.each([
    [0, 1],
    [Infinity, 1],
    [NaN, 1],
    [1, 0],
    [1, NaN],
    [-1, 2],
  ])('changes nothing where a scale is %s or %s', (fitted, other) => {
    expect(scaleByFitAndDepth(fitted, other)).toBe(1);
  });

  it('never more than halves or doubles the area or so', () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (fitted, other) => {
        const factor = scaleByFitAndDepth(fitted, other);
        expect(factor).toBeGreaterThanOrEqual(2 / 3);
        expect(factor).toBeLessThanOrEqual(3 / 2);
      }),
    );
  });
});

describe('scaledAboutMiddle', () => {
  it('keeps the middle of the template where it is and scales everything else', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    const factors = fc.double({ min: 0.5, max: 2, noNaN: true });
    fc.assert(
      fc.property(number, number, number, number, factors, (a, b, tx, ty, factor) => {
        const at = (s: typeof similarity, [x, y]: readonly [number, number]) =>
          [s.a * x - s.b * y + s.tx, s.b * x + s.a * y + s.ty] as const;
        const similarity = { a, b, tx, ty };
        const scaled = scaledAboutMiddle(similarity, factor);
        const [mx, my] = TEMPLATE_MIDDLE;
        const [before, after] = [at(similarity, [mx, my]), at(scaled, [mx, my])];
        expect(after[0]).toBeCloseTo(before[0], 6);
        expect(after[1]).toBeCloseTo(before[1], 6);
        const [p, q] = [at(similarity, [mx + 3, my - 5]), at(scaled, [mx + 3, my - 5])];
        expect(q[0] - after[0]).toBeCloseTo(factor * (p[0] - before[0]), 6);
        expect(q[1] - after[1]).toBeCloseTo(factor * (p[1] - before[1]), 6);
      }),
    );
  });
});
