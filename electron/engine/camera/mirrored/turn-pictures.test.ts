import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnIntrinsics, turnNumbers, turnPixels } from './turn-pictures.ts';

const size = fc.record({
  width: fc.integer({ min: 1, max: 9 }),
  height: fc.integer({ min: 0, max: 4 }),
});

describe('turning a picture', () => {
  it('puts the pixel of each column into the one opposite, whatever the size and the place in memory', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 0, max: 7 }), ({ width, height }, offset) => {
        const numbers = Uint16Array.from({ length: width * height }, (_, i) => i + 1);
        const words = Uint32Array.from(numbers, (number) => number * 0x01020304);
        const rgba = new Uint8Array(offset + words.byteLength).subarray(offset);
        rgba.set(new Uint8Array(words.buffer));
        turnNumbers(numbers, width);
        turnPixels(rgba, width);
        const expected = Array.from({ length: width * height }, (_, i) => {
          const column = i % width;
          return i - column + width - column;
        });
        expect([...numbers]).toEqual(expected);
        expect([...new Uint32Array(Uint8Array.from(rgba).buffer)]).toEqual(
          expected.map((number) => (number * 0x01020304) >>> 0),
        );
      }),
    );
  });

  it('keeps the ray of every pixel: x changes its sign', () => {
    const before = { fx: 365, fy: 366, cx: 254.9, cy: 205.4 };
    const after = turnIntrinsics(before, 512);
    for (const column of [0, 100, 511]) {
      const x = (column - before.cx) / before.fx;
      expect((511 - column - after.cx) / after.fx).toBeCloseTo(-x, 12);
    }
    expect(turnIntrinsics(after, 512).cx).toBeCloseTo(before.cx, 12);
    expect([after.fx, after.fy, after.cy]).toEqual([365, 366, 205.4]);
  });
});
