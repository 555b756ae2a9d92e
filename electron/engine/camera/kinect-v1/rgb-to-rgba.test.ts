import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rgbToRgba } from './rgb-to-rgba.ts';

describe('rgbToRgba', () => {
  it('keeps every colour and is opaque, whatever the alignment', () => {
    const pixels = fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), { maxLength: 40 });
    fc.assert(
      fc.property(pixels, fc.nat(5), (pixels, offset) => {
        const holder = new Uint8Array(offset + 3 * pixels.length);
        const rgb = holder.subarray(offset);
        rgb.set(pixels.flat());
        expect([...rgbToRgba(rgb)]).toEqual(pixels.flatMap((pixel) => [...pixel, 255]));
      }),
    );
  });
});
