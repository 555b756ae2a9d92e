import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { promisify } from 'node:util';
import type { AtlasView } from './atlas.ts';

/**
 * The depth, surface and follow planes of one view, packed into one brotli stream.
 *
 * Depth is predicted from its left and upper neighbours (the median edge detector of LOCO-I, Weinberger et al.
 * 2000, §III.A), the zigzagged residuals are split into a low-byte and a high-byte plane. Surface and follow
 * are stored as the difference from the pixel on the left, follow in FOLLOW_STEPS steps.
 */
export type ViewGeometry = Pick<AtlasView, 'depth' | 'surface' | 'follow'>;

const FOLLOW_STEPS = 32;
const PLANES = 4;

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** @param geometry planes of width * height values each */
export async function packGeometry(geometry: ViewGeometry, width: number): Promise<Buffer> {
  const pixels = geometry.depth.length;
  const planes = new Uint8Array(PLANES * pixels);
  for (let i = 0; i < pixels; i++) {
    const difference = ((geometry.depth[i] ?? 0) - predict(geometry.depth, i, width)) & 0xffff;
    const residual = zigzag(difference);
    planes[i] = residual & 0xff;
    planes[pixels + i] = residual >> 8;
  }
  const steps = geometry.follow.map((value) => Math.round((value * FOLLOW_STEPS) / 255));
  writeDifferences(planes.subarray(2 * pixels, 3 * pixels), geometry.surface);
  writeDifferences(planes.subarray(3 * pixels), steps);
  return compress(planes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: planes.length,
    },
  });
}

/** Undoes packGeometry; undefined when the bytes are not the planes of a width x height view. */
export async function unpackGeometry(
  bytes: Uint8Array,
  width: number,
  height: number,
): Promise<ViewGeometry | undefined> {
  const pixels = width * height;
  const planes = await decompress(bytes, { maxOutputLength: PLANES * pixels }).catch(
    () => undefined,
  );
  if (planes?.length !== PLANES * pixels) {
    return undefined;
  }
  const depth = new Uint16Array(pixels);
  for (let i = 0; i < pixels; i++) {
    const residual = (planes[i] ?? 0) | ((planes[pixels + i] ?? 0) << 8);
    depth[i] = predict(depth, i, width) + unzigzag(residual);
  }
  const surface = readDifferences(planes.subarray(2 * pixels, 3 * pixels));
  const follow = readDifferences(planes.subarray(3 * pixels)).map((step) =>
    Math.round((Math.min(step, FOLLOW_STEPS) * 255) / FOLLOW_STEPS),
  );
  return { depth, surface, follow };
}

/** Median edge detector: the left or upper neighbour at an edge, else the plane through the three neighbours. */
function predict(depth: Uint16Array, i: number, width: number): number {
  const left = i % width > 0 ? (depth[i - 1] ?? 0) : 0;
  const above = i >= width ? (depth[i - width] ?? 0) : 0;
  const corner = i >= width && i % width > 0 ? (depth[i - width - 1] ?? 0) : 0;
  if (corner >= Math.max(left, above)) {
    return Math.min(left, above);
  }
  if (corner <= Math.min(left, above)) {
    return Math.max(left, above);
  }
  return left + above - corner;
}

/** Maps the signed 16-bit differences 0, -1, 1, -2 … to 0, 1, 2, 3 … */
function zigzag(difference: number): number {
  const signed = (difference << 16) >> 16;
  return ((signed << 1) ^ (signed >> 15)) & 0xffff;
}

function unzigzag(residual: number): number {
  return (residual >>> 1) ^ -(residual & 1);
}

function writeDifferences(target: Uint8Array, values: Uint8Array): void {
  for (let i = 0; i < values.length; i++) {
    target[i] = (values[i] ?? 0) - (values[i - 1] ?? 0);
  }
}

function readDifferences(differences: Uint8Array): Uint8Array {
  const values = new Uint8Array(differences.length);
  for (let i = 0, value = 0; i < values.length; i++) {
    value += differences[i] ?? 0;
    values[i] = value;
  }
  return values;
}
