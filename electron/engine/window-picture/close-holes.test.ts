import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeHoles } from './close-holes.ts';

const WIDTH = 24;
const HEIGHT = 18;

function filled(color: readonly [number, number, number]): Uint8Array {
  return Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) => [...color, 255][i % 4] ?? 0);
}

function erase(rgba: Uint8Array, isHole: (x: number, y: number) => boolean): Uint8Array {
  const words = new Uint32Array(rgba.buffer);
  words.forEach((_, i) => {
    if (isHole(i % WIDTH, Math.floor(i / WIDTH))) words[i] = 0;
  });
  return rgba;
}

describe('closing holes', () => {
  it('gives a hole in one colour that colour', () => {
    const whole = filled([190, 140, 120]);
    const holed = erase(whole.slice(), (x, y) => x > 5 && x < 15 && y > 4 && y < 12);
    closeHoles(holed, WIDTH, HEIGHT);
    expect(holed).toEqual(whole);
  });

  it('mixes both sides in the middle of a gap', () => {
    const rgba = filled([0, 0, 0]);
    new Uint32Array(rgba.buffer).forEach((_, i, words) => {
      if (i % WIDTH > 12) words[i] = 0xff0000c8;
    });
    erase(rgba, (x) => x === 12);
    closeHoles(rgba, WIDTH, HEIGHT);
    const at = 4 * (9 * WIDTH + 12);
    expect([...rgba.subarray(at, at + 4)]).toEqual([100, 0, 0, 255]);
  });

  it('reaches only so far into what was never seen', () => {
    const rgba = erase(filled([10, 20, 30]), (x) => x >= 4);
    closeHoles(rgba, WIDTH, HEIGHT, 6);
    const row = (x: number) => rgba[4 * (8 * WIDTH + x) + 3];
    expect([row(3), row(9), row(10), row(23)]).toEqual([255, 255, 0, 0]);
  });

  it('leaves a picture without any colour as it is', () => {
    const rgba = new Uint8Array(4 * WIDTH * HEIGHT);
    closeHoles(rgba, WIDTH, HEIGHT);
    expect(rgba.every((byte) => byte === 0)).toBe(true);
  });

  it('closes every small hole with colours of its surroundings, and touches nothing else', () => {
    const bytes = fc.uint8Array({ minLength: WIDTH * HEIGHT, maxLength: WIDTH * HEIGHT });
    fc.assert(
      fc.property(bytes, fc.integer(), (levels, seed) => {
        const rgba = Uint8Array.from({ length: 4 * levels.length }, (_, i) =>
          i % 4 === 3 ? 255 : 50 + ((levels[i >> 2] ?? 0) % 100),
        );
        const isHole = (x: number, y: number) => ((x * 7 + y * 13 + seed) & 15) < 5;
        const before = erase(rgba.slice(), isHole);
        const after = before.slice();
        closeHoles(after, WIDTH, HEIGHT);
        for (let i = 0; i < levels.length; i++) {
          const pixel = [...after.subarray(4 * i, 4 * i + 4)];
          if (isHole(i % WIDTH, Math.floor(i / WIDTH))) {
            expect(pixel[3]).toBe(255);
            expect(Math.min(...pixel)).toBeGreaterThanOrEqual(50);
            expect(Math.max(...pixel.slice(0, 3))).toBeLessThan(150);
          } else expect(pixel).toEqual([...before.subarray(4 * i, 4 * i + 4)]);
        }
      }),
      { numRuns: 20 },
    );
  });
});
