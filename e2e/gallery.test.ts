/** The pictures that people see in the documentation are those of the screens. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import sharp from 'sharp';
import { GALLERY } from './gallery/gallery-folder.ts';
import { pictureDifference } from './gallery/picture-difference.ts';
import { takePictures } from './gallery/take-pictures.ts';
import { openStandIn } from './stand-in/stand-in.ts';

/** Other fonts and another Electron differ by less; a button that is gone differs by more. */
const TOLERATED = 0.02;

test('a picture without one of its panels differs, the same in other letters does not', async () => {
  const width = 885;
  const height = 600;
  const screen = (markup: string): Promise<Buffer> =>
    sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#10151d"/>${markup}</svg>`,
      ),
    )
      .png()
      .toBuffer();
  const panel = '<rect x="300" y="200" width="280" height="160" fill="#35506e"/>';
  const letters = (font: string): string =>
    `<text x="320" y="280" font-family="${font}" font-size="14" fill="#9aa7b4">Look at the camera.</text>`;
  const one = await screen(panel + letters('serif'));
  expect(await pictureDifference(one, await screen(panel + letters('monospace')))).toBeLessThan(
    TOLERATED,
  );
  expect(await pictureDifference(one, await screen(letters('serif')))).toBeGreaterThan(TOLERATED);
});

test('every screen looks as its picture in the gallery', async () => {
  const standIn = await openStandIn();
  const faults: string[] = [];
  const files: string[] = [];
  try {
    for await (const { file, image } of takePictures(standIn)) {
      files.push(file);
      const kept = await readFile(path.join(GALLERY, file)).catch(() => null);
      if (kept === null) {
        faults.push(`${file} is missing.`);
        continue;
      }
      const difference = await pictureDifference(kept, image);
      if (difference > TOLERATED) {
        faults.push(`${file} differs in ${(100 * difference).toFixed(1)} % of its pixels.`);
      }
    }
  } finally {
    await standIn.close();
  }
  const extra = (await readdir(GALLERY)).filter((file) => !files.includes(file));
  faults.push(...extra.map((file) => `${file} shows no screen any more.`));
  expect(faults, 'Look at them, and renew them by “npm run gallery”.').toEqual([]);
});
