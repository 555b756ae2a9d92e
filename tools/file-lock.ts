/** A lock between processes on one machine: a file that holds the process id of its owner. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '../electron/base/error-words.ts';
import { isRunning } from '../electron/base/is-running.ts';

const POLL_MS = 250;
/** Nothing locked here takes this long; an older lock belongs to a process id that has been reused. */
const STALE_MS = 20 * 60_000;

/**
 * Runs `work` while no other process holds `file`, and waits as long as one does. Takes over a lock whose owner has
 * died. Two processes that take over the same dead lock at the same instant could both run: callers publish by an
 * atomic rename, so that this costs only time.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  while (!acquire(file)) {
    if (ownerIsGone(file)) rmSync(file, { force: true });
    else await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function acquire(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function ownerIsGone(file: string): boolean {
  try {
    const age = Date.now() - statSync(file).mtimeMs;
    const pid = Number(readFileSync(file, 'utf8'));
    // The file is empty for an instant between its creation and its first write.
    if (pid === 0) return age > POLL_MS * 4;
    return age > STALE_MS || !isRunning(pid);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
