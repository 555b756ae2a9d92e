import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSensorFrame } from '../engine/camera/sensor-frame.ts';
import { openRecordingWriter } from '../engine/recording/mcap/write/open-recording-writer.ts';
import { appVersion } from '../base/app-version.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const LAUNCHER = join(import.meta.dirname, 'depthlock.mjs');
/** More than a pipe takes before somebody has to read. */
const FRAMES = 2000;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-launcher-'));
  await writeRecording(join(folder, 'a.mcap'), FRAMES);
  await writeRecording(join(folder, 'short.mcap'), 20);
  const cut = join(folder, 'cut.mcap');
  await copyFile(join(folder, 'a.mcap'), cut);
  await truncate(cut, Math.floor((await stat(cut)).size / 2));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeRecording(file: string, frames: number): Promise<void> {
  const frame = (sequence: number) =>
    asSensorFrame({
      sequence,
      timeMs: 40 * sequence,
      width: 16,
      height: 16,
      color: new Uint8Array(4 * 256).fill(255),
      depth: new Uint16Array(256).fill(900),
      camera: {
        name: 'Virtual',
        serial: '1',
        intrinsics: { fx: 20, fy: 20, cx: 8, cy: 8 },
        trust: 'virtual',
      },
    });
  const { sensor } = frame(0);
  const opened = await openRecordingWriter(file, { sensor, app: '1', encoder: 'e', color: 'jpeg' });
  if (!opened.ok) throw new Error(opened.problem.message);
  for (let k = 0; k < frames; k++) {
    opened.value.offer(frame(k));
    // The writer drops what comes faster than it writes.
    if (k % 50 === 0) await new Promise((later) => setTimeout(later, 20));
  }
  await opened.value.close();
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(file: string, argv: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((done) => {
    execFile(file, argv, { cwd, shell: process.platform === 'win32' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ code, stdout, stderr });
    });
  });
}

const depthlock = (...argv: string[]): Promise<Ended> =>
  run(process.execPath, [LAUNCHER, ...argv], folder);

const codeOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((done) => child.once('exit', done));

describe('the launcher', () => {
  it.skipIf(process.platform === 'win32')(
    'starts through a link, beside a tsconfig.json of others',
    async () => {
      const bin = join(folder, 'node_modules/.bin');
      await mkdir(bin, { recursive: true });
      await symlink(LAUNCHER, join(bin, 'depthlock'));
      await writeFile(join(folder, 'tsconfig.json'), '{ "extends": "nobody/has-this", ');
      const version = await run(join(bin, 'depthlock'), ['--version'], folder);
      expect(version).toEqual({ code: 0, stdout: `${appVersion()}\n`, stderr: '' });
      // Starts a worker thread too.
      const short = ['--seconds', '0.5', '--out', 'virtual.mcap'];
      const recorded = await run(
        join(bin, 'depthlock'),
        ['record', '--source', 'virtual', ...short],
        folder,
      );
      expect(recorded).toMatchObject({ code: 0, stderr: '' });
      expect(await depthlock('info', 'virtual.mcap')).toMatchObject({ code: 0, stderr: '' });
    },
  );

  it('takes paths from the folder of a checkout where npm run is called', async () => {
    await mkdir(join(ROOT, '.cache'), { recursive: true });
    const inside = await mkdtemp(join(ROOT, '.cache/where-a-person-stands-'));
    try {
      await writeRecording(join(inside, 'here.mcap'), 2);
      const argv = ['run', '--silent', 'depthlock', '--', 'info', 'here.mcap', '--json'];
      const { code, stdout } = await run('npm', argv, inside);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ file: 'here.mcap', frames: 2 });
    } finally {
      await rm(inside, { recursive: true, force: true });
    }
  });

  it('passes exit codes on', async () => {
    expect(await depthlock('info', 'none.mcap')).toMatchObject({ code: 1, stdout: '' });
    expect(await depthlock('inof')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('a pipe', () => {
  it.each([
    ['info', ['info', 'a.mcap']],
    ['repair', ['repair', 'cut.mcap']],
    ['convert', ['convert', 'short.mcap', 'short-tum', '--to', 'tum']],
    ['replay', ['replay', 'short.mcap']],
    ['record', ['record', '--source', 'virtual', '--seconds', '0.5', '--out', 'b.mcap']],
  ])('gets no progress of %s', async (_, argv) => {
    const { code, stdout, stderr } = await depthlock(...argv);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).not.toBe('');
    expect(stdout).not.toMatch(/[\r\u001b]/);
  });

  it('whose reader goes away stops a replay quietly', async () => {
    const child = spawn(process.execPath, [LAUNCHER, 'replay', 'a.mcap'], { cwd: folder });
    const [said, code] = [text(child.stderr), codeOf(child)];
    child.stdout.once('data', () => child.stdout.destroy());
    expect([await code, await said]).toEqual([141, '']);
  });

  it('for results and complaints alike, as after 2>&1, may lose its reader', async () => {
    const child = spawn(process.execPath, [LAUNCHER, 'inof'], { cwd: folder });
    const code = codeOf(child);
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await code).toBe(141);
  });

  it('whose reader goes away leaves a whole recording', async () => {
    const file = join(folder, 'watched.mcap');
    const argv = ['record', '--source', 'virtual', '--seconds', '1', '--out', file];
    const child = spawn(process.execPath, [LAUNCHER, ...argv], { cwd: folder });
    const code = codeOf(child);
    child.stdout.destroy();
    expect(await code).toBe(141);
    expect(JSON.parse((await depthlock('info', file, '--json')).stdout)).toMatchObject({
      complete: true,
    });
  });
});
