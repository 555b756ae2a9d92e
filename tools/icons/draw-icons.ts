/** Draws the icons of the app in all sizes: `npm run icons`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { root } from '../child.ts';
import { isMain } from '../is-main.ts';
import { icnsFile, icoFile, type IconPicture } from './icon-files.ts';

export const ICONS_FOLDER = path.join(root, 'assets', 'icons');

/** Pixels of an edge. */
export const PNG_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256] as const;
const ICNS_SIZES = [16, 32, 64, 128, 256, 512, 1024] as const;
/** Points of an icon in the menu bar of macOS; twice as many pixels on a dense screen. */
const TRAY_SIZE = 16;

/** Below it fine lines are no more than a grey veil. */
const FINE_FROM = 48;
/** Pixels an edge that the drawing is made for. */
const DRAWING_SIZE = 1024;
/** Icons of macOS leave so much of their edge free on each side. */
const MAC_MARGIN = 68 / 1024;

/** All files of the icons: name below `assets/icons` and content. */
export async function drawIcons(): Promise<ReadonlyMap<string, Buffer>> {
  const svg = await readFile(path.join(ICONS_FOLDER, 'icon.svg'), 'utf8');
  const tray = await readFile(path.join(ICONS_FOLDER, 'tray.svg'));
  const drawn = (sizes: readonly number[], margin = 0): Promise<IconPicture[]> =>
    Promise.all(sizes.map(async (size) => ({ size, png: await drawIcon(svg, size, margin) })));
  const pictures = await drawn(PNG_SIZES);
  const files = new Map<string, Buffer>();
  for (const { size, png } of pictures) files.set(`png/${size}x${size}.png`, png);
  files.set('icon.ico', icoFile(await drawn(ICO_SIZES)));
  files.set('icon.icns', icnsFile(await drawn(ICNS_SIZES, MAC_MARGIN)));
  files.set('tray/trayTemplate.png', await draw(tray, 16, TRAY_SIZE));
  files.set('tray/trayTemplate@2x.png', await draw(tray, 16, 2 * TRAY_SIZE));
  return files;
}

async function drawIcon(svg: string, size: number, margin: number): Promise<Buffer> {
  const free = Math.round(size * margin);
  const drawing = size < FINE_FROM ? simplified(svg) : svg;
  const inner = await draw(Buffer.from(drawing), DRAWING_SIZE, size - 2 * free);
  if (free === 0) return inner;
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp(inner)
    .extend({ top: free, bottom: free, left: free, right: free, background })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** The drawing for few pixels: no fine lines, a larger lock. */
const simplified = (svg: string): string =>
  svg
    // These groups hold none themselves.
    .replace(/<g id="fine[^"]*"[^>]*>[^]*?<\/g>/g, '')
    .replace('translate(0 0)', 'translate(512 512) scale(1.3) translate(-512 -513)');

/** @param edge units of the drawing, which are pixels at 72 dots an inch */
function draw(svg: Buffer, edge: number, size: number): Promise<Buffer> {
  // Drawn four times as large and made smaller: edges stay even.
  const density = Math.min(2400, Math.max(72, (72 * 4 * size) / edge));
  return sharp(svg, { density }).resize(size, size).png({ compressionLevel: 9 }).toBuffer();
}

async function writeIcons(): Promise<void> {
  for (const [name, content] of await drawIcons()) {
    const file = path.join(ICONS_FOLDER, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

if (isMain(import.meta)) await writeIcons();
