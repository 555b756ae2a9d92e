/** Training data small enough for a test: photographs of virtual people, and rendered people who are none. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { layPhotographs } from '../public-data/lay-photographs.ts';
import { packShot } from '../synthesis/population/shots/shot-record.ts';
import { writeShard } from '../synthesis/population/shots/shard.ts';
import { sampleDescription } from '../synthesis/population/shots/test-shots.ts';
import { populationFolder, RECIPE, shardName } from '../synthesis/population/population.ts';
import { fuseFrames } from './data/fused-frames.ts';
import { ASSETS, photograph, VIRTUAL_PEOPLE } from './own-people/datasets-fixture.ts';

/** Every tenth validates, by the rule of `splitPeople`. */
const PHOTOGRAPHED = 31;
/** People that `layImitationRendered` makes: a whole shard, so that nobody has to be rendered. */
export const IMITATED_RENDERED = 25;
/** Who they look like. */
const FACES = 3;

/** Lays out photographs of virtual people under as many names as training needs to split them. */
export async function layImitationPhotographs(downloads: string, data: string): Promise<void> {
  for (let n = 0; n < PHOTOGRAPHED; n++) {
    const id = VIRTUAL_PEOPLE[n % VIRTUAL_PEOPLE.length] ?? '';
    const name = `Person_${String(n).padStart(2, '0')}`;
    const photographs = n % 10 === 0 || n % 3 === 0 ? 2 : 1;
    const folder = join(downloads, 'lfw', name);
    await mkdir(folder, { recursive: true });
    for (const [k, frame] of (await photograph(id, photographs, n)).entries()) {
      await toPhotograph(frame, join(folder, `${name}_000${k + 1}.jpg`));
    }
  }
  await layPhotographs(downloads, data);
}

/** The middle of a frame, the head as large as in a photograph. */
const toPhotograph = ({ color, width, height }: RgbdFrame, file: string) =>
  sharp(color, { raw: { width, height, channels: 4 } })
    .extract({ left: 155, top: 105, width: 200, height: 200 })
    .resize(250, 250)
    .removeAlpha()
    .jpeg({ quality: 95 })
    .toFile(file);

/** Writes a shard of rendered people to the training cache, with what the pipeline makes of virtual ones. */
export async function layImitationRendered(): Promise<void> {
  const numbers = Array.from({ length: IMITATED_RENDERED }, (_, person) => person);
  const looks: Uint8Array[][] = [];
  for (let face = 0; face < FACES; face++) {
    const frames = await photograph(VIRTUAL_PEOPLE[face] ?? '', 2, 90 + face);
    const fused = await fuseFrames(frames, ASSETS);
    looks.push(fused.flatMap((look) => (look === null ? [] : [packShot(look.fused)])));
  }
  const records = numbers.flatMap((person) => looks[person % FACES] ?? []);
  if (records.length !== 2 * IMITATED_RENDERED) throw new Error('A look was missed.');
  writeShard(join(populationFolder('training'), shardName(0)), {
    recipe: RECIPE,
    set: 'training',
    seed: 0,
    people: numbers.map((person) => ({
      ...{ person, seed: person, masculine: false, age: 30 },
      coefficients: new Array<number>(100).fill(person),
    })),
    shots: numbers.flatMap((person) => [0, 1].map((view) => sampleDescription(person, view, true))),
    records,
  });
}
