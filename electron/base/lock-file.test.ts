import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLockFile } from './lock-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-lock-file-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => path.join(folder, 'lock');

/** Work that notes how many do it at once. */
function counted() {
  let inside = 0;
  let most = 0;
  let done = 0;
  const work = async (ms = 1): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(ms);
    inside -= 1;
    done += 1;
  };
  return { work, told: () => ({ most, done }) };
}

describe('a lock file', () => {
  it('lets one in at a time, and is gone afterwards', async () => {
    const { work, told } = counted();
    await Promise.all(Array.from({ length: 60 }, () => withLockFile(file(), () => work())));
    expect(told()).toEqual({ most: 1, done: 60 });
    expect(await readdir(folder)).toEqual([]);
  });
});
