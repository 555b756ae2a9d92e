import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BAND_MM,
  depthColor,
  DepthPalette,
  depthToScale,
  scaleColor,
  viridis,
} from './depth-palette.ts';

const RANGE = { nearMm: 540, farMm: 860 };

/** CIE lightness of a colour of a screen, 0 to 100. */
function lightness([red, green, blue]: readonly [number, number, number]): number {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const y = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return 116 * Math.cbrt(y) - 16;
}

describe('the depth scale', () => {
  it('runs through the range and clamps beyond', () => {
    expect(depthToScale(540, RANGE)).toBe(0);
    expect(depthToScale(700, RANGE)).toBe(0.5);
    expect(depthToScale(860, RANGE)).toBe(1);
    expect(depthToScale(100, RANGE)).toBe(0);
    expect(depthToScale(8000, RANGE)).toBe(1);
  });
});

describe('viridis', () => {
  it('has the published colours, to a few steps of 255', () => {
    const published = [
      [0, [68, 1, 84]],
      [0.25, [59, 82, 139]],
      [0.5, [33, 145, 140]],
      [0.75, [94, 201, 98]],
      [1, [253, 231, 37]],
    ] as const;
    for (const [x, color] of published) {
      viridis(x).forEach((value, i) => {
        expect(Math.abs(value - (color[i] ?? 0))).toBeLessThanOrEqual(4);
      });
    }
  });

  it('grows lighter evenly: no step is half, or double, of another', () => {
    const steps = Array.from(
      { length: 10 },
      (_, i) => lightness(viridis((i + 1) / 10)) - lightness(viridis(i / 10)),
    );
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(2);
  });
});

describe('the colour of a depth', () => {
  it('is lighter the nearer it is', () => {
    expect(lightness(scaleColor(0))).toBeGreaterThan(lightness(scaleColor(1)));
  });

  it('has the full colour of the scale once in each band, and is darker in between', () => {
    const onBand = 35 * BAND_MM;
    const range = { nearMm: onBand - 100, farMm: onBand + 200 };
    expect(depthColor(onBand, range)).toEqual(scaleColor(depthToScale(onBand, range)));
    const between = onBand + BAND_MM / 2;
    expect(lightness(depthColor(between, range))).toBeLessThan(
      lightness(scaleColor(depthToScale(between, range))),
    );
  });

  it('has no bands in the range of a room', () => {
    const room = { nearMm: 500, farMm: 3000 };
    for (const depthMm of [700, 710, 1234]) {
      expect(depthColor(depthMm, room)).toEqual(scaleColor(depthToScale(depthMm, room)));
    }
  });
});

describe('the palette', () => {
  it('leaves pixels without a reading transparent, and follows the range', () => {
    const palette = new DepthPalette();
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 65_535 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 200, max: 4000 }),
        (depthMm, nearMm, width) => {
          const range = { nearMm, farMm: nearMm + width };
          const bytes = new Uint8Array(palette.of(range).buffer);
          const [red, green, blue] = depthColor(depthMm, range);
          expect([...bytes.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
          expect([...bytes.subarray(4 * depthMm, 4 * depthMm + 4)]).toEqual([
            red,
            green,
            blue,
            255,
          ]);
        },
      ),
    );
  });
});
