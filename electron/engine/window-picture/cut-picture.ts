/** Cuts a part out of a picture, and shrinks it by a whole number. */
import type { CameraPicture } from '../camera/picture/camera-picture.ts';

/** Whole pixels of a picture, inside it. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Two of four bytes of a pixel, each with room for a sum. */
const LANES = 0x00ff00ff;
const OPAQUE = 0xff000000;
/** The lanes of more pixels would overflow. */
export const LARGEST_FACTOR = 16;

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
 * @param factor each pixel is the mean of the opaque ones among as many squared, and a hole where there are none; from 1
 *   to 16, which is as much as sums have room for
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
  return averaged(from, image.width, part, factor, first, step);
}

function copied(
  from: Uint32Array,
  imageWidth: number,
  { top, width, height }: Part,
  first: number,
  step: 1 | -1,
): Uint8Array {
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (top + y) * imageWidth + first;
    if (step === 1) out.set(from.subarray(row, row + width), y * width);
    else for (let x = 0; x < width; x++) out[y * width + x] = from[row - x] ?? 0;
  }
  return new Uint8Array(out.buffer);
}

function averaged(
  from: Uint32Array,
  imageWidth: number,
  part: Part,
  factor: number,
  first: number,
  step: 1 | -1,
): Uint8Array {
  const width = Math.max(1, Math.floor(part.width / factor));
  const height = Math.max(1, Math.floor(part.height / factor));
  const across = Math.min(factor, part.width);
  const down = Math.min(factor, part.height);
  const out = new Uint32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (part.top + y * factor) * imageWidth + first;
    for (let x = 0; x < width; x++, at++) {
      let even = 0;
      let odd = 0;
      for (let j = 0, line = row + step * x * factor; j < down; j++, line += imageWidth) {
        for (let i = 0, k = line; i < across; i++, k += step) {
          const pixel = from[k] ?? 0;
          even += pixel & LANES;
          odd += (pixel >>> 8) & LANES;
        }
      }
      // Alpha is all or nothing: its sum counts the pixels that have a colour, and the others are 0.
      const count = Math.ceil((odd >>> 16) / 255);
      if (count === 0) continue;
      const red = byteOf(even & 0xffff, count);
      const green = byteOf(odd & 0xffff, count);
      const blue = byteOf(even >>> 16, count);
      out[at] = OPAQUE | (blue << 16) | (green << 8) | red;
    }
  }
  return new Uint8Array(out.buffer);
}

const byteOf = (sum: number, count: number): number => Math.min(255, (sum / count + 0.5) | 0);

/** Four bytes each: one pixel. */
function wordsOf(rgba: Uint8Array): Uint32Array {
  const { buffer, byteOffset, length } = rgba;
  if (byteOffset % 4 === 0) return new Uint32Array(buffer, byteOffset, length >>> 2);
  return new Uint32Array(Uint8Array.from(rgba).buffer);
}
