/**
 * Closes the holes of a picture for the eye: pixels with alpha 0, where nothing was mapped, take the mean of the
 * neighbours that have a colour, from the rim of a hole inwards. What recognition gets is never closed.
 */

/** From the rim of a hole so far inwards, pixels: what lies deeper was never seen, and stays transparent. */
const REACH = 24;
const OPAQUE = 0xff000000;

/**
 * @param rgba width * height * 4, changed in place; must lie at a multiple of four bytes
 * @param reach rounds of one pixel each (default: 24)
 */
export function closeHoles(
  rgba: Uint8Array,
  width: number,
  height: number,
  reach: number = REACH,
): void {
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  let open = holesOf(words);
  for (let round = 0; round < reach && open.length > 0; round++) {
    const left: number[] = [];
    const closed: number[] = [];
    const colors: number[] = [];
    for (const i of open) {
      const color = meanAround(words, i, width, height);
      if (color === 0) left.push(i);
      else {
        closed.push(i);
        colors.push(color);
      }
    }
    if (closed.length === 0) return;
    // After the round: a pixel counts only from the next one on, so that a hole closes alike from all sides.
    closed.forEach((i, k) => {
      words[i] = colors[k] ?? 0;
    });
    open = left;
  }
}

function holesOf(words: Uint32Array): readonly number[] {
  const holes: number[] = [];
  for (let i = 0; i < words.length; i++) {
    if ((words[i] ?? 0) >>> 24 === 0) holes.push(i);
  }
  return holes;
}

/** The mean of the eight neighbours that have a colour, opaque; 0 where none has. */
function meanAround(words: Uint32Array, i: number, width: number, height: number): number {
  const x = i % width;
  const y = (i - x) / width;
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let down = y > 0 ? -1 : 0; down <= (y < height - 1 ? 1 : 0); down++) {
    for (let across = x > 0 ? -1 : 0; across <= (x < width - 1 ? 1 : 0); across++) {
      const pixel = words[i + down * width + across] ?? 0;
      if (pixel >>> 24 === 0) continue;
      red += pixel & 255;
      green += (pixel >>> 8) & 255;
      blue += (pixel >>> 16) & 255;
      count++;
    }
  }
  if (count === 0) return 0;
  const half = count >> 1;
  const byte = (sum: number): number => Math.floor((sum + half) / count);
  return (OPAQUE | (byte(blue) << 16) | (byte(green) << 8) | byte(red)) >>> 0;
}
