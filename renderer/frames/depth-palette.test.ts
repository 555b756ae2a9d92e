import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAND_MM,
  createDepthPalette,
  depthColor,
  depthToScale,
  FARTHEST_MM,
  LEGEND_MARKS_MM,
  NEAREST_MM,
  scaleColor,
  scaleToDepth,
  turbo,
} from './depth-palette.ts';

describe('the depth scale', () => {
  it('runs from the nearest to the farthest depth and clamps beyond', () => {
    expect(depthToScale(NEAREST_MM)).toBe(0);
    expect(depthToScale(FARTHEST_MM)).toBe(1);
    expect(depthToScale(100)).toBe(0);
    expect(depthToScale(8000)).toBe(1);
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(fc.double({ min: NEAREST_MM, max: FARTHEST_MM, noNaN: true }), (depth) => {
        expect(scaleToDepth(depthToScale(depth))).toBeCloseTo(depth, 6);
      }),
    );
  });

  it('gives a face more colours than the same relief at the wall', () => {
    const face = depthToScale(700) - depthToScale(600);
    const wall = depthToScale(1600) - depthToScale(1500);
    expect(face).toBeGreaterThan(3 * wall);
  });

  it('has all its marks on the legend, in order', () => {
    expect(LEGEND_MARKS_MM).toEqual([...LEGEND_MARKS_MM].sort((a, b) => a - b));
    expect(LEGEND_MARKS_MM[0]).toBe(NEAREST_MM);
    expect(LEGEND_MARKS_MM.at(-1)).toBe(FARTHEST_MM);
  });
});

describe('turbo', () => {
  it('has the published colours', () => {
    expect(turbo(0)).toEqual([35, 23, 27]);
    const [red, green, blue] = turbo(0.5);
    expect(green).toBeGreaterThan(240);
    expect(red).toBeGreaterThan(140);
    expect(blue).toBeLessThan(100);
  });
});

describe('contour bands', () => {
  it('have the full colour of the scale once in each band, and are darker in between', () => {
    const onBand = 26 * BAND_MM;
    expect(depthColor(onBand)).toEqual(scaleColor(depthToScale(onBand)));
    const between = onBand + BAND_MM / 2;
    const brightness = depthColor(between).reduce((sum, value) => sum + value, 0);
    const scale = scaleColor(depthToScale(between)).reduce((sum, value) => sum + value, 0);
    expect(brightness / scale).toBeCloseTo(0.74, 1);
  });
});

describe('the palette', () => {
  const palette = createDepthPalette();
  const bytes = new Uint8Array(palette.buffer);

  it('leaves pixels without a reading transparent', () => {
    expect([...bytes.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  });

  it('stores every reading as opaque RGBA', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65535 }), (depth) => {
        const [red, green, blue] = depthColor(depth);
        expect([...bytes.subarray(4 * depth, 4 * depth + 4)]).toEqual([red, green, blue, 255]);
      }),
    );
  });
});
