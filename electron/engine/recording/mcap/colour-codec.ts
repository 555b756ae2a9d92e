/** Colour pictures as recordings keep them: compressed, and apart from them where nothing was mapped. */
import sharp from 'sharp';
import type { SensorImage } from '../../camera/sensor-frame.ts';
import type { CompressedImage } from './foxglove.ts';
import type { HeldColor } from './held-frame.ts';

/** `lossless` keeps every pixel at about ten times the size. */
export type ColorQuality = 'jpeg' | 'lossless';

/** Tables that fit every picture take half the time of tables made for each, at a tenth more bytes. */
const JPEG = { quality: 90, optimizeCoding: false } as const;
const LARGEST_SIDE = 4096;
const STARTS = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n'].map((start) => Buffer.from(start, 'latin1'));

// No picture is seen twice, and one processor's worth of threads costs least for each.
sharp.cache(false);
sharp.concurrency(1);

/** The picture as JPEG or PNG. */
export async function packColor(
  { width, height, rgb }: HeldColor,
  quality: ColorQuality,
): Promise<CompressedImage> {
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } });
  return quality === 'jpeg'
    ? { format: 'jpeg', data: await picture.jpeg(JPEG).toBuffer() }
    : { format: 'png', data: await picture.png({ compressionLevel: 1 }).toBuffer() };
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
