/**
 * Words for the errors of systems, schemas and libraries. Every sentence that carries such an error takes them from
 * here.
 */
import { z } from 'zod';
import { faultInWords } from './schema-fault.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EACCES: 'there is no permission for it',
  EPERM: 'there is no permission for it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EEXIST: 'it exists already',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

const WHEN_WRITING: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: delete recordings or other files.',
  EDQUOT: 'The disk space allowed to you is used up: delete recordings or other files.',
  EEXIST: 'There is a file of that name already: choose another.',
  ENOENT: 'The folder does not exist: choose another.',
  EACCES: 'You may not write there: choose another folder.',
  EPERM: 'You may not write there: choose another folder.',
  EROFS: 'That disk can only be read: choose another.',
};

/** The system's code, e.g. `ENOSPC`; undefined for errors that are not the system's. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A thrown error, in words that fit after "because", after a colon or in brackets. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return faultInWords(error);
  return REASONS[errorCode(error) ?? ''] ?? messageOf(error);
}

/** An error while writing a file, as a sentence that says what it means and what to do. */
export function writingFailed(error: unknown): string {
  return (
    WHEN_WRITING[errorCode(error) ?? ''] ?? `The file could not be written (${messageOf(error)}).`
  );
}

/** The bare message, for diagnosis. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
