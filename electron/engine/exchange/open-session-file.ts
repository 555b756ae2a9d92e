/** Files that stand for a session, or for one frame of it. */
import { basename, dirname, join } from 'node:path';
import type { ImportArguments } from '../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { FAKENECT_INDEX } from '../camera/kinect-v1/fakenect/fakenect-format.ts';
import { BIWI_CALIBRATIONS, isBiwiDepth } from './biwi/biwi-import.ts';
import { isPcd } from './clouds/clouds-import.ts';
import { isDumpPicture } from './fakenect/fakenect-import.ts';
import { DUMP_CALIBRATION } from './fakenect/dump-calibration.ts';
import { isRawDepth, openRawPair } from './fakenect/raw-pair-import.ts';
import { isThere } from '../../base/is-there.ts';
import { readFileStart } from './files/files.ts';
import { refuseForeign, START_BYTES } from './foreign/foreign-kinds.ts';
import type { FrameSource } from './frame-source.ts';
import { openMcap } from './recording/open-mcap.ts';
import { openSessionFolder, READABLE } from './open-session-folder.ts';
import { openOnePair } from './pairs/pairs-import.ts';
import { CALIBRATION_NAMES } from './reading/calibration-file.ts';
import { isSunScene } from './sun/sun-import.ts';
import { isAssociationList } from './tum/picture-list.ts';
import { ASSOCIATION_LISTS, openAssociations, TUM_LISTS } from './tum/tum-import.ts';

/** Files that list or describe the session of their folder. */
const OF_THE_FOLDER = new Set<string>([
  'dataset.json',
  FAKENECT_INDEX,
  DUMP_CALIBRATION,
  TUM_LISTS.depth,
  TUM_LISTS.color,
  'groundtruth.txt',
  'metadata.yaml',
  BIWI_CALIBRATIONS.depth,
  BIWI_CALIBRATIONS.color,
  ...CALIBRATION_NAMES,
]);

const MCAP = '\x89MCAP0\r\n';
const PICTURE = /^(\x89PNG|\xff\xd8\xff|II\*\0|MM\0\*|P[2356]\s|P[fF]\s|BM)/;

/** Opens the session, or the frame, that a file stands for. */
export async function openSessionFile(
  file: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const start = await readFileStart(file, START_BYTES);
  if (!start.ok) return start;
  const text = start.value.toString('latin1');
  if (text.startsWith(MCAP)) return openMcap(file, given);
  const foreign = refuseForeign(file, start.value);
  if (foreign !== null) return foreign;
  const name = basename(file);
  if (ASSOCIATION_LISTS.includes(name.toLowerCase())) return openAssociations(file, given);
  if (OF_THE_FOLDER.has(name) || OF_THE_FOLDER.has(name.toLowerCase()))
    return openSessionFolder(dirname(file), given);
  const folder = await folderOfFrame(file);
  if (folder !== null) return openOneFrame(folder, file, given);
  if (
    /^P[25]\s/.test(text) &&
    given.encoding === undefined &&
    given.millimetresPerUnit === undefined
  ) {
    if (await isRawDepth(file)) return openRawPair(file, given);
  }
  if (PICTURE.test(text)) return openOnePair(file, given);
  if (/\.txt$/i.test(name) && (await isAssociationList(file))) return openAssociations(file, given);
  return fail(
    'files-unreadable',
    `Depthlock doesn't recognise ${file}. It can import ${READABLE}.`,
  );
}

/** Names of the files of single frames, in formats whose folders are told by such names. */
const FRAME_FILES: readonly RegExp[] = [
  /\.pclzf$/i,
  /^frame_\d{8}T\d{6}(\.\d+)?(_depth|_rgb)?\.(tiff?|xml)$/i,
  /^frame-\d+\.(depth|color|pose)\.(png|jpe?g|txt)$/i,
  /^frame_\d+_(rgb|pose)\.(png|jpg|txt|bin)$/i,
  /^\d{1,4}_\d{1,4}_(d\.dat|c\.bmp)$/i,
];
/** Beside the pictures of a session that is told by its lists, or around their folder. */
const LISTS = [
  'dataset.json',
  FAKENECT_INDEX,
  TUM_LISTS.depth,
  TUM_LISTS.color,
  ...ASSOCIATION_LISTS,
];

/** The folder of the session that a frame's file belongs to; null where it belongs to none. */
async function folderOfFrame(file: string): Promise<string | null> {
  const name = basename(file);
  const folder = dirname(file);
  if (
    isPcd(name) ||
    isBiwiDepth(name) ||
    isDumpPicture(name) ||
    FRAME_FILES.some((frame) => frame.test(name))
  ) {
    return folder;
  }
  for (const place of [folder, dirname(folder)]) {
    for (const list of LISTS) if (await isThere(join(place, list))) return place;
  }
  return (await isSunScene(dirname(folder))) ? dirname(folder) : null;
}

/** The frame of a session that a file belongs to, alone. */
async function openOneFrame(
  folder: string,
  file: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const opened = await openSessionFolder(folder, given);
  if (!opened.ok) return opened;
  const source = opened.value;
  const index = source.indexOf?.(file) ?? null;
  if (index === null) {
    await source.close();
    return fail(
      'files-unreadable',
      `${file} belongs to no frame of the session in ${folder}. Choose the folder, or a picture that it lists.`,
    );
  }
  return succeed({
    ...source,
    frames: 1,
    leftOut: { count: 0, reasons: [] },
    async *read(signal, first = 0) {
      if (first > 0) return;
      for await (const frame of source.read(signal, index)) {
        yield frame;
        return;
      }
    },
  });
}
