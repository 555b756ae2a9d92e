import { describe, expect, it } from 'vitest';
import { USUAL_KINECT_V1 } from './kinect-v1-model.ts';
import { millimetresToRaw, NO_RAW_READING, rawToMillimetres } from './raw-depth.ts';

describe('raw readings of a Kinect v1', () => {
  const toMillimetres = rawToMillimetres(USUAL_KINECT_V1);
  const toRaw = millimetresToRaw(USUAL_KINECT_V1);

  it('are farther the larger they are, in steps of 2.89 z² mm', () => {
    for (let raw = 450; raw < 1050; raw++) {
      const near = toMillimetres[raw - 1] ?? 0;
      const far = toMillimetres[raw] ?? 0;
      expect(far).toBeGreaterThanOrEqual(near);
      expect(Math.abs(far - near - 2.89e-6 * near * far)).toBeLessThan(1.5);
    }
  });

  it('have no distance at 2047 and beyond the pole', () => {
    expect(toMillimetres[NO_RAW_READING]).toBe(0);
    expect(toMillimetres.subarray(1100).every((mm) => mm === 0)).toBe(true);
  });

  it('come back from their distance to within half a step', () => {
    for (let mm = 400; mm < 5000; mm += 7) {
      const back = toMillimetres[toRaw[mm] ?? NO_RAW_READING] ?? 0;
      expect(Math.abs(back - mm)).toBeLessThanOrEqual(1 + 1.5e-6 * mm * mm);
    }
    expect(toRaw[0]).toBe(NO_RAW_READING);
  });
});
