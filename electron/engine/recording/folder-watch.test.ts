import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../../contract/eventually-fixture.ts';
import { FolderWatch } from './folder-watch.ts';

let home: string;
let watching: FolderWatch | undefined;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'depthlock-watch-'));
});
afterEach(async () => {
  watching?.dispose();
  await rm(home, { recursive: true, force: true });
});

describe('a folder that is watched', () => {
  it('tells of files that come, go or are renamed, in a folder that it makes', async () => {
    let told = 0;
    const folder = path.join(home, 'recordings');
    watching = new FolderWatch(folder, () => void (told += 1));
    const file = path.join(folder, 'a.mcap');
    const changes = [
      () => writeFile(file, 'pictures'),
      () => rename(file, path.join(folder, 'b.mcap')),
      () => rm(path.join(folder, 'b.mcap')),
    ];
    // The folder is not there at once.
    await eventually(async () => {
      await writeFile(path.join(folder, 'first.mcap'), '');
      await rm(path.join(folder, 'first.mcap'));
      expect(told).toBeGreaterThan(0);
    });
    for (const change of changes) {
      const before = told;
      await change();
      await eventually(() => expect(told).toBeGreaterThan(before));
    }
  });

  it('tells of nothing once it is over', async () => {
    let told = 0;
    const over = new FolderWatch(home, () => void (told += 1));
    over.dispose();
    watching = new FolderWatch(home, () => void (told += 10));
    await eventually(async () => {
      await writeFile(path.join(home, 'a.mcap'), '');
      await rm(path.join(home, 'a.mcap'));
      expect(told).toBeGreaterThan(0);
    });
    expect(told % 10).toBe(0);
  });
});
