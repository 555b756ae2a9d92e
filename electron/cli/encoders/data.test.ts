import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeLfw } from '../../../training/public-data/distributions-fixture.ts';
import { runDepthlock } from '../depthlock.ts';

let folder = '';
let source = '';
let target = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-data-'));
  source = join(folder, 'downloads');
  target = join(folder, 'data');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

describe('depthlock data', () => {
  const run = async (...argv: string[]) => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
    return { code: await runDepthlock(['data', ...argv]), text: lines.join('\n') };
  };

  it('lays photographs out from lfw.tgz and says what is missing yet', async () => {
    await writeLfw(source, { Ada: 1, Bo: 2 });
    const archive = join(folder, 'lfw.tgz');
    execFileSync('tar', ['-czf', archive, '-C', source, 'lfw']);
    const { code, text } = await run(target, '--lfw', archive);
    expect(code).toBe(1);
    expect(text).toContain('3 pictures of 2 people');
    expect(text).toContain('ict-facekit: missing');
    expect(text).toContain('https://github.com/ICT-VGL/ICT-FaceKit');
    expect((await readdir(target)).sort()).toEqual(['lfw-160.tar', 'training-data.json']);
  });

  it('refuses a cut-off archive and what is none', async () => {
    await writeLfw(source, { Ada: 1 });
    const archive = join(folder, 'lfw.tgz');
    execFileSync('tar', ['-czf', archive, '-C', source, 'lfw']);
    await truncate(archive, 2000);
    const cut = await run(target, '--lfw', archive);
    expect(cut.code).toBe(1);
    expect(cut.text).toContain('cannot be unpacked');
    expect(await readdir(target)).toEqual([]);
    const unknown = await run(target, '--lfw', import.meta.filename);
    expect(unknown.text).toContain('neither a folder nor an archive');
  });

  it.each([
    ['no folder', []],
    ['two folders', ['a', 'b']],
    ['an unknown option', ['a', '--celeba', 'b']],
  ])('refuses %s', async (_, argv) => {
    expect((await run(...argv)).code).toBe(2);
  });
});
