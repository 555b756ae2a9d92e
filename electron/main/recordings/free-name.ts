/** Unused names for new files and folders. */
import path from 'node:path';
import { isThere } from '../../base/is-there.ts';
import { LONGEST_RECORDING_NAME } from '../../contract/recordings.ts';

/** A name that every file system accepts, as close to `wanted` as possible; "Recording" if nothing is left of it. */
export function fileNameOf(wanted: string): string {
  const name = Array.from(wanted.normalize('NFC').replace(/[\p{Cc}<>:"/\\|?*]/gu, '_'))
    .slice(0, LONGEST_RECORDING_NAME)
    .join('')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  return name === '' ? 'Recording' : name;
}

/**
 * An unused path in the folder: the stem and the ending, with a number between them if that is taken.
 * @param taken paths that are reserved although nothing exists there yet
 */
export async function freePath(
  folder: string,
  stem: string,
  ending: string,
  taken: ReadonlySet<string> = new Set(),
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const number = attempt === 1 ? '' : ` ${attempt}`;
    const candidate = path.join(folder, `${stem}${number}${ending}`);
    if (!taken.has(candidate) && !(await isThere(candidate))) return candidate;
  }
}
