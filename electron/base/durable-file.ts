/** Files that survive a crash at any moment: the old or the new content, never a mixture. */
import { access, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './error-words.ts';

/** Suffix of a file that is being written; a leftover one is from a crash and worthless. */
export const UNFINISHED = '.unfinished';

export type FileContent =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'too-large' };

/** Reads files of up to `maximumBytes`. Throws the system's errors, except for a missing file. */
export async function readIfThere(path: string, maximumBytes: number): Promise<FileContent> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) return { kind: 'too-large' };
    return { kind: 'bytes', bytes: await readFile(path) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' };
    throw error;
  }
}

/**
 * Writes beside the file, flushes, and renames over it; readable by the owner only.
 * After it returns the content survives a power cut.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, path);
  await flushFolder(dirname(path));
}

/** Renames `path` to `name` in the same folder, adding a number if that is taken; returns the name. */
export async function moveAside(path: string, stem: string, ending: string): Promise<string> {
  const folder = dirname(path);
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? `${stem}${ending}` : `${stem}-${attempt}${ending}`;
    if (await exists(join(folder, name))) continue;
    await rename(path, join(folder, name));
    await flushFolder(folder);
    return name;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

/** Makes a rename durable. Windows cannot open folders, and does not need it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
