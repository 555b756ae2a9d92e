/** `npx tsx training/synthesis/people/atlas/contact-sheet.ts --out out/people.png [--seed N] [--count N] [--scale N] [--poses]` */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { CAST } from '../cast.ts';
import { sampleLight, sampleRoom, STUDIO_LIGHT } from '../render/light.ts';
import { sampleAppearance, sampleIdentity } from '../person.ts';
import { seededRandom } from '../random.ts';
import { render } from '../render/render.ts';
import type { RenderOptions } from '../render/render-options.ts';
import { buildPerson } from './virtual-person.ts';
import type { Person } from './virtual-person.ts';

interface Tile {
  readonly person: () => Person;
  readonly options: RenderOptions;
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'out/people.png' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '24' },
    columns: { type: 'string', default: '8' },
    scale: { type: 'string', default: '1' },
    /** A cast id to show in many poses, or `all` for the whole cast. */
    cast: { type: 'string' },
  },
});

const scale = Number(values.scale);
const [width, height] = [220 * scale, 270 * scale];
const focal = 531 * scale;
const camera = {
  width,
  height,
  intrinsics: { fx: focal, fy: focal, cx: width / 2, cy: 0.47 * height },
};
const pose = { yaw: 0, pitch: 0, roll: 0, distanceMm: 700, y: 20 };

const tiles = values.cast === undefined ? randomTiles() : castTiles(values.cast);
const columns = values.cast === undefined || values.cast === 'all' ? Number(values.columns) : 7;
await writeSheet(values.out, tiles, columns);

function randomTiles(): Tile[] {
  const seed = Number(values.seed);
  return Array.from({ length: Number(values.count) }, (_, i) => {
    const random = seededRandom(31 * seed + i);
    const identity = sampleIdentity(seed + i);
    const options = { camera, pose, light: sampleLight(random), room: sampleRoom(random) };
    return { person: () => buildPerson(identity, sampleAppearance(identity, 1)), options };
  });
}

function castTiles(id: string): Tile[] {
  const room = { ...sampleRoom(seededRandom(5)), pattern: 'plain' as const };
  const members = CAST.filter((member) => id === 'all' || member.id === id);
  return members.flatMap((member) => {
    let built: Person | undefined;
    const person = (): Person => (built ??= buildPerson(member.identity, member.appearance));
    const poses =
      id === 'all'
        ? [[0, 0]]
        : [-28, -12, 0, 12, 28].flatMap((pitch) =>
            [-48, -32, -16, 0, 16, 32, 48].map((yaw) => [yaw, pitch]),
          );
    return poses.map(([yaw = 0, pitch = 0]) => ({
      person,
      options: { camera, pose: { ...pose, yaw, pitch }, light: STUDIO_LIGHT, room },
    }));
  });
}

async function writeSheet(file: string, sheet: readonly Tile[], across: number): Promise<void> {
  const rows = Math.ceil(sheet.length / across);
  const pixels = Buffer.alloc(3 * across * width * rows * height);
  for (const [i, tile] of sheet.entries()) {
    const person = tile.person();
    const began = performance.now();
    const { color } = render(person, tile.options);
    console.log(`tile ${i}: ${(performance.now() - began).toFixed(0)} ms`);
    const [left, top] = [(i % across) * width, Math.floor(i / across) * height];
    for (let row = 0; row < height; row++) {
      const line = color.subarray(3 * row * width, 3 * (row + 1) * width);
      pixels.set(line, 3 * ((top + row) * across * width + left));
    }
  }
  await mkdir(dirname(file), { recursive: true });
  const raw = { width: across * width, height: rows * height, channels: 3 } as const;
  await sharp(pixels, { raw }).png().toFile(file);
  console.log(`wrote ${file}`);
}
