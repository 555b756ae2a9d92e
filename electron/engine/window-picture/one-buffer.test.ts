import { expect, it } from 'vitest';
import type { RegisteredImages, ShownPicture } from '../../contract/window/bridge.ts';
import { OneBuffer } from './one-buffer.ts';

const PLACE = { scaleX: 1, scaleY: 1, x: 0, y: 0 };

function pictureOf(width: number, height: number): ShownPicture {
  const color = Uint8Array.from({ length: 4 * width * height }, (_, i) => (i * 7) & 255);
  const head = { x: 0, y: 0, size: 1 };
  return { width, height, color, isWhole: true, head, place: PLACE };
}

function registeredOf(width: number, height: number): RegisteredImages {
  const color = Uint8Array.from({ length: 4 * width * height }, (_, i) => (i * 3) & 255);
  const depth = Uint16Array.from({ length: width * height }, (_, i) => 500 + i);
  const intrinsics = { fx: 365, fy: 365, cx: width / 2, cy: height / 2 };
  return { width, height, color, depth, intrinsics, place: PLACE };
}

it('holds the same images in one buffer that holds nothing else', () => {
  const buffer = new OneBuffer();
  for (const images of [
    { picture: pictureOf(3, 5), registered: registeredOf(4, 3) },
    { picture: pictureOf(3, 5), registered: registeredOf(4, 3) },
    { picture: null, registered: registeredOf(5, 3) },
    { picture: pictureOf(1, 1), registered: null },
    { picture: null, registered: null },
  ]) {
    const held = buffer.holding(images);
    expect(held).toEqual(images);
    const arrays = [held.picture?.color, held.registered?.color, held.registered?.depth].flatMap(
      (array) => array ?? [],
    );
    const length = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
    for (const { buffer: own } of arrays) {
      expect(own).toBe(arrays[0]?.buffer);
      expect(own.byteLength).toBe(length);
    }
  }
});

it('leaves the images as they are', () => {
  const buffer = new OneBuffer();
  const images = { picture: pictureOf(2, 2), registered: registeredOf(2, 2) };
  const before = structuredClone(images);
  buffer.holding(images);
  buffer.holding({ picture: pictureOf(2, 2), registered: null });
  expect(images).toEqual(before);
});
