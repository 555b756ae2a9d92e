/** Cuts a part out of a picture, and shrinks it by a whole number. */
import type { CameraPicture } from '../camera/picture/camera-picture.ts';

/** Whole pixels of a picture, inside it. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** More is never needed: a picture of 8192 × 8192 is shrunk to 512 × 512. */
export const LARGEST_FACTOR = 16;
/** The lowest bit of each byte of a pixel, and all others. */
const LOWEST = 0x01010101;
const UPPER = ~LOWEST;

/**
 * The smallest part on the raster of `factor` that holds the given one: rastered alike from frame to frame, so that a
 * part that moves shows the same averages and no shimmer.
 */
export function onRaster(
  { x, y, width, height }: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>,
  factor: number,
  picture: { readonly width: number; readonly height: number },
): Part {
  const columns = Math.max(1, Math.floor(picture.width / factor));
  const rows = Math.max(1, Math.floor(picture.height / factor));
  const first = (place: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(place / factor)));
  const end = (place: number, count: number): number =>
    Math.min(count, Math.max(1, Math.ceil(place / factor)));
  const left = first(x, columns);
  const top = first(y, rows);
  const right = Math.max(left + 1, end(x + width, columns));
  const bottom = Math.max(top + 1, end(y + height, rows));
  return {
    left: factor * left,
    top: factor * top,
    width: factor * (right - left),
    height: factor * (bottom - top),
  };
}

/**
 * @param part of the picture as the camera saw it; its sides are multiples of `factor`, unless the picture is smaller
 * @param factor each pixel is the mean of two opposite corners of a square of this side; from 1 to LARGEST_FACTOR
 * @returns RGBA, ⌊width / factor⌋ × ⌊height / factor⌋, at least one pixel, in an array of its own
 */
export function cutPicture(
  { image, isTurned }: Pick<CameraPicture, 'image' | 'isTurned'>,
  part: Part,
  factor: number,
): Uint8Array {
  const from = wordsOf(image.data);
  // Column of the image that holds the part's first, and the way to its next.
  const first = isTurned ? image.width - 1 - part.left : part.left;
  const step = isTurned ? -1 : 1;
  if (factor === 1) return copied(from, image.width, part, first, step);
  return shrunk(from, image.width, part, factor, first, step);
}

function copied(
  from: Int32Array,
  imageWidth: number,
  { top, width, height }: Part,
  first: number,
  step: 1 | -1,
): Uint8Array {
  const out = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (top + y) * imageWidth + first;
    if (step === 1) out.set(from.subarray(row, row + width), y * width);
    else for (let x = 0; x < width; x++) out[y * width + x] = from[row - x] ?? 0;
  }
  return new Uint8Array(out.buffer);
}

/**
 * Of each square two opposite corners are read: what lies between them is seen at a fraction of the time that all pixels
 * of a picture of 8 MB would take.
 */
function shrunk(
  from: Int32Array,
  imageWidth: number,
  part: Part,
  factor: number,
  first: number,
  step: 1 | -1,
): Uint8Array {
  const width = Math.max(1, Math.floor(part.width / factor));
  const height = Math.max(1, Math.floor(part.height / factor));
  const farther = Math.min(factor, part.width, part.height) - 1;
  const toOther = farther * (imageWidth + step);
  const advance = step * factor;
  const out = new Int32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    let at = (part.top + y * factor) * imageWidth + first;
    for (const end = i + width; i < end; i++, at += advance) {
      out[i] = meanOf(from[at] ?? 0, from[at + toOther] ?? 0);
    }
  }
  return new Uint8Array(out.buffer);
}

/** Of two pixels, byte by byte, rounded up; where one is a hole the other, as alpha is all or nothing. */
function meanOf(one: number, other: number): number {
  if (one >= 0) return other;
  if (other >= 0) return one;
  return (one | other) - (((one ^ other) & UPPER) >>> 1);
}

/** Four bytes each: one pixel. */
function wordsOf(rgba: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = rgba;
  if (byteOffset % 4 === 0) return new Int32Array(buffer, byteOffset, length >>> 2);
  return new Int32Array(Uint8Array.from(rgba).buffer);
}
