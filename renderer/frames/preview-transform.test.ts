import { describe, expect, it } from 'vitest';
import { previewTransform } from './preview-transform.ts';

/** Where a canvas with this transform draws (x, y). */
function drawn(mirrored: boolean, x: number, y: number): readonly [number, number] {
  const [a, b, c, d, e, f] = previewTransform(mirrored, 100);
  return [a * x + c * y + e, b * x + d * y + f];
}

describe('a preview', () => {
  it('shows people who look at themselves what a mirror would', () => {
    expect(drawn(true, 0, 30)).toEqual([100, 30]);
    expect(drawn(true, 80, 30)).toEqual([20, 30]);
  });

  it('shows all others the frame as it is', () => {
    expect(drawn(false, 0, 30)).toEqual([0, 30]);
    expect(drawn(false, 80, 30)).toEqual([80, 30]);
  });
});
