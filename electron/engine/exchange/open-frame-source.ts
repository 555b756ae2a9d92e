import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ImportArguments } from '../../contract/exchange.ts';
import type { Result } from '../../contract/problem.ts';
import { unreadable } from './files/files.ts';
import type { FrameSource } from './frame-source.ts';
import { openSessionFile } from './open-session-file.ts';
import { openSessionFolder } from './open-session-folder.ts';
import { reasonOf } from '../../base/error-words.ts';

/**
 * Opens a session of any format, recognised by what is in the folder or at the start of the file. A file of a session
 * that lists or describes it stands for the whole; a file of one frame stands for that frame.
 * @param given what a person says that the files do not; a problem where it would have no effect
 */
export async function openFrameSource(
  path: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const whole = resolve(path);
  let isFolder: boolean;
  try {
    isFolder = (await stat(whole)).isDirectory();
  } catch (error) {
    return unreadable(path, reasonOf(error));
  }
  return isFolder ? openSessionFolder(whole, given) : openSessionFile(whole, given);
}
