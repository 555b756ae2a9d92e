import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorCode, messageOf, reasonOf, writingFailed } from './error-words.ts';

const systemError = (code: string) => Object.assign(new Error(`${code}: raw`), { code });

describe('words of errors', () => {
  it('says what the system means, not what it prints', async () => {
    const thrown: unknown = await readFile('/no/such/file').catch((error: unknown) => error);
    expect(errorCode(thrown)).toBe('ENOENT');
    expect(reasonOf(thrown)).toBe('it does not exist');
    expect(reasonOf(systemError('ENOSPC'))).toBe('the disk is full');
  });

  it('tells what to do where a file cannot be written', () => {
    expect(writingFailed(systemError('ENOSPC'))).toContain('delete recordings');
    expect(writingFailed(new Error('odd'))).toBe('The file could not be written (odd).');
  });

  it('names the entry that a schema refused', () => {
    const { error } = z.object({ width: z.number() }).safeParse({});
    expect(reasonOf(error)).toBe('width is missing');
  });

  it('takes whatever was thrown', () => {
    expect(reasonOf('just text')).toBe('just text');
    expect(reasonOf(systemError('EWEIRD'))).toBe('EWEIRD: raw');
    expect(messageOf(undefined)).toBe('undefined');
    expect(errorCode({ code: 'ENOENT' })).toBeUndefined();
  });
});
