import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Digits of a key: enough to tell all datasets apart that anybody has. */
const KEY_DIGITS = 16;

/**
 * A key of everything in a folder: names and bytes of its files, wherever the folder lies. A dataset that was changed
 * has another key. Empty once `signal` has aborted. Throws the system's errors.
 */
export async function contentKey(
  folder: string,
  onProgress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
  const key = createHash('sha256');
  for (const [i, file] of files.entries()) {
    if (signal.aborted) return '';
    const content = createHash('sha256');
    for await (const chunk of createReadStream(file)) content.update(chunk as Buffer);
    const name = file.slice(folder.length).replaceAll('\\', '/');
    key.update(`${name}\n${content.digest('hex')}\n`);
    onProgress(i + 1, files.length);
  }
  return key.digest('hex').slice(0, KEY_DIGITS);
}
