import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnPixels } from '../camera/mirrored/turn-pictures.ts';
import { cutPicture, LARGEST_FACTOR, onRaster } from './cut-picture.ts';

/** A picture in which every pixel tells its place. */
function counted(width: number, height: number) {
  const data = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    data.set([i % width, Math.floor(i / width), (3 * i) % 251, 255], 4 * i);
  }
  return { width, height, data };
}

const thirdAt = (x: number, y: number): number => (3 * (y * 40 + x)) % 251;

const pixel = (rgba: Uint8Array, i: number) => [...rgba.subarray(4 * i, 4 * i + 4)];

describe('cutting a picture', () => {
  const image = counted(40, 30);

  it('takes the part as it is', () => {
    const part = { left: 7, top: 5, width: 4, height: 3 };
    const cut = cutPicture({ image, isTurned: false }, part, 1);
    expect(cut).toHaveLength(4 * 12);
    expect(pixel(cut, 0).slice(0, 2)).toEqual([7, 5]);
    expect(pixel(cut, 11).slice(0, 2)).toEqual([10, 7]);
  });

  it('takes the mean of opposite corners of squares of pixels', () => {
    const cut = cutPicture({ image, isTurned: false }, { left: 4, top: 2, width: 6, height: 3 }, 3);
    expect(cut).toHaveLength(4 * 2);
    // Columns 4 to 6 and 7 to 9, rows 2 to 4; halves are rounded up.
    const third = (x: number) => Math.ceil((thirdAt(x, 2) + thirdAt(x + 2, 4)) / 2);
    expect(pixel(cut, 0)).toEqual([5, 3, third(4), 255]);
    expect(pixel(cut, 1)).toEqual([8, 3, third(7), 255]);
  });

  it('takes the colour of the one that has any', () => {
    const holed = { ...image, data: image.data.slice() };
    holed.data.fill(0, 0, 4);
    const part = { left: 0, top: 0, width: 4, height: 2 };
    const cut = cutPicture({ image: holed, isTurned: false }, part, 2);
    expect(pixel(cut, 0)).toEqual([1, 1, (3 * 41) % 251, 255]);
    holed.data.fill(0);
    expect(cutPicture({ image: holed, isTurned: false }, part, 2)).toEqual(new Uint8Array(8));
  });

  it('keeps one colour at every factor', () => {
    const white = { width: 32, height: 32, data: new Uint8Array(4 * 32 * 32).fill(255) };
    for (let factor = 1; factor <= LARGEST_FACTOR; factor++) {
      const part = onRaster({ x: 0, y: 0, width: 32, height: 32 }, factor, white);
      const cut = cutPicture({ image: white, isTurned: false }, part, factor);
      expect(cut.every((byte) => byte === 255)).toBe(true);
    }
  });

  it('reads a turned image as if it had been turned back, and changes none', () => {
    const turned = { ...image, data: image.data.slice() };
    turnPixels(turned.data, turned.width);
    const before = turned.data.slice();
    fc.assert(
      fc.property(
        fc.double({ min: -5, max: 45, noNaN: true }),
        fc.double({ min: -5, max: 35, noNaN: true }),
        fc.double({ min: 0.1, max: 40, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (x, y, size, factor) => {
          const part = onRaster({ x, y, width: size, height: size }, factor, image);
          expect(cutPicture({ image: turned, isTurned: true }, part, factor)).toEqual(
            cutPicture({ image, isTurned: false }, part, factor),
          );
        },
      ),
    );
    expect(turned.data).toEqual(before);
  });

  it('takes bytes that do not lie at a multiple of four', () => {
    const shifted = new Uint8Array(image.data.length + 1).subarray(1);
    shifted.set(image.data);
    const part = { left: 3, top: 3, width: 6, height: 6 };
    expect(cutPicture({ image: { ...image, data: shifted }, isTurned: false }, part, 2)).toEqual(
      cutPicture({ image, isTurned: false }, part, 2),
    );
  });
});

describe('the raster', () => {
  it('holds the part that is asked for, within the picture', () => {
    const picture = { width: 1920, height: 1080 };
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1900, noNaN: true }),
        fc.double({ min: 0, max: 1060, noNaN: true }),
        fc.double({ min: 1, max: 1080, noNaN: true }),
        fc.integer({ min: 1, max: LARGEST_FACTOR }),
        (x, y, size, factor) => {
          const part = onRaster({ x, y, width: size, height: size }, factor, picture);
          const columns = factor * Math.floor(picture.width / factor);
          const rows = factor * Math.floor(picture.height / factor);
          expect(part.left % factor).toBe(0);
          expect(part.top % factor).toBe(0);
          expect(part.width).toBeGreaterThan(0);
          expect(part.height).toBeGreaterThan(0);
          expect(part.left).toBeLessThanOrEqual(Math.min(x, columns));
          expect(part.left + part.width).toBeGreaterThanOrEqual(Math.min(x + size, columns));
          expect(part.top + part.height).toBeGreaterThanOrEqual(Math.min(y + size, rows));
          expect(part.left + part.width).toBeLessThanOrEqual(picture.width);
          expect(part.top + part.height).toBeLessThanOrEqual(picture.height);
        },
      ),
    );
  });
});
