import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawIcons, ICONS_FOLDER, PNG_SIZES } from './draw-icons.ts';
import { ICNS_TYPES, icnsFile, icoFile } from './icon-files.ts';

/** Grey levels of 255: drawn by another version of the library, edges may differ a little. */
const ALIKE = 2;

const inFolder = (name: string): Promise<Buffer> => readFile(path.join(ICONS_FOLDER, name));

/** Pictures in an ICO file, as a reader finds them. */
function picturesOfIco(file: Buffer): { size: number; png: Buffer }[] {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1]);
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = file.subarray(6 + 16 * index, 22 + 16 * index);
    const start = entry.readUInt32LE(12);
    const png = file.subarray(start, start + entry.readUInt32LE(8));
    return { size: entry.readUInt8(0) === 0 ? 256 : entry.readUInt8(0), png };
  });
}

/** Pictures in an ICNS file, as a reader finds them. */
function picturesOfIcns(file: Buffer): { type: string; png: Buffer }[] {
  expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
  const found: { type: string; png: Buffer }[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at + 4);
    found.push({
      type: file.toString('latin1', at, at + 4),
      png: file.subarray(at + 8, at + length),
    });
    at += length;
  }
  return found;
}

async function sizeOf(png: Buffer): Promise<number> {
  const { format, width, height } = await sharp(png).metadata();
  expect([format, width]).toEqual(['png', height]);
  return width;
}

async function meanDifference(one: Buffer, other: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [one, other].map((png) => sharp(png).ensureAlpha().raw().toBuffer()),
  );
  if (left === undefined || right?.length !== left.length) return Infinity;
  const sum = left.reduce(
    (total, value, index) => total + Math.abs(value - (right[index] ?? 0)),
    0,
  );
  return sum / left.length;
}

describe('the icons', () => {
  let drawn: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    drawn = await drawIcons();
  });

  it('lie in the repository as the drawing says (npm run icons)', async () => {
    for (const [name, content] of drawn) {
      if (!name.endsWith('.png')) continue;
      expect([name, (await meanDifference(content, await inFolder(name))) < ALIKE]).toEqual([
        name,
        true,
      ]);
    }
  });

  it('have the sizes that their names say', async () => {
    for (const size of PNG_SIZES) {
      expect(await sizeOf(await inFolder(`png/${size}x${size}.png`))).toBe(size);
    }
  });

  it('are in the file for Windows, from 16 to 256 pixels', async () => {
    const pictures = picturesOfIco(await inFolder('icon.ico'));
    expect(pictures.map(({ size }) => size)).toEqual([16, 24, 32, 48, 64, 128, 256]);
    for (const { size, png } of pictures) expect(await sizeOf(png)).toBe(size);
  });

  it('are in the file for macOS, each size for each kind of screen', async () => {
    const pictures = picturesOfIcns(await inFolder('icon.icns'));
    expect(pictures.map(({ type }) => type)).toEqual(Object.values(ICNS_TYPES).flat());
    for (const { type, png } of pictures) {
      expect(ICNS_TYPES[await sizeOf(png)]).toContain(type);
    }
  });

  it('are where the packaging looks for them', async () => {
    const settings = await readFile(path.join(ICONS_FOLDER, '../../electron-builder.yml'), 'utf8');
    const named = Array.from(settings.matchAll(/^ {2}icon: (.+)$/gm), ([, file = '']) => file);
    expect(named).toHaveLength(3);
    for (const file of named) {
      expect([file, existsSync(path.join(ICONS_FOLDER, '../..', file))]).toEqual([file, true]);
    }
  });
});

describe('an icon file', () => {
  it('gives back the pictures that were put in', () => {
    const pictures = [16, 256].map((size) => ({ size, png: Buffer.from(`picture ${size}`) }));
    expect(picturesOfIco(icoFile(pictures))).toEqual(pictures);
    expect(picturesOfIcns(icnsFile([...pictures, { size: 17, png: Buffer.from('odd') }]))).toEqual([
      { type: 'icp4', png: pictures[0]?.png },
      { type: 'ic08', png: pictures[1]?.png },
      { type: 'ic13', png: pictures[1]?.png },
    ]);
  });
});
