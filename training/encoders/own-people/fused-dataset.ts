import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { openFrameSource } from '../../../electron/engine/exchange/open-frame-source.ts';
import type { FrameSource } from '../../../electron/engine/exchange/frame-source.ts';
import { createFrameRegistration } from '../../../electron/engine/exchange/registered-frame.ts';
import type { Result } from '../../../electron/contract/problem.ts';
import { reasonOf } from '../../../electron/base/error-words.ts';
import { trainingCache } from '../../cache-folder.ts';
import {
  openCheckedRecords,
  writeCheckedRecords,
  type CheckedRecords,
} from '../../checked-records.ts';
import { RECIPE } from '../../synthesis/population/population.ts';
import {
  packShot,
  RECORD_BYTES,
  unpackShot,
} from '../../synthesis/population/shots/shot-record.ts';
import type { PreparationProgress } from '../../trainer/training-task.ts';
import { openHeadFuser, type HeadFuser } from '../data/fused-frames.ts';
import { contentKey } from './dataset-content.ts';

const MAGIC = 'DLOWNPPL';
/** Shots in one file of the cache: what a kill costs at most. */
const SHOTS_PER_FILE = 50;
const COMPLETE = 'complete.json';

const shotSchema = z.object({
  person: z.string(),
  shot: z.string(),
  role: z.enum(['gallery', 'probe']),
  /** Whether the live pipeline found a head in it: only then there is a record. */
  acquired: z.boolean(),
});
/** One shot of a dataset after the live pipeline. */
export type OwnShot = Readonly<z.infer<typeof shotSchema>>;

const headerSchema = z
  .object({
    recipe: z.literal(RECIPE),
    shots: z.array(shotSchema),
    checksums: z.array(z.int().nonnegative()),
  })
  .refine(({ shots, checksums }) => countAcquired(shots) === checksums.length);

const completeSchema = z.object({ name: z.string(), shots: z.int().positive() });

const countAcquired = (shots: readonly OwnShot[]): number =>
  shots.filter(({ acquired }) => acquired).length;

/** Fused heads of a dataset, in the training cache. */
export interface FusedDataset {
  readonly name: string;
  /** Of the dataset's content; see `contentKey`. */
  readonly key: string;
  readonly shots: readonly OwnShot[];
  /**
   * Writes the fused head of `shots[i]`, FUSED_LENGTH numbers. Throws a sentence when it is damaged on disk, or was
   * never acquired.
   */
  read(i: number, out: Float32Array): void;
  close(): void;
}

const folderOf = (key: string): string =>
  trainingCache(join('own-people', `recipe-${RECIPE}`, key));

const fileName = (n: number): string => `${String(n).padStart(5, '0')}.shots`;

/** How `fuseDataset` reports and is stopped. */
export interface FuseOptions {
  readonly assets: string;
  report(progress: PreparationProgress): void;
  readonly signal: AbortSignal;
}

/**
 * Shows every frame of a dataset of people to the live pipeline, once, and keeps the fused heads in the training cache
 * by the dataset's content. Goes on where it was interrupted; what was killed half-way is never read as a whole.
 *
 * Throws a sentence if the folder is no dataset of people or a shot of it cannot be read.
 *
 * @returns the key for `openFusedDataset`; null if `signal` aborted
 */
export async function fuseDataset(
  folder: string,
  { assets, report, signal }: FuseOptions,
): Promise<string | null> {
  const name = basename(folder);
  const source = orThrow(await openFrameSource(folder));
  try {
    if (!statSync(folder).isDirectory()) throw new Error(unnamed(folder));
    const key = await keyOf(folder, signal, (done, total) =>
      report({ label: `files of ${name} read`, done, total }),
    );
    if (signal.aborted) return null;
    const cache = folderOf(key);
    if (existsSync(join(cache, COMPLETE))) return key;
    const fuser = await openHeadFuser(assets);
    try {
      const shots = await fuseFrom(source, { folder, cache, fuser, signal }, (done) =>
        report({ label: `shots of ${name} fused`, done, total: source.frames ?? done }),
      );
      if (shots === null) return null;
      replaceText(join(cache, COMPLETE), JSON.stringify({ name, shots }));
      return key;
    } finally {
      await fuser.dispose();
    }
  } finally {
    await source.close();
  }
}

async function keyOf(
  folder: string,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<string> {
  try {
    return await contentKey(folder, onProgress, signal);
  } catch (error) {
    throw new Error(`${folder} cannot be read as a dataset of people: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
}

interface Fusing {
  readonly folder: string;
  readonly cache: string;
  readonly fuser: HeadFuser;
  readonly signal: AbortSignal;
}

/** @returns the number of shots; null if aborted */
async function fuseFrom(
  source: FrameSource,
  { folder, cache, fuser, signal }: Fusing,
  onProgress: (done: number) => void,
): Promise<number | null> {
  const register = createFrameRegistration(source.sensor);
  let file = finishedFiles(cache);
  let done = file * SHOTS_PER_FILE;
  let shots: OwnShot[] = [];
  let records: Uint8Array[] = [];
  const keep = (): void => {
    writeCheckedRecords(join(cache, fileName(file)), MAGIC, { recipe: RECIPE, shots }, records);
    [shots, records] = [[], []];
    file++;
  };
  for await (const read of source.read(signal, done)) {
    const sensed = orThrow(read);
    const { label } = sensed;
    if (label === undefined) throw new Error(unnamed(folder));
    const frame = orThrow(register(sensed));
    const fused = await fuser.fuse(frame);
    const { person, shot, role } = label;
    shots.push({ person, shot, role, acquired: fused !== null });
    if (fused !== null) records.push(packShot(fused.fused));
    onProgress(++done);
    if (shots.length === SHOTS_PER_FILE) keep();
  }
  if (signal.aborted) return null;
  if (shots.length > 0) keep();
  if (done === 0) throw new Error(`There is no shot in ${folder}.`);
  return done;
}

function unnamed(folder: string): string {
  return `${folder} does not say who is in its frames. Own people come as a folder dataset (dataset.json with gallery and probe shots of each person) or as the VAP RGB-D Face Database; depthlock convert makes folder datasets.`;
}

/** Full files from the first on; a damaged one and those after it are made again. */
function finishedFiles(cache: string): number {
  for (let n = 0; ; n++) {
    const file = join(cache, fileName(n));
    if (!existsSync(file)) return n;
    try {
      const { header, close } = open(file);
      close();
      if (header.shots.length !== SHOTS_PER_FILE) return n;
    } catch {
      return n;
    }
  }
}

const open = (file: string): CheckedRecords<z.infer<typeof headerSchema>> =>
  openCheckedRecords(file, {
    magic: MAGIC,
    recordBytes: RECORD_BYTES,
    parse: (value) => headerSchema.parse(value),
    remedy:
      'so these own people cannot be trained on. Delete its folder and run the same command again: it is made anew from the dataset.',
  });

/** Opens what `fuseDataset` kept. Throws a sentence if it is not there or damaged. */
export function openFusedDataset(key: string): FusedDataset {
  const cache = folderOf(key);
  const complete = join(cache, COMPLETE);
  if (!existsSync(complete)) {
    throw new Error(`The own people in ${cache} are not all there. Run depthlock train again.`);
  }
  const { name, shots: count } = completeSchema.parse(JSON.parse(readFileSync(complete, 'utf8')));
  const files: CheckedRecords<z.infer<typeof headerSchema>>[] = [];
  const close = (): void => {
    for (const file of files) file.close();
  };
  const shots: OwnShot[] = [];
  const records: (() => Uint8Array)[] = [];
  try {
    for (let n = 0; n < Math.ceil(count / SHOTS_PER_FILE); n++) {
      const file = open(join(cache, fileName(n)));
      files.push(file);
      let record = 0;
      for (const shot of file.header.shots) {
        const own = record;
        shots.push(shot);
        records.push(() => {
          if (shot.acquired) return file.readRecord(own);
          throw new RangeError(`No head was found in ${shot.person}/${shot.shot}.`);
        });
        if (shot.acquired) record++;
      }
    }
    if (shots.length !== count) {
      throw new Error(
        `${cache} holds ${shots.length} shots of ${count}. Delete it and run depthlock train again.`,
      );
    }
  } catch (error) {
    close();
    throw error;
  }
  return {
    name,
    key,
    shots,
    read(i, out) {
      const record = records[i];
      if (record === undefined) throw new RangeError(`There is no shot ${i} in ${name}.`);
      unpackShot(record(), out);
    },
    close,
  };
}

function replaceText(file: string, text: string): void {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}

function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
