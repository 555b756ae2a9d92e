/** Checks a dump before fakenect is started: fakenect ends the whole process when a file is missing or damaged. */
import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  FAKENECT_COLOR_HEADER,
  FAKENECT_DEPTH_HEADER,
  FAKENECT_HEIGHT,
  FAKENECT_INDEX,
  FAKENECT_WIDTH,
} from './fakenect-format.ts';

const FOLDER = 'fakenect';

/** Whether a library is fakenect: it has the real one's name, in a folder named `fakenect`. */
export const isFakenect = (libraryFile: string): boolean =>
  basename(dirname(libraryFile)) === FOLDER;

const BYTES_PER_PIXEL = { d: 2, r: 3 } as const;
const HEADERS = { d: FAKENECT_DEPTH_HEADER, r: FAKENECT_COLOR_HEADER } as const;

/** What is wrong with the dump, as a sentence; null if fakenect can play it to the end. */
export async function faultOfDump(folder: string | undefined): Promise<string | null> {
  if (folder === undefined || folder === '') {
    return 'FAKENECT_PATH does not name a folder.';
  }
  let index: string;
  try {
    index = await readFile(join(folder, FAKENECT_INDEX), 'utf8');
  } catch {
    return `${join(folder, FAKENECT_INDEX)} cannot be read.`;
  }
  const names = index.split('\n');
  // The last line ends with a line break like every other.
  if (names.at(-1) === '') names.pop();
  if (names.length === 0) return `${join(folder, FAKENECT_INDEX)} is empty.`;
  for (const name of names) {
    const fault = await faultOfFile(folder, name);
    if (fault !== null) return fault;
  }
  return null;
}

async function faultOfFile(folder: string, name: string): Promise<string | null> {
  const file = join(folder, name);
  const kind = /^([dr])-\d+(?:\.\d+)?-\d+\.p[gp]m$/.exec(name)?.[1];
  try {
    const { size } = await stat(file);
    if (kind !== 'd' && kind !== 'r') {
      return size > 0 ? null : `${file} is empty.`;
    }
    const expected =
      HEADERS[kind].length + BYTES_PER_PIXEL[kind] * FAKENECT_WIDTH * FAKENECT_HEIGHT;
    if (size !== expected) return `${file} has ${size} bytes instead of ${expected}.`;
    return (await startsWith(file, HEADERS[kind]))
      ? null
      : `${file} is not a frame of a Kinect v1.`;
  } catch {
    return `${file}, which its index names, cannot be read.`;
  }
}

async function startsWith(file: string, header: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(header.length), 0, header.length, 0);
    return buffer.toString('latin1') === header;
  } finally {
    await handle.close();
  }
}
