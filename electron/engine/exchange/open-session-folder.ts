/** Folders that hold a session, each told by what lies in it. */
import { join } from 'node:path';
import type { ImportArguments } from '../../contract/exchange.ts';
import { fail, type Result } from '../../contract/problem.ts';
import { FAKENECT_INDEX } from '../camera/kinect-v1/fakenect/fakenect-format.ts';
import { isBiwiDepth, openBiwiSequence } from './biwi/biwi-import.ts';
import { isPcd, openClouds } from './clouds/clouds-import.ts';
import { openDatasetSource } from './dataset/folder-dataset-import.ts';
import { isDumpPicture, openFakenectDump } from './fakenect/fakenect-import.ts';
import { readFileStart } from './files/files.ts';
import { listFolder } from './files/folder-listing.ts';
import { mayBeForeign, refuseForeign, START_BYTES } from './foreign/foreign-kinds.ts';
import type { FrameSource } from './frame-source.ts';
import { openMcap } from './recording/open-mcap.ts';
import { isOpenniFrame, openOpenniFrames } from './openni/openni-import.ts';
import { openRawPairs } from './fakenect/raw-pair-import.ts';
import { holdsPairs, openPairs, whyNoPair } from './pairs/pairs-import.ts';
import { isSevenScenesDepth, openSevenScenes } from './seven-scenes/seven-scenes-import.ts';
import { isSunScene, openSunScene } from './sun/sun-import.ts';
import { isAssociationList } from './tum/picture-list.ts';
import {
  ASSOCIATION_LISTS,
  listIn,
  openAssociations,
  openTumFolder,
  TUM_LISTS,
} from './tum/tum-import.ts';
import { looksLikeVap, openVapDatabase } from './vap/vap-import.ts';

/** Formats that can be read, in words. */
export const READABLE =
  'a recording of Depthlock, a bag of ROS 2 (MCAP), a TUM RGB-D folder, ICL-NUIM, 7-Scenes, SUN RGB-D, a fakenect dump, a folder dataset, the VAP RGB-D Face Database, the Biwi Kinect Head Pose Database, OpenNI frames, organised PCD clouds, or depth and colour pictures in pairs';

interface Contents {
  readonly folder: string;
  /** Names of files, sorted. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

interface SessionKind {
  readonly isIn: (contents: Contents) => boolean | Promise<boolean>;
  readonly open: (contents: Contents, given: ImportArguments) => Promise<Result<FrameSource>>;
}

const has = (name: string) => (contents: Contents) => contents.files.includes(name);
const hasSome = (accept: (name: string) => boolean) => (contents: Contents) =>
  contents.files.some(accept);

/** In the order in which they are tried: what describes itself comes first, what is known by names of pictures last. */
const KINDS: readonly SessionKind[] = [
  { isIn: has('dataset.json'), open: ({ folder }, given) => openDatasetSource(folder, given) },
  {
    isIn: hasSome((name) => name === FAKENECT_INDEX || isDumpPicture(name)),
    open: ({ folder }, given) => openFakenectDump(folder, given),
  },
  {
    isIn: ({ files }) => listIn(files, [TUM_LISTS.depth, TUM_LISTS.color]) !== undefined,
    open: ({ folder, files }, given) => {
      const isBoth = Object.values(TUM_LISTS).every((list) => listIn(files, [list]) !== undefined);
      const list = listIn(files, ASSOCIATION_LISTS);
      return isBoth || list === undefined
        ? openTumFolder(folder, given)
        : openAssociations(join(folder, list), given);
    },
  },
  {
    isIn: ({ files }) => listIn(files, ASSOCIATION_LISTS) !== undefined,
    open: ({ folder, files }, given) =>
      openAssociations(join(folder, listIn(files, ASSOCIATION_LISTS) ?? ''), given),
  },
  { isIn: hasSome(isBiwiDepth), open: ({ folder }, given) => openBiwiSequence(folder, given) },
  {
    isIn: hasSome(isSevenScenesDepth),
    open: ({ folder }, given) => openSevenScenes(folder, given),
  },
  {
    isIn: ({ folder }) => isSunScene(folder),
    open: ({ folder }, given) => openSunScene(folder, given),
  },
  { isIn: hasSome(isPcd), open: ({ folder }, given) => openClouds(folder, given) },
  { isIn: hasSome(isOpenniFrame), open: ({ folder }, given) => openOpenniFrames(folder, given) },
  {
    isIn: ({ folder }) => looksLikeVap(folder),
    open: ({ folder }, given) => openVapDatabase(folder, given),
  },
  {
    isIn: async (contents) => (await associationListIn(contents)) !== null,
    open: async (contents, given) =>
      openAssociations((await associationListIn(contents)) ?? contents.folder, given),
  },
  {
    isIn: ({ folder }) => holdsPairs(folder),
    open: async ({ folder }, given) =>
      (await openRawPairs(folder, given)) ?? (await openPairs(folder, given)) ?? nothingIn(folder),
  },
  {
    // A bag of ROS 2 is a folder with one file and its description.
    isIn: ({ files }) => files.filter(isMcap).length === 1,
    open: ({ folder, files }, given) => openMcap(join(folder, files.find(isMcap) ?? ''), given),
  },
];

/** More text files than lie beside a session; each would be looked into. */
const MOST_LISTS = 20;

/** The one list of associations that has a name of its own; null where there is none, or where there are several. */
async function associationListIn({ folder, files }: Contents): Promise<string | null> {
  const texts = files.filter((name) => /\.txt$/i.test(name)).map((name) => join(folder, name));
  const lists: string[] = [];
  for (const file of texts.slice(0, MOST_LISTS))
    if (await isAssociationList(file)) lists.push(file);
  return lists.length === 1 ? (lists[0] ?? null) : null;
}

const isMcap = (name: string): boolean => /\.mcap$/i.test(name);

/** Opens the session that a folder holds. */
export async function openSessionFolder(
  folder: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const contents = await contentsOf(folder);
  if (!contents.ok) return contents;
  const kind = await kindOf(contents.value);
  return kind === null ? refuseFolder(contents.value) : kind.open(contents.value, given);
}

async function kindOf(contents: Contents): Promise<SessionKind | null> {
  for (const kind of KINDS) if (await kind.isIn(contents)) return kind;
  return null;
}

async function contentsOf(folder: string): Promise<Result<Contents>> {
  const folders: string[] = [];
  const files = await listFolder(folder, (name, isFolder) => {
    if (isFolder) folders.push(name);
    return !isFolder;
  });
  if (!files.ok) return files;
  return { ok: true, value: { folder, files: files.value, folders: folders.sort() } };
}

/** Folders below that are looked at for a session, to say where it is. */
const MOST_BELOW = 50;

async function refuseFolder({ folder, files, folders }: Contents): Promise<Result<never>> {
  for (const name of files.filter(mayBeForeign)) {
    const start = await readFileStart(join(folder, name), START_BYTES);
    const refused = start.ok ? refuseForeign(join(folder, name), start.value) : null;
    if (refused !== null) return refused;
  }
  const below: string[] = [];
  for (const name of folders.slice(0, MOST_BELOW)) {
    const contents = await contentsOf(join(folder, name));
    if (contents.ok && (await kindOf(contents.value)) !== null) below.push(name);
  }
  const [first] = below;
  const recordings = files.filter(isMcap);
  if (recordings[0] !== undefined) {
    return fail(
      'files-unreadable',
      `There are ${recordings.length} MCAP files in ${folder}: choose one, such as ${join(folder, recordings[0])}.`,
    );
  }
  const why = first === undefined ? whyNoPair(folder, files, folders) : null;
  if (why !== null) return fail('files-unreadable', why);
  if (first === undefined) return nothingIn(folder);
  const place = join(folder, first);
  const where =
    below.length === 1
      ? `There is one in the folders below it: choose ${place}.`
      : `There are ${below.length} in the folders below it: choose one, such as ${place}.`;
  return fail('files-unreadable', `There is no session in ${folder} itself. ${where}`);
}

function nothingIn(folder: string): Result<never> {
  return fail(
    'files-unreadable',
    `There is no session in ${folder}. Depthlock can import ${READABLE}.`,
  );
}
