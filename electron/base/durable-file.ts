/** Files that survive a crash at any moment: the old or the new content, never a mixture. */
import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './error-words.ts';
import { SYSTEM_FILES, type FileSystem, type OpenFile } from './file-system.ts';
import { isRunning } from './is-running.ts';

/** Suffix of a file that is being written; a leftover one is from a crash and worthless. */
export const UNFINISHED = '.unfinished';

export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large' };

/** Reads files of up to `maximumBytes`. Throws the system's errors, except for a missing file. */
export async function readIfThere(
  path: string,
  maximumBytes: number,
  files: FileSystem = SYSTEM_FILES,
): Promise<FileContent> {
  try {
    const { size } = await files.stat(path);
    if (size > maximumBytes) return { kind: 'too-large' };
    return { kind: 'bytes', bytes: await files.readFile(path) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' };
    throw error;
  }
}

/**
 * Writes beside the file under a name of its own, flushes, and renames over it; readable by the owner only. After it
 * returns the content survives a power cut. On an error the file is as it was, and nothing is left beside it.
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  files: FileSystem = SYSTEM_FILES,
): Promise<void> {
  const unfinished = `${path}.${process.pid}-${randomBytes(6).toString('hex')}${UNFINISHED}`;
  try {
    await writeAndFlush(await files.open(unfinished, 'wx', 0o600), bytes);
    await files.rename(unfinished, path);
  } catch (error) {
    await files.remove(unfinished).catch(() => undefined);
    throw error;
  }
  await flushFolder(dirname(path), files);
}

async function writeAndFlush(file: OpenFile, bytes: Uint8Array): Promise<void> {
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what processes that are gone left unfinished beside the file. */
export async function removeUnfinished(
  path: string,
  files: FileSystem = SYSTEM_FILES,
): Promise<void> {
  const folder = dirname(path);
  for (const name of await files.readdir(folder)) {
    if (isLeftOver(name, basename(path))) await files.remove(join(folder, name));
  }
}

function isLeftOver(name: string, base: string): boolean {
  if (!name.startsWith(`${base}.`) || !name.endsWith(UNFINISHED)) return false;
  const writer = /^(\d+)-[0-9a-f]+$/.exec(name.slice(base.length + 1, -UNFINISHED.length));
  // Earlier versions gave every process the same name.
  if (writer === null) return name === `${base}${UNFINISHED}`;
  return !isRunning(Number(writer[1]));
}

/** Renames `path` to `name` in the same folder, adding a number if that is taken; returns the name. */
export async function moveAside(
  path: string,
  stem: string,
  ending: string,
  files: FileSystem = SYSTEM_FILES,
): Promise<string> {
  const folder = dirname(path);
  const name = await freeName(folder, stem, ending, files);
  await files.rename(path, join(folder, name));
  await flushFolder(folder, files);
  return name;
}

/** Writes to a new file of that name, adding a number if that is taken; returns the name. */
export async function keepAside(
  bytes: Uint8Array,
  {
    folder,
    stem,
    ending,
  }: { readonly folder: string; readonly stem: string; readonly ending: string },
  files: FileSystem = SYSTEM_FILES,
): Promise<string> {
  const name = await freeName(folder, stem, ending, files);
  await replaceFile(join(folder, name), bytes, files);
  return name;
}

async function freeName(
  folder: string,
  stem: string,
  ending: string,
  files: FileSystem,
): Promise<string> {
  const taken = new Set(await files.readdir(folder));
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? `${stem}${ending}` : `${stem}-${attempt}${ending}`;
    if (!taken.has(name)) return name;
  }
}

/** Makes a rename durable. Windows cannot open folders, and does not need it. */
async function flushFolder(folder: string, files: FileSystem): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
