import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrainingStopped } from '../training-failure.ts';
import { errorCode } from '../../../electron/base/error-words.ts';

/** Lets one process at a time train in a folder. */
export interface RunLock {
  release(): Promise<void>;
}

/** Throws a `TrainingStopped` if a process that still runs has the folder. Takes over the lock of a killed process. */
export async function lockFolder(folder: string): Promise<RunLock> {
  const path = join(folder, 'training.lock');
  if (!(await create(path))) {
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && isRunning(holder)) {
      throw new TrainingStopped(
        `Process ${holder} is training in ${folder}, and two would spoil each other's checkpoints. Wait for it, end it, or give another --folder. If that process is no training, delete ${path}.`,
      );
    }
    await rm(path, { force: true });
    if (!(await create(path))) {
      throw new TrainingStopped(`Another process has just begun to train in ${folder}.`);
    }
  }
  return { release: () => rm(path, { force: true }) };
}

/** False if the file already exists. */
async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}
