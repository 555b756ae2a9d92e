/** Every other byte of a pixel: two channels with room for a product by 256. */
const LANES = 0x00ff00ff;
const HALVES = 0x00800080;
const OPAQUE = 0xff000000;

/**
 * Mixes three RGBA pixels of `from` by the shares of the second and third, in 256ths, 0 to 256. Opaque. Works on
 * places in arrays, since a pixel as an argument is a number on the heap.
 */
export function mixPixel(
  to: Uint32Array,
  at: number,
  from: Uint32Array,
  first: number,
  second: number,
  third: number,
  shareB: number,
  shareC: number,
): void {
  const a = from[first] ?? 0;
  const b = from[second] ?? 0;
  const c = from[third] ?? 0;
  const shareA = Math.max(0, 256 - shareB - shareC);
  const redAndBlue =
    Math.imul(a & LANES, shareA) +
    Math.imul(b & LANES, shareB) +
    Math.imul(c & LANES, shareC) +
    HALVES;
  const green =
    ((a >>> 8) & 255) * shareA + ((b >>> 8) & 255) * shareB + ((c >>> 8) & 255) * shareC + 128;
  to[at] = OPAQUE | ((redAndBlue >>> 8) & LANES) | (green & 0xff00);
}

/** Mixes pixel `at` of `from` into the same one of `to`; `share` in 256ths is the part of `from`. */
export function mixInto(to: Uint32Array, from: Uint32Array, at: number, share: number): void {
  const a = to[at] ?? 0;
  const b = from[at] ?? 0;
  const rest = 256 - share;
  const redAndBlue = Math.imul(a & LANES, rest) + Math.imul(b & LANES, share) + HALVES;
  const green = ((a >>> 8) & 255) * rest + ((b >>> 8) & 255) * share + 128;
  to[at] = OPAQUE | ((redAndBlue >>> 8) & LANES) | (green & 0xff00);
}
