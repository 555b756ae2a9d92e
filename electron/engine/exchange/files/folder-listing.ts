import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { succeed, type Result } from '../../../contract/problem.ts';
import { unreadable } from './files.ts';
import { reasonOf } from '../../../base/error-words.ts';

/** More files than any data set has in one folder. */
const MOST_FILES = 200_000;

/**
 * The names in a folder that `accept` accepts, sorted as people number them: 2 before 10. A link is what it leads to;
 * one that leads nowhere is a file.
 * @param accept called with the name and whether it is a folder
 */
export async function listFolder(
  folder: string,
  accept: (name: string, isFolder: boolean) => boolean,
): Promise<Result<readonly string[]>> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      const isFolder = entry.isSymbolicLink()
        ? await leadsToFolder(join(folder, entry.name))
        : entry.isDirectory();
      if (!accept(entry.name, isFolder)) continue;
      if (names.length >= MOST_FILES) {
        return unreadable(folder, `it holds more than ${MOST_FILES} files`);
      }
      names.push(entry.name);
    }
  } catch (error) {
    return unreadable(folder, reasonOf(error));
  }
  return succeed(names.sort(byNumber));
}

async function leadsToFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch {
    return false;
  }
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

/** Names with numbers in the order of the numbers; names that differ only in case or accents keep an order too. */
function byNumber(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : 1);
}
