/** Reads files of unknown origin: only regular files, and only up to a sensible size. */
import { open, readlink, stat, type FileHandle } from 'node:fs/promises';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { reasonOf } from '../../../base/error-words.ts';
import { pointerInPlace, pointerOfLink } from '../foreign/foreign-kinds.ts';

/** Larger than any picture of `LARGEST_SIDE`² that a depth camera's software would write. */
export const LARGEST_PICTURE_BYTES = 96 * 1024 * 1024;

/**
 * Reads a whole regular file. One that only points to what was not downloaded is a problem that says so.
 * @returns the bytes, or a problem that names the file and says why it was not read
 */
export async function readWholeFile(file: string, maximumBytes: number): Promise<Result<Buffer>> {
  const opened = await openRegularFile(file);
  if (!opened.ok) return opened;
  const { handle, size } = opened.value;
  try {
    if (size > maximumBytes) return unreadable(file, tooLarge(size, maximumBytes));
    const bytes = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
      if (bytesRead === 0) return unreadable(file, 'it became shorter while it was read');
      filled += bytesRead;
    }
    const pointer = pointerInPlace(bytes);
    return pointer === null ? succeed(bytes) : unreadable(file, pointer);
  } catch (error) {
    return unreadable(file, reasonOf(error));
  } finally {
    await handle.close();
  }
}

/** The first bytes of a regular file; fewer where it is shorter. */
export async function readFileStart(file: string, length: number): Promise<Result<Buffer>> {
  const opened = await openRegularFile(file);
  if (!opened.ok) return opened;
  const { handle } = opened.value;
  try {
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await handle.read(bytes, 0, length, 0);
    return succeed(bytes.subarray(0, bytesRead));
  } catch (error) {
    return unreadable(file, reasonOf(error));
  } finally {
    await handle.close();
  }
}

/** Opens a regular file for reading; refuses pipes and devices, which could block for ever. */
export async function openRegularFile(
  file: string,
): Promise<Result<{ readonly handle: FileHandle; readonly size: number }>> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return unreadable(file, 'it is not a file');
    return succeed({ handle: await open(file, 'r'), size: found.size });
  } catch (error) {
    return unreadable(file, pointerOfLink(await targetOf(file)) ?? reasonOf(error));
  }
}

/** Where a link leads to; empty for what is none. */
async function targetOf(file: string): Promise<string> {
  try {
    return await readlink(file);
  } catch {
    return '';
  }
}

/** `${file} cannot be used: ${reason}.` */
export function unreadable(file: string, reason: string): Result<never> {
  return fail('files-unreadable', `${file} cannot be used: ${reason}.`);
}

function tooLarge(size: number, maximum: number): string {
  return `it has ${size} bytes, more than the ${maximum} that such a file can need`;
}
