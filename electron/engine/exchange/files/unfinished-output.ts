/** Outputs that are either complete or not there at all: written beside their name and renamed at the end. */
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { UNFINISHED } from '../../../base/durable-file.ts';
import { isThere } from '../../../base/is-there.ts';
import { reasonOf } from '../../../base/error-words.ts';
import { PRIVATE_FOLDER } from './private-files.ts';

export interface UnfinishedOutput {
  /** The requested name, absolute. */
  readonly output: string;
  /** Where to write until the end. */
  readonly path: string;
  /** Renames the output to its final name. */
  finish(): Promise<Result<void>>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/**
 * Prepares an output that must not exist yet: no file of the user's is ever overwritten. Removes what an earlier,
 * killed conversion to the same name left.
 * @param kind a folder is created at `path`; a file is left to the caller
 */
export async function beginOutput(
  asked: string,
  kind: 'file' | 'folder',
): Promise<Result<UnfinishedOutput>> {
  const output = resolve(asked);
  const path = `${output}${UNFINISHED}`;
  try {
    if (await isThere(output)) {
      return fail(
        'files-unwritable',
        `${output} exists already. Give another name, or remove it first.`,
      );
    }
    if (!(await isThere(dirname(output)))) {
      return fail(
        'files-unwritable',
        `${output} cannot be written: the folder ${dirname(output)} does not exist.`,
      );
    }
    await rm(path, { recursive: true, force: true });
    if (kind === 'folder') await mkdir(path, PRIVATE_FOLDER);
  } catch (error) {
    return unwritable(output, error);
  }
  return succeed({
    output,
    path,
    async finish() {
      try {
        if (await isThere(output)) {
          return fail('files-unwritable', `${output} was made by somebody else meanwhile.`);
        }
        await rename(path, output);
        return succeed(undefined);
      } catch (error) {
        return unwritable(output, error);
      }
    },
    discard: () => rm(path, { recursive: true, force: true }),
  });
}

/** `${file} cannot be written: …`, from an error of the system or of a library. */
export function unwritable(file: string, error: unknown): Result<never> {
  return fail('files-unwritable', `${file} cannot be written: ${reasonOf(error)}.`);
}
