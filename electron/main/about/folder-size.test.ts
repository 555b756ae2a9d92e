import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderSize, spaceLeft } from './folder-size.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-size-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the size of a folder', () => {
  it('is that of all files in it, and of nothing that links lead to', async () => {
    await mkdir(path.join(folder, 'a', 'b'), { recursive: true });
    await writeFile(path.join(folder, 'one'), 'x'.repeat(10));
    await writeFile(path.join(folder, 'a', 'b', 'two'), 'x'.repeat(5));
    await symlink(path.join(folder, 'a'), path.join(folder, 'link'));
    await symlink(folder, path.join(folder, 'a', 'circle'));
    expect(await folderSize(folder)).toBe(15);
  });

  it('is nothing where there is none', async () => {
    expect(await folderSize(path.join(folder, 'missing'))).toBe(0);
  });
});

describe('the space left', () => {
  it('is that of the disk on which a folder is, or would be', async () => {
    expect(await spaceLeft(folder)).toBeGreaterThan(0);
    expect(await spaceLeft(path.join(folder, 'not', 'yet'))).toBeGreaterThan(0);
  });
});
