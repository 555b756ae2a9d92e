import type { Intrinsics } from '../../../../contract/frame.ts';
import type { CleanFrame, PixelBox } from '../noise/clean-frame.ts';

/** A picture with depth that surfaces are drawn into; the nearer one wins (z-buffer). */
export interface Canvas extends CleanFrame {
  /** `color`, a pixel at a time: red in the lowest byte. */
  readonly pixels: Uint32Array;
  subject: PixelBox;
}

export const EMPTY_BOX: PixelBox = { left: Infinity, top: Infinity, right: -1, bottom: -1 };

/** Depth of a pixel that nothing was drawn to, where there is no room behind. */
export const NOTHING = 1e9;

export function createCanvas(width: number, height: number, intrinsics: Intrinsics): Canvas {
  const pixels = new Uint32Array(width * height);
  return {
    width,
    height,
    intrinsics,
    pixels,
    color: new Uint8Array(pixels.buffer),
    depth: new Float32Array(width * height).fill(NOTHING),
    surface: new Uint8Array(width * height),
    subject: EMPTY_BOX,
  };
}

/** The whole pixels of a box that lie in the canvas. */
export function clip(box: PixelBox, size: { width: number; height: number }): PixelBox {
  return {
    left: Math.max(0, Math.floor(box.left)),
    top: Math.max(0, Math.floor(box.top)),
    right: Math.min(size.width - 1, Math.ceil(box.right)),
    bottom: Math.min(size.height - 1, Math.ceil(box.bottom)),
  };
}

export function unite(a: PixelBox, b: PixelBox): PixelBox {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Makes the box of `to` look like `from`, which has its size. */
export function copyBox(to: Canvas, from: Canvas, box: PixelBox): void {
  for (let y = box.top; y <= box.bottom; y++) {
    const start = y * to.width + box.left;
    const end = y * to.width + box.right + 1;
    to.pixels.set(from.pixels.subarray(start, end), start);
    to.depth.set(from.depth.subarray(start, end), start);
    to.surface.set(from.surface.subarray(start, end), start);
  }
}

/** The box and `by` pixels around it, as far as they lie in the canvas. */
export const widen = (
  box: PixelBox,
  by: number,
  size: { width: number; height: number },
): PixelBox =>
  clip(
    {
      left: box.left - by,
      top: box.top - by,
      right: box.right + by,
      bottom: box.bottom + by,
    },
    size,
  );
