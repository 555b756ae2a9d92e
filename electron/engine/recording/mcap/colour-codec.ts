/** Colour pictures as recordings keep them: compressed, and apart from them where nothing was mapped. */
import sharp from 'sharp';
import type { SensorImage } from '../../camera/sensor-frame.ts';
import type { CompressedImage } from './foxglove.ts';

/** `lossless` keeps every pixel at about ten times the size. */
export type ColorQuality = 'jpeg' | 'lossless';

/** Tables that fit every picture take half the time of tables made for each, at a tenth more bytes. */
const JPEG = { quality: 90, optimizeCoding: false } as const;
const LARGEST_SIDE = 4096;
const STARTS = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n'].map((start) => Buffer.from(start, 'latin1'));

export interface PackedColor {
  readonly image: CompressedImage;
  /** One byte a pixel, 255 or 0; null where all is mapped. */
  readonly mask: Uint8Array | null;
}

export async function packColor(
  { width, height, data }: SensorImage<Uint8Array>,
  quality: ColorQuality,
): Promise<PackedColor> {
  const mask = maskOf(data);
  const picture = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const bytes =
    quality === 'jpeg'
      ? await picture.jpeg(JPEG).toBuffer()
      : await picture.png({ compressionLevel: 1 }).toBuffer();
  return { image: { format: quality === 'jpeg' ? 'jpeg' : 'png', data: bytes }, mask };
}

function maskOf(data: Uint8Array): Uint8Array | null {
  let isWhole = true;
  for (let i = 3; i < data.length && isWhole; i += 4) isWhole = data[i] === 255;
  if (isWhole) return null;
  const mask = new Uint8Array(data.length / 4);
  for (let i = 0; i < mask.length; i++) mask[i] = data[4 * i + 3] === 0 ? 0 : 255;
  return mask;
}

/** RGBA of the picture; throws where it is none, is too large, or does not fit its mask. */
export async function unpackColor(
  data: Uint8Array,
  mask: Uint8Array | null,
): Promise<SensorImage<Uint8Array>> {
  // Sharp reads many more, some of them programs rather than pictures.
  const isKnown = STARTS.some((start) => start.equals(data.subarray(0, start.length)));
  if (!isKnown) throw new Error('the picture is neither JPEG nor PNG');
  const decoded = await sharp(data, { limitInputPixels: LARGEST_SIDE * LARGEST_SIDE })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = decoded.info;
  const pixels = new Uint8Array(4 * width * height);
  pixels.set(decoded.data);
  if (mask === null) return { width, height, data: pixels };
  if (mask.length !== width * height) throw new Error('the mask does not fit the picture');
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) pixels.fill(0, 4 * i, 4 * i + 4);
  }
  return { width, height, data: pixels };
}
