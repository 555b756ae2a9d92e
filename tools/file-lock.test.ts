import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { withLock } from './file-lock.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'depthlock-lock-'));
const fileNamed = (name: string): string => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('runs one at a time', async () => {
  const events: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    events.push(`${name} ends`);
  };
  await Promise.all([
    withLock(fileNamed('turns'), work('first')),
    withLock(fileNamed('turns'), work('second')),
  ]);
  expect(events).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
});

it('is free again after work that throws', async () => {
  const file = fileNamed('throws');
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(file)).toBe(false);
});

it('takes over the lock of a process that is gone', async () => {
  const file = fileNamed('dead');
  // Beyond the largest process id of any Linux.
  writeFileSync(file, '4194305');
  expect(await withLock(file, () => Promise.resolve('done'))).toBe('done');
});

it('takes over a lock that is older than any work, though its process id runs again', async () => {
  const file = fileNamed('old');
  writeFileSync(file, String(process.pid));
  const anHourAgo = new Date(Date.now() - 60 * 60_000);
  utimesSync(file, anHourAgo, anHourAgo);
  expect(await withLock(file, () => Promise.resolve('done'))).toBe('done');
});
