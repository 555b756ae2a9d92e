import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { UNFINISHED } from '../../electron/base/durable-file.ts';
import { reasonOf } from '../../electron/base/error-words.ts';
import { describeFile, listFiles } from './manifest.ts';
import { inspectPhotographs } from './photograph-archive.ts';

/** Side of a picture of the set, and of what is kept of its middle, pixels. */
const SIDE = 250;
const KEPT = 160;
/** Of the JPEG that is kept, with colour at half the resolution. */
const QUALITY = 88;
const ARCHIVE = 'lfw-160.tar';
const MOST_NAMED = 20;

const run = promisify(execFile);

/**
 * Lays out `lfw-160.tar` in a folder from Labeled Faces in the Wild as it is distributed
 * (`lfw/<Name>/<Name>_NNNN.jpg`, 250 × 250): the middle 160 × 160 of each picture, as `./<Name>/<Name>_NNNN.jpg`.
 *
 * The archive appears whole or not at all. Throws one sentence that names the files that are damaged.
 *
 * @param source the folder `lfw`, or one that holds it
 * @returns how many pictures of how many people
 */
export async function layPhotographs(
  source: string,
  folder: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ readonly pictures: number; readonly people: number }> {
  const { root, pictures } = await findPictures(source);
  await mkdir(folder, { recursive: true });
  const cropped = join(folder, `lfw-160${UNFINISHED}`);
  const unfinished = join(folder, `${ARCHIVE}${UNFINISHED}`);
  const discard = async (): Promise<void> => {
    await rm(cropped, { recursive: true, force: true });
    await rm(unfinished, { force: true });
  };
  try {
    await discard();
    await cropAll(root, pictures, cropped, onProgress);
    await run('tar', ['--format=ustar', '-cf', unfinished, '-C', cropped, '.']);
    const { fault, ...held } = inspectPhotographs(unfinished);
    if (fault !== null || held.pictures !== pictures.length) {
      throw new Error(`The archive in ${folder} was not written whole (${fault ?? 'too short'}).`);
    }
    const listed = await describeFile(unfinished, ARCHIVE);
    await rm(join(folder, ARCHIVE), { force: true });
    // Listed first: killed in between, the set counts as missing, never as whole.
    await listFiles(folder, ARCHIVE, [listed]);
    await rename(unfinished, join(folder, ARCHIVE));
    return held;
  } finally {
    await discard();
  }
}

interface Picture {
  readonly person: string;
  readonly name: string;
}

async function findPictures(
  source: string,
): Promise<{ readonly root: string; readonly pictures: readonly Picture[] }> {
  for (const root of [source, join(source, 'lfw')]) {
    const pictures = existsSync(root) ? await listPictures(root) : [];
    if (pictures.length > 0) return { root, pictures };
  }
  throw new Error(
    `${source} is not Labeled Faces in the Wild: neither it nor a folder lfw in it holds <Name>/<Name>_0001.jpg. Give the folder lfw, or lfw.tgz of http://vis-www.cs.umass.edu/lfw/.`,
  );
}

async function listPictures(root: string): Promise<Picture[]> {
  const people = (await readdir(root, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  const pictures: Picture[] = [];
  for (const person of people) {
    for (const name of (await readdir(join(root, person))).sort()) {
      const isOwn = name.startsWith(`${person}_`) && /_\d{4}\.jpg$/.test(name);
      if (isOwn) pictures.push({ person, name });
    }
  }
  return pictures;
}

async function cropAll(
  root: string,
  pictures: readonly Picture[],
  to: string,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const faults: string[] = [];
  const left = (SIDE - KEPT) / 2;
  for (const [i, { person, name }] of pictures.entries()) {
    await mkdir(join(to, person), { recursive: true });
    try {
      const image = sharp(join(root, person, name), { failOn: 'truncated' });
      const { width, height } = await image.metadata();
      if (width !== SIDE || height !== SIDE) {
        throw new Error(`it is ${width}×${height}, not ${SIDE}×${SIDE}`);
      }
      await image
        .extract({ left, top: left, width: KEPT, height: KEPT })
        .jpeg({ quality: QUALITY, chromaSubsampling: '4:2:0' })
        .toFile(join(to, person, name));
    } catch (error) {
      faults.push(`${person}/${name}: ${reasonOf(error)}`);
    }
    onProgress(i + 1, pictures.length);
  }
  if (faults.length === 0) return;
  const more = faults.length - MOST_NAMED;
  const named = faults.slice(0, MOST_NAMED).join('; ');
  throw new Error(
    `${root} cannot be used: ${named}${more > 0 ? `; and ${more} more` : ''}. Nothing was written. Download it again.`,
  );
}
