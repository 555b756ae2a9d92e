import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RgbdFrame } from '../../contract/frame.ts';
import { registeredImages } from './registered-images.ts';

/** Every pixel says where it lies. */
function frameOf(width: number, height: number): RgbdFrame {
  const pixels = Array.from({ length: width * height }, (_, i) => i);
  return {
    ...{ sequence: 1, timeMs: 0, width, height },
    color: Uint8Array.from(pixels.flatMap((i) => [i % width, Math.floor(i / width), 3, 255])),
    depth: Uint16Array.from(pixels),
    camera: {
      ...{ name: 'fake', serial: '0', trust: 'virtual' },
      intrinsics: { fx: 365, fy: 366, cx: width / 2 - 0.4, cy: height / 2 },
    },
  };
}

it('are the frame’s own where every pixel is wanted, and none where none is', () => {
  const frame = frameOf(40, 30);
  const { width, height, color, depth } = frame;
  expect(registeredImages(frame, Infinity)).toMatchObject({ width, height });
  expect(registeredImages(frame, Infinity)?.color).toBe(color);
  expect(registeredImages(frame, 21)?.depth).toBe(depth);
  expect(registeredImages(frame, 0)).toBeNull();
});

it('have no fewer pixels than show, each one of the frame’s, in the place and direction it has there', () => {
  const length = fc.integer({ min: 1, max: 90 });
  fc.assert(
    fc.property(length, length, fc.integer({ min: 1, max: 200 }), (width, height, side) => {
      const frame = frameOf(width, height);
      const images = registeredImages(frame, side);
      if (images === null) throw new Error('Nothing came.');
      expect(Math.max(images.width, images.height)).toBeGreaterThanOrEqual(
        Math.min(side, Math.max(width, height)),
      );
      expect(images.depth).toHaveLength(images.width * images.height);
      expect(images.color).toHaveLength(4 * images.width * images.height);
      const { fx, cx } = frame.camera.intrinsics;
      for (const [i, depthMm] of images.depth.entries()) {
        const x = depthMm % width;
        const y = Math.floor(depthMm / width);
        expect([...images.color.subarray(4 * i, 4 * i + 4)]).toEqual([x, y, 3, 255]);
        const shownX = i % images.width;
        const shownY = Math.floor(i / images.width);
        const { place, intrinsics } = images;
        expect(place.scaleX * x + place.x).toBeCloseTo(shownX, 9);
        expect(place.scaleY * y + place.y).toBeCloseTo(shownY, 9);
        expect((shownX - intrinsics.cx) / intrinsics.fx).toBeCloseTo((x - cx) / fx, 9);
      }
    }),
    { numRuns: 60 },
  );
});
