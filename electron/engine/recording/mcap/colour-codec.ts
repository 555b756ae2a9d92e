/**
 * Colour pictures as recordings store them: compressed, with a separate mask of where colour was mapped. libjpeg-turbo
 * writes JPEG itself, in half the time of libvips (sharp), from pixels as they are.
 */
import jpegTurbo from '@julusian/jpeg-turbo';
import sharp from 'sharp';
import type { SensorImage } from '../../camera/sensor-frame.ts';
import type { CompressedImage } from './foxglove.ts';
import type { HeldColor } from './held-frame.ts';

/** `lossless` keeps every pixel at about ten times the size. */
export type ColorQuality = 'jpeg' | 'lossless';

const JPEG_QUALITY = 90;
const LARGEST_SIDE = 4096;
const STARTS = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n'].map((start) => Buffer.from(start, 'latin1'));

// No picture is seen twice, and one thread costs least per picture.
sharp.cache(false);
sharp.concurrency(1);

/** Packs pictures one after the other, reusing the memory of the previous one. */
export class ColorPacker {
  #room: Buffer = Buffer.alloc(0);
  #last: Promise<unknown> = Promise.resolve();

  /** The picture as JPEG or PNG. */
  pack(picture: HeldColor, quality: ColorQuality): Promise<CompressedImage> {
    const packed = this.#last.then(() =>
      quality === 'jpeg' ? this.#toJpeg(picture) : toPng(picture),
    );
    this.#last = packed.catch(() => undefined);
    return packed;
  }

  async #toJpeg({ width, height, rgba }: HeldColor): Promise<CompressedImage> {
    const size = { width, height, subsampling: jpegTurbo.SAMP_420 };
    const largest = jpegTurbo.bufferSize(size);
    if (this.#room.length < largest) this.#room = Buffer.alloc(largest);
    const pixels = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength);
    const options = { ...size, format: jpegTurbo.FORMAT_RGBA, quality: JPEG_QUALITY };
    const jpeg = await jpegTurbo.compress(pixels, this.#room, options);
    return { format: 'jpeg', data: Buffer.from(jpeg) };
  }
}

async function toPng({ width, height, rgba }: HeldColor): Promise<CompressedImage> {
  const picture = sharp(rgba, { raw: { width, height, channels: 4 } }).removeAlpha();
  return { format: 'png', data: await picture.png({ compressionLevel: 1 }).toBuffer() };
}

/** RGBA of the picture; throws if it is no picture, is too large, or does not fit its mask. */
export async function unpackColor(
  data: Uint8Array,
  mask: Uint8Array | null,
): Promise<SensorImage<Uint8Array>> {
  // Sharp reads many more formats, some of them programs rather than pictures.
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
