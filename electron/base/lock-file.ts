/**
 * A lock between processes that is held for as long as one save takes: a file that names its owner. Work under it also
 * compares what it replaces, so that a lock taken over wrongly costs a repetition, never a mixture.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from './error-words.ts';
import { SYSTEM_FILES, type FileSystem } from './file-system.ts';
import { isRunning } from './is-running.ts';

/** Nothing takes this long under the lock; an older one belongs to a process id that was given away again. */
const STALE_MS = 30_000;
/** The file is empty for an instant between its creation and its first write. */
const EMPTY_MS = 2_000;
const SHORTEST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 25;
const USUAL_WAIT_MS = 60_000;

/** Names this process: its id in a file without this name is that of an earlier process. */
const THIS_PROCESS = randomBytes(8).toString('hex');

/** Another process kept the lock for longer than anybody waits. */
class LockBusyError extends Error {
  constructor() {
    super('another Depthlock is writing there');
    this.name = 'LockBusyError';
  }
}

export interface LockOptions {
  readonly files?: FileSystem;
  /** Default: a minute. */
  readonly waitMs?: number;
}

/**
 * Runs `work` while nobody else holds the lock `file`; its folder has to exist. Takes over the lock of a process that is
 * gone. Throws `LockBusyError` after `waitMs`, the system's errors, and what `work` throws.
 */
export async function withLockFile<T>(
  file: string,
  work: () => Promise<T>,
  { files = SYSTEM_FILES, waitMs = USUAL_WAIT_MS }: LockOptions = {},
): Promise<T> {
  const token = `${process.pid} ${THIS_PROCESS} ${randomBytes(8).toString('hex')}`;
  await acquire(file, token, files, waitMs);
  try {
    return await work();
  } finally {
    await release(file, token, files);
  }
}

async function acquire(
  file: string,
  token: string,
  files: FileSystem,
  waitMs: number,
): Promise<void> {
  const until = performance.now() + waitMs;
  while (!(await create(file, token, files))) {
    const abandoned = await abandonedToken(file, files);
    if (abandoned !== null) {
      await takeAway(file, abandoned, files);
      continue;
    }
    if (performance.now() > until) throw new LockBusyError();
    await sleep(SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
}

async function create(file: string, token: string, files: FileSystem): Promise<boolean> {
  try {
    const handle = await files.open(file, 'wx', 0o600);
    try {
      await handle.writeFile(Buffer.from(token));
    } catch (error) {
      await files.remove(file).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** What the lock says if its owner is gone; null while it may live, or when there is no lock any more. */
async function abandonedToken(file: string, files: FileSystem): Promise<string | null> {
  try {
    const { mtimeMs } = await files.stat(file);
    const token = textOf(await files.readFile(file));
    const age = Math.abs(Date.now() - mtimeMs);
    const pid = Number(/^\d+/.exec(token)?.[0] ?? 0);
    if (pid === 0) return age > EMPTY_MS ? token : null;
    // One that this process has just released is on its way out: whoever takes it for dead moves the next one's away.
    const lives = pid === process.pid ? token.includes(THIS_PROCESS) : isRunning(pid);
    return lives && age < STALE_MS ? null : token;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * Moved under another name before it is removed: of several processes that see the same dead lock, one moves it. Whoever
 * has moved a living lock by mistake puts it back.
 */
async function takeAway(file: string, abandoned: string, files: FileSystem): Promise<void> {
  const away = `${file}.${process.pid}-${randomBytes(6).toString('hex')}`;
  try {
    await files.rename(file, away);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const moved = textOf(await files.readFile(away));
  if (moved !== abandoned) await create(file, moved, files);
  await files.remove(away);
}

async function release(file: string, token: string, files: FileSystem): Promise<void> {
  try {
    if (textOf(await files.readFile(file)) === token) await files.remove(file);
  } catch {
    // Whoever wants it next sees that this process no longer holds it.
  }
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
