import { describe, expect, it } from 'vitest';
import { LOOK_PLANES, LOOK_SIDE } from '../../../../electron/contract/shown-head.ts';
import { LOOKS_HEIGHT, LOOKS_WIDTH, paintLooks } from './paint-looks.ts';

const PLANE = LOOK_SIDE * LOOK_SIDE;

describe('the picture of two looks', () => {
  it('shows red, green, blue and relief of each, side by side', () => {
    const looks = new Uint8Array(LOOK_PLANES * PLANE);
    for (let plane = 0; plane < LOOK_PLANES; plane += 1) {
      looks.fill(20 * (plane + 1), plane * PLANE, (plane + 1) * PLANE);
    }
    const pixels = new Uint8ClampedArray(4 * LOOKS_WIDTH * LOOKS_HEIGHT);
    paintLooks(looks, pixels);
    const at = (column: number, row: number): number[] => {
      const x = Math.round(((column + 0.5) / 4) * LOOKS_WIDTH);
      const y = Math.round(((row + 0.5) / 2) * LOOKS_HEIGHT);
      return [...pixels.subarray(4 * (y * LOOKS_WIDTH + x), 4 * (y * LOOKS_WIDTH + x) + 4)];
    };
    expect([0, 1, 2].map((column) => at(column, 0)[0])).toEqual([20, 40, 60]);
    expect([0, 1, 2].map((column) => at(column, 1)[0])).toEqual([100, 120, 140]);
    // Both look at the same relief, which is coloured as depth is.
    expect(at(3, 0)).toEqual(at(3, 1));
    expect(new Set(at(3, 0).slice(0, 3)).size).toBe(3);
  });

  it('leaves holes of the relief transparent', () => {
    const pixels = new Uint8ClampedArray(4 * LOOKS_WIDTH * LOOKS_HEIGHT);
    paintLooks(new Uint8Array(LOOK_PLANES * PLANE), pixels);
    expect([...pixels.subarray(4 * (LOOKS_WIDTH - 1), 4 * LOOKS_WIDTH)]).toEqual([0, 0, 0, 0]);
    expect([...pixels.subarray(0, 4)]).toEqual([0, 0, 0, 255]);
  });
});
