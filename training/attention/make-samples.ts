import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { loadLandmarkLocator } from '../../electron/engine/vision/landmarks/landmarks.ts';
import { trainingCache } from '../cache-folder.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { openPhotoSet } from '../synthesis/photos/photo-set.ts';
import { photographedEyes } from './photo-eyes.ts';
import { EyeSampler, STORED, type EyeSample, type FaceSample } from './eye-samples.ts';

/** Raise whenever samples come out differently: stored ones are then made again. */
const VERSION = 1;
const PIXELS = STORED.columns * STORED.rows;
const PHOTO_STREAM = 30_011;
const PEOPLE_PER_FILE = 10;
/** Numbers of an eye besides its pixels. */
const NUMBERS = 6;

export interface SampleCount {
  readonly set: IdentitySet;
  readonly people: number;
  readonly views: number;
}

/** Renders the eyes of a set, or reads those rendered before: ten people a file, so that an interrupted run resumes. */
export async function makeSamples(
  { set, people, views }: SampleCount,
  assets: string,
  report: (line: string) => void,
): Promise<readonly FaceSample[]> {
  let sampler: EyeSampler | null = null;
  const samples: FaceSample[] = [];
  for (let from = 0; from < people; from += PEOPLE_PER_FILE) {
    const to = Math.min(people, from + PEOPLE_PER_FILE);
    const stem = join(trainingCache('eyes'), `v${VERSION}-${set}-${from}to${to}x${views}`);
    let part = readSamples(stem);
    if (part === null) {
      sampler ??= await EyeSampler.open(assets);
      part = [];
      for (let index = from; index < to; index++) {
        for await (const sample of sampler.people(set, index, views)) part.push(sample);
      }
      writeSamples(stem, part);
      report(`${set}: ${to} of ${people} people`);
    }
    samples.push(...part);
  }
  await sampler?.dispose();
  return samples;
}

export interface PhotoCount {
  /** The part of the people, of ten: which number modulo ten. */
  readonly part: readonly number[];
  readonly photos: number;
}

/** Eyes of photographs, every other one with lids drawn over them, or those made before. */
export async function makePhotoSamples(
  { part, photos }: PhotoCount,
  assets: string,
): Promise<readonly FaceSample[]> {
  const stem = join(trainingCache('eyes'), `v${VERSION}-photos-${part.join('')}-${photos}`);
  const stored = readSamples(stem);
  if (stored !== null) return stored;
  const [locator, mean] = [await loadLandmarkLocator(assets), await loadMeanHead(assets)];
  if (!locator.ok) throw new Error(locator.problem.message);
  if (!mean.ok) throw new Error(mean.problem.message);
  const set = await openPhotoSet(assets);
  const random = seededRandom(PHOTO_STREAM + photos);
  const own = set.person.flatMap((person, i) => (part.includes(person % 10) ? [i] : []));
  const samples: FaceSample[] = [];
  for (let k = 0; k < photos; k++) {
    const photo = set.read(own[random.below(own.length)] ?? 0);
    const sample = await photographedEyes(photo, k % 2 === 1, locator.value, mean.value, random);
    if (sample !== null) samples.push(sample);
  }
  await locator.value.dispose();
  writeSamples(stem, samples);
  return samples;
}

/** Pixels are stored as bytes, 0 where there is no colour. */
export function writeSamples(stem: string, samples: readonly FaceSample[]): void {
  const eyes = samples.flatMap((sample) => sample.eyes);
  const pixels = new Uint8Array(eyes.length * PIXELS);
  const numbers = new Float32Array(eyes.length * NUMBERS);
  eyes.forEach(({ pixels: grey, view, openness, gazeDegrees }, i) => {
    grey.forEach((value, k) => {
      pixels[i * PIXELS + k] = Number.isNaN(value) ? 0 : Math.max(1, Math.round(value));
    });
    const { yaw, pitch, openingMm, pixelsPerMm } = view;
    numbers.set([yaw, pitch, openingMm, pixelsPerMm, openness, gazeDegrees], i * NUMBERS);
  });
  writeFileSync(`${stem}.u8`, pixels);
  writeFileSync(`${stem}.f32`, new Uint8Array(numbers.buffer));
  const list = samples.map(({ kind, eyes: { length } }) => [kind, length]);
  writeFileSync(`${stem}.partial`, JSON.stringify(list));
  renameSync(`${stem}.partial`, `${stem}.json`);
}

/** Null where none are stored. */
export function readSamples(stem: string): FaceSample[] | null {
  if (!existsSync(`${stem}.json`)) return null;
  const list = JSON.parse(readFileSync(`${stem}.json`, 'utf8')) as [string, number][];
  const pixels = readFileSync(`${stem}.u8`);
  const bytes = readFileSync(`${stem}.f32`);
  const numbers = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  let eye = 0;
  return list.map(([kind, count]) => {
    const eyes = Array.from({ length: count }, (): EyeSample => {
      const i = eye++;
      const [yaw = NaN, pitch = NaN, openingMm = NaN, pixelsPerMm = NaN, openness = NaN, gaze] =
        numbers.subarray(i * NUMBERS, (i + 1) * NUMBERS);
      return {
        pixels: Float32Array.from(pixels.subarray(i * PIXELS, (i + 1) * PIXELS), (grey) =>
          grey === 0 ? NaN : grey,
        ),
        view: { yaw, pitch, openingMm, pixelsPerMm },
        openness,
        gazeDegrees: gaze ?? NaN,
      };
    });
    return { kind, eyes };
  });
}
