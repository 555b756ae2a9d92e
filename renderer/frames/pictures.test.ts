import { describe, expect, it } from 'vitest';
import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { depthColor } from './depth-palette.ts';
import { paintColor, paintDepth, paintOverlap, type Picture } from './pictures.ts';

/** A frame of 3 × 2 pixels: a step in depth after the first column, one pixel without a reading. */
const frame: FrameMessage = {
  kind: 'frame',
  sequence: 1,
  timeMs: 0,
  width: 3,
  height: 2,
  color: Uint8Array.from({ length: 24 }, (_, i) => (i % 4 === 3 ? 255 : 40 + i)),
  depth: Uint16Array.of(600, 900, 900, 600, 900, 0),
  trust: 'virtual',
};

function paint(picture: Picture): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(24);
  picture(frame, pixels);
  return pixels;
}

const pixelAt = (pixels: Uint8ClampedArray, index: number): number[] => [
  ...pixels.subarray(4 * index, 4 * index + 4),
];

describe('pictures', () => {
  it('shows colour as it came', () => {
    expect([...paint(paintColor)]).toEqual([...frame.color]);
  });

  it('shows depth through the palette, and nothing where there is no reading', () => {
    const pixels = paint(paintDepth);
    expect(pixelAt(pixels, 1)).toEqual([...depthColor(900), 255]);
    expect(pixelAt(pixels, 5)).toEqual([0, 0, 0, 0]);
  });

  it('draws depth edges over the colour, but none towards a missing reading', () => {
    const pixels = paint(paintOverlap);
    expect(pixelAt(pixels, 0)).toEqual([110, 226, 204, 255]);
    expect(pixelAt(pixels, 1)).not.toEqual([110, 226, 204, 255]);
  });

  it('dims the colour in the overlap where depth is missing', () => {
    expect(pixelAt(paint(paintOverlap), 5)).toEqual([30, 30, 31, 255]);
  });

  it('draws no edge from the end of one row to the start of the next', () => {
    expect(pixelAt(paint(paintOverlap), 2)).toEqual([...frame.color.subarray(8, 12)]);
  });
});
