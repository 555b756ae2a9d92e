import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropToImage, sampleRegion, wholeImage } from './image.ts';
import type { ColorImage, SquareRegion } from './image.ts';
import { stretchContrast } from './image-contrast.ts';

const AS_IS = { scale: 1, offset: 0 };

function imageOf(
  width: number,
  height: number,
  value: (x: number, y: number, channel: number) => number,
): ColorImage {
  const data = Uint8Array.from({ length: width * height * 4 }, (_, i) => {
    const pixel = Math.floor(i / 4);
    return value(pixel % width, Math.floor(pixel / width), i % 4);
  });
  return { width, height, data };
}

/** Bilinear interpolation by definition, black outside. */
function referenceSample(image: ColorImage, x: number, y: number, channel: number): number {
  let sum = 0;
  for (let py = Math.floor(y); py <= Math.floor(y) + 1; py++) {
    for (let px = Math.floor(x); px <= Math.floor(x) + 1; px++) {
      const inside = px >= 0 && py >= 0 && px < image.width && py < image.height;
      const value = inside ? (image.data[(py * image.width + px) * 4 + channel] ?? 0) : 0;
      sum += value * (1 - Math.abs(x - px)) * (1 - Math.abs(y - py));
    }
  }
  return sum;
}

const region: fc.Arbitrary<SquareRegion> = fc.record({
  centerX: fc.double({ min: -20, max: 40, noNaN: true }),
  centerY: fc.double({ min: -20, max: 40, noNaN: true }),
  side: fc.double({ min: 1, max: 60, noNaN: true }),
  angle: fc.double({ min: -4, max: 4, noNaN: true }),
});

describe('sampleRegion', () => {
  it('gives back an upright image of its own size', () => {
    const image = imageOf(4, 4, (x, y, channel) => x * 10 + y * 40 + channel);
    const target = new Float32Array(3 * 16);
    sampleRegion(image, wholeImage(image), 4, AS_IS, target);
    for (let i = 0; i < 16; i++) {
      for (let channel = 0; channel < 3; channel++) {
        expect(target[channel * 16 + i]).toBeCloseTo(image.data[i * 4 + channel] ?? 0, 3);
      }
    }
  });

  it('agrees with plain bilinear interpolation on any region', () => {
    const image = imageOf(17, 11, (x, y, channel) => (x * 37 + y * 101 + channel * 53) % 256);
    const size = 6;
    const target = new Float32Array(3 * size * size);
    fc.assert(
      fc.property(region, (square) => {
        sampleRegion(image, square, size, { scale: 0.5, offset: -1 }, target);
        for (let i = 0; i < size * size; i++) {
          const point = cropToImage(square, size, (i % size) + 0.5, Math.floor(i / size) + 0.5);
          for (let channel = 0; channel < 3; channel++) {
            const expected = referenceSample(image, point.x, point.y, channel) * 0.5 - 1;
            expect(target[channel * size * size + i]).toBeCloseTo(expected, 3);
          }
        }
      }),
    );
  });

  it('shows black beyond the borders', () => {
    const image = imageOf(2, 2, () => 255);
    const target = new Float32Array(3 * 4).fill(7);
    const outside = { centerX: 50, centerY: 50, side: 2, angle: 0 };
    sampleRegion(image, outside, 2, { scale: 1 / 127.5, offset: -1 }, target);
    expect([...target]).toEqual(Array(12).fill(-1));
  });
});

describe('cropToImage', () => {
  it('turns clockwise, as seen, for positive angles', () => {
    const square = { centerX: 10, centerY: 10, side: 4, angle: Math.PI / 2 };
    const rightEdge = cropToImage(square, 2, 2, 1);
    expect(rightEdge.x).toBeCloseTo(10);
    expect(rightEdge.y).toBeCloseTo(12);
  });
});

describe('stretchContrast', () => {
  const all = (image: ColorImage) => stretchContrast(image, wholeImage(image));

  it('spreads a dim image over the whole range', () => {
    const { scale, offset } = all(imageOf(64, 64, (x) => 20 + x));
    expect(20 * scale + offset).toBeCloseTo(0, 1);
    expect(83 * scale + offset).toBeCloseTo(1, 1);
  });

  it('does not count black pixels and does not blow up flat images', () => {
    const half = all(imageOf(64, 64, (x) => (x < 32 ? 0 : 100)));
    expect(100 * half.scale + half.offset).toBeCloseTo(0);
    expect(124 * half.scale + half.offset).toBeCloseTo(1);
    const black = all(imageOf(8, 8, () => 0));
    expect(black.scale).toBeCloseTo(1 / 24);
  });
});
