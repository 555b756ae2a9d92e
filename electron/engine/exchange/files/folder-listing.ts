import { opendir } from 'node:fs/promises';
import { succeed, type Result } from '../../../contract/problem.ts';
import { unreadable } from './files.ts';
import { reasonOf } from '../../../base/error-words.ts';

/** More files than any data set has in one folder. */
const MOST_FILES = 200_000;

/**
 * The names in a folder that `accept` accepts, sorted.
 * @param accept called with the name and whether it is a folder
 */
export async function listFolder(
  folder: string,
  accept: (name: string, isFolder: boolean) => boolean,
): Promise<Result<readonly string[]>> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (!accept(entry.name, entry.isDirectory())) continue;
      if (names.length >= MOST_FILES) {
        return unreadable(folder, `it holds more than ${MOST_FILES} files`);
      }
      names.push(entry.name);
    }
  } catch (error) {
    return unreadable(folder, reasonOf(error));
  }
  return succeed(names.sort());
}
