import { describe, expect, it } from 'vitest';
import { EYE_CROP, EYE_PIXELS } from './eye-crop.ts';
import { describeEye, EYE_FEATURES } from './eye-features.ts';

function featuresOf(grey: (x: number, y: number) => number): Float32Array {
  const { width } = EYE_CROP;
  const pixels = Float32Array.from({ length: EYE_PIXELS }, (_, i) =>
    grey(i % width, Math.floor(i / width)),
  );
  const features = new Float32Array(EYE_FEATURES);
  describeEye(pixels, features);
  return features;
}

/** Sums of the eight directions over all cells, squared as the roots are. */
const directionsOf = (features: Float32Array): number[] =>
  Array.from({ length: 8 }, (_, k) => {
    let sum = 0;
    for (let cell = 0; cell < 40; cell++) sum += (features[8 * cell + k] ?? 0) ** 2;
    return sum;
  });

describe('describeEye', () => {
  it('finds the direction in which it gets brighter', () => {
    const right = directionsOf(featuresOf((x) => 0.1 * x));
    expect(right.indexOf(Math.max(...right))).toBe(0);
    expect(right[4]).toBe(0);
    const up = directionsOf(featuresOf((_x, y) => -0.1 * y));
    expect(up.indexOf(Math.max(...up))).toBe(6);
    expect(up[2]).toBeCloseTo(0, 9);
  });

  it('does not depend on brightness and hardly on contrast', () => {
    const eye = (x: number, y: number) => (Math.hypot(x - 15, y - 9) < 4 ? -1 : 1);
    const [as, brighter] = [featuresOf(eye), featuresOf((x, y) => eye(x, y) + 5)];
    const stronger = featuresOf((x, y) => 2 * eye(x, y));
    for (let i = 0; i < 320; i++) {
      expect(brighter[i]).toBeCloseTo(as[i] ?? NaN, 3);
      expect(Math.abs((stronger[i] ?? NaN) - (as[i] ?? NaN))).toBeLessThan(0.05);
    }
  });

  it('is nothing where there is nothing, and overwrites what was there', () => {
    const features = new Float32Array(EYE_FEATURES).fill(7);
    describeEye(new Float32Array(EYE_PIXELS), features);
    expect(features.every((value) => value === 0)).toBe(true);
  });

  it('keeps the mean brightness of spots', () => {
    const features = featuresOf((x, y) => (x < 2 && y < 2 ? 3 : 0));
    expect(features[320]).toBe(3);
    expect(features[321]).toBe(0);
  });
});
