import sharp from 'sharp';
import type { SensorFrame } from '../camera/sensor-frame.ts';

/**
 * The colour of a frame as a small JPEG; null where it cannot be made.
 * @param width pixels
 */
export async function smallJpeg(
  { color }: Pick<SensorFrame, 'color'>,
  width: number,
): Promise<Uint8Array | null> {
  try {
    const raw = { width: color.width, height: color.height, channels: 4 } as const;
    const jpeg = await sharp(color.data, { raw })
      .resize({ width })
      .flatten({ background: '#07090b' })
      .jpeg({ quality: 78 })
      .toBuffer();
    return Uint8Array.from(jpeg);
  } catch {
    return null;
  }
}
