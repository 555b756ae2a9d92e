/**
 * `npx tsx training/synthesis/population/contact-sheet.ts [--set validation] [--from 0] [--people 8] [--only kinect-v1|kinect-v2|
 * cutOut|coarseDepth|hat|hand|glasses|blur] [--out out/population.png]`: stored shots as a picture: colour above
 * relief, one person a row; with --only the first shots of that kind, side by side.
 */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { FUSED_LENGTH, HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { IDENTITY_SETS } from './identity-sets.ts';
import { openPopulation } from './population.ts';
import type { Population } from './population.ts';
import type { ShotDescription } from './shots/shot-description.ts';
import { reasonOf } from '../../../electron/base/error-words.ts';

const COLUMNS = 8;
const PLANE = INPUT_SIZE * INPUT_SIZE;
const HOLE_COLOUR = [60, 0, 90] as const;
/** Grey per millimetre of relief, about the level of the plane of the face. */
const GREY_PER_MM = 1.8;
const FACE_GREY = 200;

const KINDS: Readonly<Record<string, (shot: ShotDescription) => boolean>> = {
  'kinect-v1': ({ sensor }) => sensor === 'kinect-v1',
  'kinect-v2': ({ sensor }) => sensor === 'kinect-v2',
  cutOut: ({ cutOut }) => cutOut,
  coarseDepth: ({ coarseDepth }) => coarseDepth,
  hat: ({ hat }) => hat,
  hand: ({ hand }) => hand,
  glasses: ({ glasses }) => glasses,
  blur: ({ blur }) => blur > 0,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'validation' },
      from: { type: 'string', default: '0' },
      people: { type: 'string', default: '8' },
      only: { type: 'string' },
      out: { type: 'string', default: 'out/population.png' },
    },
  });
  const set = IDENTITY_SETS.find((name) => name === values.set);
  if (set === undefined) throw new Error(`The sets are ${IDENTITY_SETS.join(', ')}.`);
  const population = openPopulation(set);
  const [from, people] = [Number(values.from), Number(values.people)];
  const tiles =
    values.only === undefined
      ? peopleTiles(population, from, people)
      : kindTiles(population, values.only, from, people * COLUMNS);
  await writeSheet(values.out, population, tiles);
  population.close();
}

/** Shot for each tile, undefined for an empty one. */
type Tiles = readonly (number | undefined)[];

function peopleTiles({ shots }: Population, from: number, people: number): Tiles {
  const tiles: (number | undefined)[] = Array<undefined>(people * COLUMNS).fill(undefined);
  for (const [i, { person, view }] of shots.entries()) {
    const row = person - from;
    if (row >= 0 && row < people && view < COLUMNS) tiles[row * COLUMNS + view] = i;
  }
  return tiles;
}

function kindTiles({ shots }: Population, kind: string, from: number, count: number): Tiles {
  const isKind = KINDS[kind];
  if (isKind === undefined) throw new Error(`--only takes ${Object.keys(KINDS).join(', ')}.`);
  return shots
    .flatMap((shot, i) => (shot.person >= from && isKind(shot) ? [i] : []))
    .slice(0, count);
}

async function writeSheet(file: string, population: Population, tiles: Tiles): Promise<void> {
  const rows = Math.ceil(tiles.length / COLUMNS);
  const [width, height] = [COLUMNS * INPUT_SIZE, 3 * rows * INPUT_SIZE];
  const pixels = Buffer.alloc(3 * width * height);
  const input = new Float32Array(FUSED_LENGTH);
  for (const [place, shot] of tiles.entries()) {
    if (shot === undefined) continue;
    population.read(shot, input);
    const left = (place % COLUMNS) * INPUT_SIZE;
    const top = 3 * Math.floor(place / COLUMNS) * INPUT_SIZE;
    for (let k = 0; k < PLANE; k++) {
      const x = left + (k % INPUT_SIZE);
      const y = top + Math.floor(k / INPUT_SIZE);
      const at = (tile: number) => 3 * ((y + tile * INPUT_SIZE) * width + x);
      pixels.set(colourOf(input, k), at(0));
      pixels.set(reliefColour(input[3 * PLANE + k] ?? HOLE), at(1));
      pixels.set(colourOf(input, 4 * PLANE + k), at(2));
    }
  }
  await mkdir(dirname(file), { recursive: true });
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(file);
  console.log(`wrote ${file}: ${tiles.filter((shot) => shot !== undefined).length} shots`);
}

const colourOf = (input: Float32Array, k: number): number[] =>
  [0, 1, 2].map((channel) => Math.round((input[channel * PLANE + k] ?? 0) * 128 + 127));

function reliefColour(value: number): readonly number[] {
  if (value === HOLE) return HOLE_COLOUR;
  const grey = Math.max(0, Math.min(255, Math.round(FACE_GREY - 100 * value * GREY_PER_MM)));
  return [grey, grey, grey];
}

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
