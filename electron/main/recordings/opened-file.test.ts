import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { succeed, type Problem } from '../../contract/problem.ts';
import { fileInArguments, OpenedFiles } from './opened-file.ts';

const MAGIC = Buffer.from([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a, 1, 2, 3]);
let folder: string;
let isOpen: boolean;
let done: string[];
let problems: Problem[];
let files: OpenedFiles;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), 'depthlock-opened-')));
  await mkdir(path.join(folder, 'library'));
  [isOpen, done, problems] = [true, [], []];
  files = new OpenedFiles({
    isOpen: () => isOpen,
    folder: path.join(folder, 'library'),
    play: (name) => done.push(`play ${name}`) > 0,
    import: (file) => {
      done.push(`import ${path.relative(folder, file)}`);
      return Promise.resolve(succeed(undefined));
    },
    show: () => done.push('show'),
    onProblem: (problem) => problems.push(problem),
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, content: Uint8Array | string = MAGIC): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return file;
};

describe('a recording that is handed over', () => {
  it('is added to the library, or played if it is in it', async () => {
    await files.open(await write('film.mcap'));
    await files.open(await write('library/own.mcap'));
    expect(done).toEqual(['show', 'import film.mcap', 'show', 'play own.mcap']);
    expect(problems).toEqual([]);
  });

  it('waits for the lock to open, and nothing is said of it before', async () => {
    isOpen = false;
    await files.open(await write('film.mcap'));
    await files.open(path.join(folder, 'missing.mcap'));
    await files.open(await write('newer.mcap'));
    expect([done, problems]).toEqual([[], []]);
    isOpen = true;
    await files.unlocked();
    expect(done).toEqual(['show', 'import newer.mcap']);
    await files.unlocked();
    expect(done).toHaveLength(2);
  });

  it('is found where a link leads', async () => {
    const link = path.join(folder, 'link.mcap');
    await symlink(await write('film.mcap'), link);
    await files.open(link);
    expect(done).toContain('import film.mcap');
  });

  it('gets a sentence if it is none', async () => {
    const loop = path.join(folder, 'loop.mcap');
    await symlink(loop, loop);
    const pipe = path.join(folder, 'pipe.mcap');
    execFileSync('mkfifo', [pipe]);
    const hostile = [
      ...[await write('text.mcap', 'no recording'), await write('short.mcap', 'x')],
      ...[folder, path.join(folder, 'missing.mcap'), loop, pipe, '/dev/zero'],
      ...['relative.mcap', `${folder}/a\nb.mcap`, `/${'x'.repeat(5000)}`, `${folder}/\u0000`],
    ];
    for (const file of hostile) await files.open(file);
    expect(done).toEqual([]);
    expect(problems).toHaveLength(hostile.length);
    for (const { code, message } of problems) {
      expect(code).toBe('recording-unreadable');
      expect(message).toMatch(/^“.*” was not opened: .*\.$/u);
    }
  });
});

describe('the command line', () => {
  it.each([
    [['depthlock', 'film.mcap'], true, '/home/film.mcap'],
    [['depthlock', '--lang=de', '/a/film.mcap'], true, '/a/film.mcap'],
    [['depthlock'], true, null],
    [['depthlock', '--lang=de', ''], true, null],
    [['electron', '--no-sandbox', '/src', '/a/film.mcap'], false, '/a/film.mcap'],
    [['electron', '/src'], false, null],
    [['depthlock', `/${'x'.repeat(5000)}`], true, null],
  ] as const)('%j names a file or none', (argv, isPackaged, file) => {
    expect(fileInArguments(argv, '/home', isPackaged)).toBe(file);
  });
});
