import { describe, expect, it } from 'vitest';
import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { depthColor } from './depth-palette.ts';
import { USUAL_RANGE as RANGE } from './depth-range.ts';
import { PICTURES, sizeOf, type PictureName } from './pictures.ts';

const color = Uint8Array.from({ length: 24 }, (_, i) => (i % 4 === 3 ? 255 : 40 + i));

/** A frame of 3 × 2 pixels: a step in depth after the first column, one pixel without a reading. */
const frame: FrameMessage = {
  kind: 'frame',
  sequence: 1,
  timeMs: 0,
  trust: 'virtual',
  picture: {
    width: 2,
    height: 2,
    color: Uint8Array.from({ length: 16 }, (_, i) => 100 + i),
    isWhole: true,
    head: { x: 0, y: 0, size: 2 },
    place: { scaleX: 1, scaleY: 1, x: 0, y: 0 },
  },
  registered: {
    place: { scaleX: 1, scaleY: 1, x: 0, y: 0 },
    ...{ width: 3, height: 2, intrinsics: { fx: 1, fy: 1, cx: 1, cy: 1 } },
    color,
    depth: Uint16Array.of(600, 900, 900, 600, 900, 0),
  },
};

function paint(name: PictureName): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(24);
  PICTURES[name].paint(frame, pixels, RANGE);
  return pixels;
}

const pixelAt = (pixels: Uint8ClampedArray, index: number): number[] => [
  ...pixels.subarray(4 * index, 4 * index + 4),
];

describe('pictures', () => {
  it('shows the camera’s own colour, in its own size', () => {
    expect([...paint('color').subarray(0, 16)]).toEqual([...(frame.picture?.color ?? [])]);
    expect(sizeOf(PICTURES.color, frame)).toMatchObject({ width: 2, height: 2 });
  });

  it('shows what recognition gets as it came, holes and all', () => {
    expect([...paint('registered')]).toEqual([...color]);
    expect(sizeOf(PICTURES.registered, frame)).toMatchObject({ width: 3, height: 2 });
  });

  it('shows nothing of what a frame came without', () => {
    const bare: FrameMessage = { ...frame, picture: null, registered: null };
    for (const picture of Object.values(PICTURES)) {
      const pixels = new Uint8ClampedArray(24);
      picture.paint(bare, pixels, RANGE);
      expect(sizeOf(picture, bare)).toBeNull();
      expect(pixels.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('shows depth through the palette, and nothing where there is no reading', () => {
    const pixels = paint('depth');
    expect(pixelAt(pixels, 1)).toEqual([...depthColor(900, RANGE), 255]);
    expect(pixelAt(pixels, 5)).toEqual([0, 0, 0, 0]);
  });

  it('draws depth edges over the colour, but none towards a missing reading', () => {
    const pixels = paint('overlap');
    expect(pixelAt(pixels, 0)).toEqual([110, 226, 204, 255]);
    expect(pixelAt(pixels, 1)).not.toEqual([110, 226, 204, 255]);
  });

  it('dims the colour in the overlap where depth is missing', () => {
    expect(pixelAt(paint('overlap'), 5)).toEqual([30, 30, 31, 255]);
  });

  it('draws no edge from the end of one row to the start of the next', () => {
    expect(pixelAt(paint('overlap'), 2)).toEqual([...color.subarray(8, 12)]);
  });
});
