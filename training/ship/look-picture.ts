import sharp from 'sharp';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import type { FaceBox } from '../../electron/contract/observation.ts';

const PICTURE_SIDE = 56;
/** A face with its hair, over the box that the detector gives. */
const PICTURE_SCALE = 1.5;

/** A small JPEG of a face, 56 pixels wide and high, with its hair. */
export async function pictureOf(
  { width, height, color }: Pick<RgbdFrame, 'width' | 'height' | 'color'>,
  box: FaceBox,
): Promise<Uint8Array> {
  const side = Math.round(Math.min(width, height, PICTURE_SCALE * Math.max(box.width, box.height)));
  const within = (at: number, end: number) =>
    Math.round(Math.max(0, Math.min(end - side, at - side / 2)));
  const jpeg = await sharp(color, { raw: { width, height, channels: 4 } })
    .extract({
      left: within(box.x + box.width / 2, width),
      // Hair reaches higher above a face than necks below it.
      top: within(box.y + 0.42 * box.height, height),
      width: side,
      height: side,
    })
    .resize(PICTURE_SIDE, PICTURE_SIDE)
    .flatten({ background: '#808080' })
    .jpeg({ quality: 70, mozjpeg: true })
    .toBuffer();
  return Uint8Array.from(jpeg);
}
