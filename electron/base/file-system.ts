/** The few system calls that durable files need, so that tests can cut the power between any two of them. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';

export interface FileSystem {
  /** `w`: new and empty, replaces what is there; `wx`: fails with `EEXIST`; `r`: only to flush a folder. */
  open(path: string, flags: 'r' | 'w' | 'wx', mode?: number): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  stat(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }>;
  rename(from: string, to: string): Promise<void>;
  /** Also when there is none. */
  remove(path: string): Promise<void>;
  readdir(folder: string): Promise<string[]>;
  /** With its parents; also when it is there. */
  makeFolder(folder: string): Promise<void>;
}

export interface OpenFile {
  writeFile(bytes: Uint8Array): Promise<void>;
  /** After it returns, what was written survives a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The computer's own; throws the system's errors. */
export const SYSTEM_FILES: FileSystem = {
  open: (path, flags, mode) => open(path, flags, mode),
  readFile: (path) => readFile(path),
  stat: (path) => stat(path),
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
  readdir: (folder) => readdir(folder),
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  },
};
