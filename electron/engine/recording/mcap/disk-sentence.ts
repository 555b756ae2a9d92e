const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: delete recordings or other files.',
  EDQUOT: 'The disk space allowed to you is used up: delete recordings or other files.',
  EEXIST: 'There is a file of that name already: choose another.',
  ENOENT: 'The folder does not exist: choose another.',
  EACCES: 'You may not write there: choose another folder.',
  EPERM: 'You may not write there: choose another folder.',
  EROFS: 'That disk can only be read: choose another.',
};

/** What an error of the file system means, and what to do. */
export function diskSentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  return DISK[code] ?? `The file could not be written (${detail}).`;
}
