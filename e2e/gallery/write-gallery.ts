/**
 * `npm run gallery`: pictures of every state of every screen, in both themes, and the page that shows them
 * (docs/gallery.md). A picture that looks as before is left as it is, so that a change shows what it changed.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { withDisplay } from '../../tools/electron/display.ts';
import { prepareElectron } from '../../tools/electron/prepare.ts';
import { PROJECT } from '../app.ts';
import { openStandIn } from '../stand-in/stand-in.ts';
import { GALLERY } from './gallery-folder.ts';
import { pictureDifference } from './picture-difference.ts';
import { takePictures, type GalleryPicture } from './take-pictures.ts';

const QUALITY = 80;
/** A smaller difference is the machine's. */
const SAME = 0.002;

async function keep({ file, image }: GalleryPicture): Promise<boolean> {
  const target = path.join(GALLERY, file);
  const before = await readFile(target).catch(() => null);
  if (before !== null && (await pictureDifference(before, image)) <= SAME) return false;
  await writeFile(target, await sharp(image).webp({ quality: QUALITY }).toBuffer());
  return true;
}

function pageOf(views: ReadonlyMap<string, readonly string[]>): string {
  const lines = [...views].flatMap(([view, files]) => [
    `## ${view}`,
    '',
    files.map((file) => `![${view}](pictures/gallery/${file})`).join(' '),
    '',
  ]);
  return [
    '# Every screen',
    '',
    'Drawn from the window’s stand-in by `npm run gallery`, dark and light; `npm test` compares the pictures with the screens of',
    'the checkout.',
    '',
    ...lines,
  ].join('\n');
}

await prepareElectron();
await withDisplay(async () => {
  await mkdir(GALLERY, { recursive: true });
  const views = new Map<string, string[]>();
  let changed = 0;
  const standIn = await openStandIn();
  try {
    for await (const picture of takePictures(standIn)) {
      if (await keep(picture)) changed += 1;
      views.set(picture.view, [...(views.get(picture.view) ?? []), picture.file]);
    }
  } finally {
    await standIn.close();
  }
  const files = new Set([...views.values()].flat());
  const left = (await readdir(GALLERY)).filter((file) => !files.has(file));
  for (const file of left) await rm(path.join(GALLERY, file));
  await writeFile(path.join(PROJECT, 'docs', 'gallery.md'), pageOf(views));
  console.log(`${files.size} pictures, ${changed} new or changed, ${left.length} removed.`);
});
