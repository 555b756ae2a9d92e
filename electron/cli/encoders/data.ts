import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { stateByContent, type SetState } from '../../../training/public-data/data-state.ts';
import { layFaceKit } from '../../../training/public-data/lay-face-kit.ts';
import { layPhotographs } from '../../../training/public-data/lay-photographs.ts';
import { PUBLIC_SETS, type PublicSet } from '../../../training/public-data/public-sets.ts';
import { unpack } from '../../../training/public-data/unpack.ts';
import { reasonOf } from '../../base/error-words.ts';
import { examples, exitsWith } from '../command.ts';
import { complain } from '../complain.ts';
import { EXIT } from '../exit-codes.ts';
import { clearProgress, showProgress } from '../progress-line.ts';

export const dataCommand = new Command('data')
  .description(
    'Says what of the training data is in a folder, what is missing and where to get it, and lays out what was downloaded. DEPTHLOCK_DATA then names the folder. Nothing is downloaded.',
  )
  .argument('<folder>', 'folder of the training data; made if something is laid out')
  .option('--ict-facekit <path>', 'ICT-FaceKit as downloaded: its folder or archive')
  .option('--lfw <path>', 'Labeled Faces in the Wild as downloaded: its folder or lfw.tgz')
  .addHelpText(
    'after',
    examples('data training-data', 'data training-data --ict-facekit ICT-FaceKit --lfw lfw.tgz'),
  )
  .action(
    exitsWith(async (named, { ictFacekit, lfw }) => {
      const folder = resolve(named);
      const downloads: Downloads = { 'ict-facekit': ictFacekit, lfw };
      try {
        for (const { option } of PUBLIC_SETS) {
          const download = downloads[option];
          if (download !== undefined) console.log(await layOut(option, download, folder));
        }
      } catch (error) {
        clearProgress();
        return complain('data', reasonOf(error), EXIT.failed);
      }
      return (await tell(folder)) ? EXIT.done : EXIT.failed;
    }),
  );

type Downloads = Readonly<Record<PublicSet['option'], string | undefined>>;

/** Says what is there. @returns whether everything that training needs is */
async function tell(folder: string): Promise<boolean> {
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
  return isComplete;
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
