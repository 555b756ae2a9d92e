import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stateByContent, type SetState } from '../../../training/public-data/data-state.ts';
import { layFaceKit } from '../../../training/public-data/lay-face-kit.ts';
import { layPhotographs } from '../../../training/public-data/lay-photographs.ts';
import { PUBLIC_SETS, type PublicSet } from '../../../training/public-data/public-sets.ts';
import { unpack } from '../../../training/public-data/unpack.ts';
import { reasonOf } from '../../base/error-words.ts';
import { complain } from '../complain.ts';
import { clearProgress, showProgress } from '../progress-line.ts';

export const dataCommand = {
  usage: 'data DIR [--ict-facekit PATH] [--lfw PATH]',
  summary:
    'Says what of the training data is in DIR, what is missing and where to get it; lays out what was downloaded (a folder or an archive). DEPTHLOCK_DATA then names DIR.',
  run,
};

type Downloads = Readonly<Partial<Record<PublicSet['option'], string>>>;

interface Wanted {
  readonly folder: string;
  readonly downloads: Downloads;
}

/** 0 if everything that training needs is there, 1 otherwise, 2 if the command was not understood. */
async function run(argv: readonly string[]): Promise<number> {
  const wanted = readArguments(argv);
  if (typeof wanted === 'string') return complain('data', wanted, 2);
  const { folder, downloads } = wanted;
  try {
    for (const { option } of PUBLIC_SETS) {
      const download = downloads[option];
      if (download !== undefined) console.log(await layOut(option, download, folder));
    }
  } catch (error) {
    clearProgress();
    return complain('data', reasonOf(error), 1);
  }
  let isComplete = true;
  for (const set of PUBLIC_SETS) {
    const state = await stateByContent(folder, set.name);
    if (state.kind !== 'there') isComplete = false;
    console.log(inWords(folder, set, state));
  }
  console.log(
    isComplete
      ? `Training finds it with DEPTHLOCK_DATA=${folder}`
      : 'Training needs both. Own people (train --people) are added to them and replace neither.',
  );
  return isComplete ? 0 : 1;
}

function readArguments(argv: readonly string[]): Wanted | string {
  try {
    const { positionals, values } = parseArgs({
      args: [...argv],
      options: { 'ict-facekit': { type: 'string' }, lfw: { type: 'string' } },
      allowPositionals: true,
    });
    const [folder, ...rest] = positionals;
    if (folder === undefined || rest.length > 0) {
      return `Name one folder: depthlock ${dataCommand.usage}`;
    }
    return { folder: resolve(folder), downloads: values };
  } catch (error) {
    return reasonOf(error);
  }
}

/** @returns a line that says what was laid out */
async function layOut(
  option: PublicSet['option'],
  download: string,
  folder: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  showProgress(`unpacking ${download}`);
  const source = await unpack(download, folder);
  const told = (what: string) => (done: number, total: number) =>
    showProgress(`${done} of ${total} ${what}`);
  try {
    if (option === 'ict-facekit') {
      await layFaceKit(source.folder, folder, told('modes packed'));
      return `Laid out ict-facekit from ${download}.`;
    }
    const { pictures, people } = await layPhotographs(source.folder, folder, told('pictures'));
    return `Laid out lfw-160.tar from ${download}: ${pictures} pictures of ${people} people.`;
  } finally {
    await source.discard();
    clearProgress();
  }
}

function inWords(folder: string, set: PublicSet, state: SetState): string {
  const { name, title, needed, source, licence, option } = set;
  if (state.kind === 'there') {
    return `${name}: there.${state.note === null ? '' : ` It holds ${state.note}.`}`;
  }
  const what =
    state.kind === 'missing'
      ? `${name}: missing.`
      : `${name}: not whole, and not used: ${state.faults.join('; ')}.`;
  return [
    `${what} ${title}; needed ${needed}.`,
    `  Get ${source}. Licence: ${licence}.`,
    `  Then: depthlock data ${JSON.stringify(folder)} --${option} PATH`,
  ].join('\n');
}
