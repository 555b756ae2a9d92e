/**
 * The pictures of the stand-in's cameras (pattern.h) as Depthlock's native code must deliver them: mirrored back, in
 * whole numbers.
 */
import { createHash } from 'node:crypto';
import { turnNumbers, turnPixels } from '../../electron/engine/camera/mirrored/turn-pictures.ts';

const WIDTH = 512;
const HEIGHT = 424;
const COLUMNS = 1920;
const ROWS = 1080;

/** Number of the pattern's frame; the marker pixel has moved from the left edge to the right. */
export const frameNumberOf = (depth: Uint16Array): number => (depth[WIDTH - 1] ?? 0) - 500;

/** Fingerprint of readings, infrared and colour, so that frames can be compared between processes. */
export function patternFingerprint(
  depth: Uint16Array,
  infrared: Uint16Array,
  color: Uint8Array,
): string {
  const hash = createHash('sha1');
  for (const { buffer, byteOffset, byteLength } of [depth, infrared, color]) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest('hex');
}

/** The fingerprint of frame `n`. */
export function expectedFingerprint(n: number): string {
  return patternFingerprint(expectedDepth(n), expectedInfrared(n), expectedColor(n));
}

/** The fingerprint of frame `n` as the library delivers it, mirrored. */
export function mirroredFingerprint(n: number): string {
  const [depth, infrared, color] = [expectedDepth(n), expectedInfrared(n), expectedColor(n)];
  turnNumbers(depth, WIDTH);
  turnNumbers(infrared, WIDTH);
  turnPixels(color, COLUMNS);
  return patternFingerprint(depth, infrared, color);
}

function expectedDepth(n: number): Uint16Array {
  return turned(new Uint16Array(WIDTH * HEIGHT), WIDTH, (x, y) => {
    const i = y * WIDTH + x;
    if (i === 0) return 500 + (n % 3000);
    // Zero, negative, NaN, infinite, beyond 16 bits, less than half a millimetre.
    if ([3, 7, 11, 13, 17, 19].includes((i + n) % 23)) return 0;
    return Math.floor(500 + ((x * 7 + y * 13 + n * 31) % 4000) + 0.25 * (i % 4) + 0.5);
  });
}

function expectedInfrared(n: number): Uint16Array {
  return turned(new Uint16Array(WIDTH * HEIGHT), WIDTH, (x, y) => {
    const brightness = ((x * 37 + y * 11 + n * 101) % 70_000) - 2000 + 0.5 * (x % 2);
    return Math.max(0, Math.min(65_535, Math.floor(brightness + 0.5)));
  });
}

function expectedColor(n: number): Uint8Array {
  const words = turned(new Uint32Array(COLUMNS * ROWS), COLUMNS, (x, y) => {
    const [red, green, blue] = [(x ^ y ^ n) & 255, (y + 2 * n) & 255, (x + n) & 255];
    return 0xff000000 + blue * 65_536 + green * 256 + red;
  });
  return new Uint8Array(words.buffer);
}

function turned<Data extends Uint16Array | Uint32Array>(
  image: Data,
  width: number,
  valueOf: (x: number, y: number) => number,
): Data {
  for (let i = 0; i < image.length; i++) {
    image[i] = valueOf(width - 1 - (i % width), Math.floor(i / width));
  }
  return image;
}
