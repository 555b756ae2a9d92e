import { describe, expect, it } from 'vitest';
import { blurColour, mapColourThroughDepth, shiftColour } from './colour-effects.ts';
import type { ColorPicture } from './colour-effects.ts';

function picture(
  width: number,
  height: number,
  red: (x: number, y: number) => number,
): ColorPicture {
  const color = new Uint8Array(4 * width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) color[4 * (y * width + x)] = red(x, y);
  }
  return { width, height, color };
}

const redAt = ({ width, color }: ColorPicture, x: number, y: number): number =>
  color[4 * (y * width + x)] ?? -1;

describe('misregistration', () => {
  it('moves colours by whole pixels and repeats the border', () => {
    const shifted = picture(8, 6, (x, y) => 10 * x + y);
    shiftColour(shifted, [2, -1]);
    expect(redAt(shifted, 5, 2)).toBe(10 * 3 + 3);
    expect(redAt(shifted, 0, 0)).toBe(1);
    expect(redAt(shifted, 7, 5)).toBe(10 * 5 + 5);
  });
});

describe('blur', () => {
  it('keeps flat colour and halves the height of a one-pixel line', () => {
    const line = picture(9, 9, (x) => (x === 4 ? 200 : 100));
    blurColour(line);
    expect(redAt(line, 4, 4)).toBe(150);
    expect(redAt(line, 3, 4)).toBe(125);
    expect(redAt(line, 1, 4)).toBe(100);
  });
});

describe('colour of a Kinect v2', () => {
  const intrinsics = { fx: 365, fy: 365, cx: 50, cy: 2 };
  const head = (x: number): boolean => x >= 40 && x < 60;
  const mapped = picture(120, 4, (x) => (head(x) ? 200 : 50));
  const depth = Float32Array.from({ length: 480 }, (_, i) => (head(i % 120) ? 600 : 2000));
  mapColourThroughDepth(mapped, depth, intrinsics);

  it('shows the head a second time on the wall that it hides from the colour camera', () => {
    // Both columns of 600 and 2000 mm meet where f · 52 mm · (1/600 − 1/2000) = 22 columns lie between.
    const doubled = Array.from({ length: 120 }, (_, x) => x).filter(
      (x) => !head(x) && redAt(mapped, x, 1) === 200,
    );
    expect(doubled.length).toBeGreaterThan(15);
    expect(doubled.length).toBeLessThanOrEqual(22);
  });

  it('leaves the colours of the head itself', () => {
    for (let x = 40; x < 60; x++) expect(redAt(mapped, x, 2)).toBe(200);
  });
});
