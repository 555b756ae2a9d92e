/** Pictures of every view of the window's stand-in, in both themes, always of the same moment. */
import type { Page } from 'playwright';
import sharp from 'sharp';
import type { StandIn } from '../stand-in/stand-in.ts';
import { allViews } from '../stand-in/views.ts';

const SIZE = { name: 'gallery', width: 1180, height: 800 };
/** Of its width and height is kept: legible, and small enough to be kept in the repository. */
const KEPT_SHARE = 0.75;
const MOMENT = new Date('2026-11-23T09:41:00');
/** Longest wait for one screenshot, in milliseconds: it takes 0.2 s, or for ever. */
const SHOT_MS = 20_000;
const SHOTS = 4;
/** The stand-in then stops, so that the last frame is always the same. */
const FRAMES = '16';

export const GALLERY_THEMES = ['dark', 'light'] as const;
export type GalleryTheme = (typeof GALLERY_THEMES)[number];

export interface GalleryPicture {
  /** Name of the view (`stand-in/views.ts`). */
  readonly view: string;
  readonly theme: GalleryTheme;
  /** File name without its folder. */
  readonly file: string;
  /** PNG. */
  readonly image: Buffer;
}

/** Takes them one after another; the stand-in may not be used meanwhile. */
export async function* takePictures(standIn: StandIn): AsyncGenerator<GalleryPicture> {
  const { page } = standIn;
  await page.clock.setFixedTime(MOMENT);
  for (const { name, query, size = SIZE, open } of allViews(standIn.states)) {
    await standIn.resize(size);
    for (const theme of GALLERY_THEMES) {
      await standIn.show({ panel: 'closed', ...query, theme, frames: FRAMES });
      await open?.(page);
      // The last frame is drawn, and what moves has arrived.
      await page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
          }),
      );
      await page.mouse.move(0, 0);
      const shot = await shotOf(page);
      const image = await sharp(shot)
        .resize({ width: size.width * KEPT_SHARE })
        .png()
        .toBuffer();
      yield { view: name, theme, file: fileOf(name, theme), image };
    }
  }
}

/** Chromium now and then never answers a screenshot of a window that was just resized, and answers the next one. */
async function shotOf(page: Page): Promise<Buffer> {
  for (let left = SHOTS; ; left--) {
    try {
      return await page.screenshot({ animations: 'disabled', caret: 'hide', timeout: SHOT_MS });
    } catch (thrown) {
      if (left === 1) throw thrown;
    }
  }
}

/** “settings, nobody enrolled” → `settings-nobody-enrolled.dark.webp`. */
function fileOf(view: string, theme: GalleryTheme): string {
  return `${view
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')}.${theme}.webp`;
}
