/** Pictures of the common formats (PNG, JPEG, TIFF), read and written by sharp. */
import { writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { SensorImage } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { LARGEST_PICTURE_BYTES, readWholeFile, unreadable } from '../files/files.ts';
import { LARGEST_SIDE } from '../frame-source.ts';
import { unwritable } from '../files/unfinished-output.ts';
import { reasonOf } from '../../../base/error-words.ts';
import { PRIVATE_FILE } from '../files/private-files.ts';

/** A colour picture as RGBA, alpha 255 where the file has none. 8 bits a channel; anything else is a problem. */
export async function readColorPicture(file: string): Promise<Result<SensorImage<Uint8Array>>> {
  return decode(file, async (image, { depth }) => {
    if (depth !== 'uchar') return `it has not 8 bits a channel (${depth})`;
    const { data, info } = await image
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 4) return `it has ${info.channels} channels`;
    return { width: info.width, height: info.height, data: Uint8Array.from(data) };
  });
}

/** A depth picture: one channel of 16 bits, values as the file holds them. Anything else is a problem. */
export async function readDepthPicture(file: string): Promise<Result<SensorImage<Uint16Array>>> {
  return decode(file, async (image, { depth, channels }) => {
    if (depth !== 'ushort' || channels !== 1) {
      return `depth is one channel of 16 bits, this has ${channels} of ${depth}`;
    }
    const { data, info } = await image
      .toColourspace('grey16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true });
    // Copied, so that 16-bit readings are aligned.
    const values = new Uint16Array(Uint8Array.from(data).buffer);
    if (values.length !== info.width * info.height) return 'its pixels are not all there';
    return { width: info.width, height: info.height, data: values };
  });
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
