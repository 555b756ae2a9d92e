import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { reasonOf } from '../../../electron/base/error-words.ts';

/** Why a page cannot be written to `file`, or null: checked before the work that would be lost. */
export async function whyNotWritable(file: string): Promise<string | null> {
  const folder = dirname(resolve(file));
  const [target, parent] = [await statOrNull(file), await statOrNull(folder)];
  if (target?.isDirectory() === true) return `${file} is a folder. Name a file for the report.`;
  if (parent?.isDirectory() === true) return null;
  return `There is no folder ${folder} to write the report to. Make it, or name another file.`;
}

/** Writes to a temporary file first: a full disk leaves no half page under the name. Returns why it failed, or null. */
export async function writeReport(file: string, page: string): Promise<string | null> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await writeFile(partial, page);
    await rename(partial, file);
    return null;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    const reason = reasonOf(error);
    return `The report could not be written to ${file} (${reason}). Name another file, or make room.`;
  }
}

const statOrNull = (path: string) => stat(path).catch(() => null);
