/** Pictures of the common formats (PNG, JPEG, TIFF), read and written by sharp. */
import { writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';
import type { DepthValues } from '../reading/depth-millimetres.ts';
import { unwritable } from '../files/unfinished-output.ts';
import { reasonOf } from '../../../base/error-words.ts';
import { PRIVATE_FILE } from '../files/private-files.ts';

/** A colour picture as RGBA, alpha 255 where the file has none. 8 or 16 bits a channel; anything else is a problem. */
export async function readColorPicture(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  return decode(file, async (image, { depth }) => {
    if (depth !== 'uchar' && depth !== 'ushort') return `colour of ${depth} channels is not read`;
    const { data, info } = await image
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 4) return `it has ${info.channels} channels`;
    return { width: info.width, height: info.height, data: Uint8Array.from(data) };
  });
}

/** Kinds of numbers that a picture may hold its depth in, in the words of the library; whole ones may be negative. */
const WHOLE_NUMBERS = new Set(['ushort', 'short', 'uint', 'int']);
const FRACTIONS = new Set(['float', 'double']);

/**
 * A depth picture: one channel, values as the file holds them. 16-bit whole numbers, or 32-bit fractions, with NaN and
 * negative ones as they are; whole numbers of other widths that do not fit 16 bits become 0. Anything else is a problem.
 */
export async function readDepthPicture(file: string): Promise<Result<SensorImage<DepthValues>>> {
  return decode<SensorImage<DepthValues>>(file, async (image, { depth, channels }) => {
    const isWhole = WHOLE_NUMBERS.has(depth);
    if (channels !== 1 || !(isWhole || FRACTIONS.has(depth))) {
      const bits = depth === 'uchar' ? '8 bits, too few for depth' : depth;
      return `depth is one channel of 16 bits, or of 32-bit fractions; this has ${channels} of ${bits}`;
    }
    const { data, info } = await pixelsOf(image, depth).toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    // Copied, so that readings are aligned.
    const { buffer } = Uint8Array.from(data);
    const values = SIXTEEN_BITS.has(depth) ? new Uint16Array(buffer) : numbersOf(buffer, isWhole);
    if (values.length !== width * height) return 'its pixels are not all there';
    return { width, height, data: values };
  });
}

const SIXTEEN_BITS = new Set(['ushort', 'short']);

/** 16 bits stay as they are, negative ones become 0; any other colour space makes 8 bits of them. */
const pixelsOf = (image: Sharp, depth: string): Sharp =>
  SIXTEEN_BITS.has(depth)
    ? image.toColourspace('grey16').raw({ depth: 'ushort' })
    : image.toColourspace('b-w').raw({ depth: 'float' });

function numbersOf(buffer: ArrayBuffer, isWhole: boolean): DepthValues {
  const fractions = new Float32Array(buffer);
  if (!isWhole) return fractions;
  return Uint16Array.from(fractions, (value) => (value > 0 && value <= 65_535 ? value : 0));
}

/** PNG, JPEG, TIFF of both byte orders: sharp reads many more formats, some of them programs rather than pictures. */
const STARTS = ['\x89PNG\r\n\x1a\n', '\xff\xd8\xff', 'II*\0', 'MM\0*'].map((start) =>
  Buffer.from(start, 'latin1'),
);

interface Header {
  readonly depth: string;
  readonly channels: number;
}

/** @param make creates the picture, or returns what is wrong with it */
async function decode<Picture>(
  file: string,
  make: (image: Sharp, header: Header) => Promise<Picture | string>,
): Promise<Result<Picture>> {
  const bytes = await readWholeFile(file, LARGEST_PICTURE_BYTES);
  if (!bytes.ok) return bytes;
  if (!STARTS.some((start) => bytes.value.subarray(0, start.length).equals(start))) {
    return unreadable(file, 'it does not begin as a PNG, JPEG or TIFF picture');
  }
  try {
    const image = sharp(bytes.value, { limitInputPixels: LARGEST_SIDE * LARGEST_SIDE });
    const { width, height, depth, channels } = await image.metadata();
    if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
      return unreadable(file, `${width}×${height} is larger than any depth camera's picture`);
    }
    const made = await make(image, { depth, channels });
    return typeof made === 'string' ? unreadable(file, made) : succeed(made);
  } catch (error) {
    const reason = reasonOf(error);
    return unreadable(file, `it is damaged or no picture (${reason.trim().split('\n')[0] ?? ''})`);
  }
}

/** Writes RGBA as a lossless RGB PNG; default: without alpha. */
export async function writeColorPicture(
  file: string,
  { width, height, data }: SensorImage<Uint8Array>,
  { alpha }: { readonly alpha: boolean } = { alpha: false },
): Promise<Result<void>> {
  const image = sharp(data, { raw: { width, height, channels: 4 } });
  return encode(file, alpha ? image : image.removeAlpha());
}

/** Writes 16-bit values unchanged into a one-channel PNG. */
export async function writeDepthPicture(
  file: string,
  { width, height, data }: SensorImage<Uint16Array>,
): Promise<Result<void>> {
  const image = sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('grey16');
  return encode(file, image);
}

async function encode(file: string, image: Sharp): Promise<Result<void>> {
  try {
    const bytes = await image.png({ compressionLevel: 4 }).toBuffer();
    await writeFile(file, bytes, { flag: 'wx', ...PRIVATE_FILE });
    return succeed(undefined);
  } catch (error) {
    return unwritable(file, error);
  }
}
