import { endianness } from 'node:os';

const OPAQUE = 0xff000000;
const LITTLE_ENDIAN = endianness() === 'LE';

/**
 * RGB to RGBA with alpha 255, four pixels (three words to four) at a time, if the bytes are aligned to four and their
 * count is a multiple of twelve; other pictures are converted pixel by pixel.
 */
export function rgbToRgba(rgb: Uint8Array): Uint8Array<ArrayBuffer> {
  const pixels = Math.floor(rgb.length / 3);
  const rgba = new Uint8Array(4 * pixels);
  if (!LITTLE_ENDIAN || rgb.byteOffset % 4 !== 0 || rgb.length % 12 !== 0) {
    for (let i = 0; i < pixels; i++) {
      rgba[4 * i] = rgb[3 * i] ?? 0;
      rgba[4 * i + 1] = rgb[3 * i + 1] ?? 0;
      rgba[4 * i + 2] = rgb[3 * i + 2] ?? 0;
      rgba[4 * i + 3] = 255;
    }
    return rgba;
  }
  const from = new Uint32Array(rgb.buffer, rgb.byteOffset, rgb.length / 4);
  const to = new Uint32Array(rgba.buffer);
  for (let i = 0, k = 0; i < from.length; i += 3, k += 4) {
    const a = from[i] ?? 0;
    const b = from[i + 1] ?? 0;
    const c = from[i + 2] ?? 0;
    to[k] = a | OPAQUE;
    to[k + 1] = (a >>> 24) | (b << 8) | OPAQUE;
    to[k + 2] = (b >>> 16) | (c << 16) | OPAQUE;
    to[k + 3] = (c >>> 8) | OPAQUE;
  }
  return rgba;
}
