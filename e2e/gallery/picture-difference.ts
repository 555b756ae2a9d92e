/** How far two pictures of a screen differ, for a comparison that forgives another machine's fonts and drawing. */
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** Both are compared at this width, pixels: letters become grey, and panels, buttons and pictures stay. */
const WIDTH = 160;
/** Difference of two pixels' colours that counts, 0 to 1 (`pixelmatch`: YIQ). */
const COLOUR_STEP = 0.1;

/**
 * Share of the pixels that differ, 0 to 1; 1 where one of them has another shape.
 * @param one an encoded picture (PNG, WebP)
 * @param other likewise
 */
export async function pictureDifference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([small(one), small(other)]);
  if (a.height !== b.height) return 1;
  const differing = pixelmatch(a.pixels, b.pixels, undefined, WIDTH, a.height, {
    threshold: COLOUR_STEP,
    includeAA: true,
  });
  return differing / (WIDTH * a.height);
}

interface SmallPicture {
  /** RGBA. */
  readonly pixels: Uint8Array;
  readonly height: number;
}

async function small(picture: Buffer): Promise<SmallPicture> {
  const { data, info } = await sharp(picture)
    .resize({ width: WIDTH })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, height: info.height };
}
