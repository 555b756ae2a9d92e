import { closeSync, openSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { trainingCache } from '../../cache-folder.ts';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import type { IdentitySet } from '../../synthesis/population/identity-sets.ts';
import { RECIPE } from '../../synthesis/population/population.ts';
import { sitting } from '../../synthesis/population/views/sitting.ts';
import { CROP_BYTES, cropFrame, cropTensor } from './fixed-crop.ts';

/** Pictures of each person, the same as the populations hold. */
export const VIEWS = 8;
/** The first so many enrol, as elsewhere. */
const ENROLLED = 3;
const SEED = 0;

const fileOf = (set: IdentitySet, person: number): string =>
  join(trainingCache(join('fixed-crops', `recipe-${RECIPE}`, set)), `${person}.crops`);

/**
 * Photographs people of a set, the same as the population of that name holds, and keeps the fixed crop of each
 * picture. Cut-out pictures are not cut out: the article knows no other than whole ones. People who are there already
 * are not made again. Stops soon after `signal` aborts.
 */
export async function makeFixedCrops(
  set: IdentitySet,
  people: number,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let person = 0; person < people && !signal.aborted; person++) {
    const file = fileOf(set, person);
    if (!isWhole(file)) {
      const whole = sitting(set, person, VIEWS, SEED, (plan) => ({ ...plan, cutOut: false }));
      const crops = Array.from(whole.pictures(), ({ frame }) => cropFrame(frame));
      writeFileSync(`${file}.partial`, Buffer.concat(crops));
      renameSync(`${file}.partial`, file);
      await setImmediate();
    }
    onProgress(person + 1);
  }
}

const isWhole = (file: string): boolean =>
  statSync(file, { throwIfNoEntry: false })?.size === VIEWS * CROP_BYTES;

/** Writes the article's tensor of one picture. Throws a sentence when it has not been made. */
export function readFixedCrop(
  set: IdentitySet,
  person: number,
  view: number,
  out: Float32Array,
): void {
  const record = new Uint8Array(CROP_BYTES);
  const handle = openSync(fileOf(set, person), 'r');
  try {
    const length = readSync(handle, record, 0, CROP_BYTES, view * CROP_BYTES);
    if (length !== CROP_BYTES) throw new Error(`${fileOf(set, person)} ends too early. Delete it.`);
  } finally {
    closeSync(handle);
  }
  cropTensor(record, out);
}

/** All pictures of the first people of a set; nobody is ever missed, since no face is looked for. */
export async function embedFixedCrops(
  set: IdentitySet,
  people: number,
  embed: (tensor: Float32Array) => Promise<Float32Array>,
): Promise<EmbeddedShot[]> {
  const tensor = new Float32Array((4 * CROP_BYTES) / 5);
  const shots: EmbeddedShot[] = [];
  for (let person = 0; person < people; person++) {
    for (let view = 0; view < VIEWS; view++) {
      readFixedCrop(set, person, view, tensor);
      const role = view < ENROLLED ? 'gallery' : 'probe';
      const embedding = await embed(tensor);
      shots.push({ person: String(person), shot: `view-${view}`, role, embedding });
    }
  }
  return shots;
}
