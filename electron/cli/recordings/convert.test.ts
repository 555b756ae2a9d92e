import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { syntheticSensorFrame } from '../../engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { startFakenectDump } from '../../engine/exchange/fakenect/fakenect-dump.ts';
import { runDepthlock } from '../depthlock.ts';

let folder: string;
let said: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-convert-'));
  said = [];
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)));
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

async function writeDump(name: string, frames: number): Promise<string> {
  const dump = join(folder, name);
  const writer = await startFakenectDump(dump, 0);
  if (!writer.ok) throw new Error(writer.problem.message);
  for (let i = 0; i < frames; i++) await writer.value.write(syntheticSensorFrame(i));
  await writer.value.close();
  return dump;
}

describe('depthlock convert', () => {
  it('turns a dump into a TUM folder and a point cloud', async () => {
    const dump = await writeDump('dump', 2);
    const out = join(folder, 'tum');
    expect(await runDepthlock(['convert', dump, out, '--to', 'tum'])).toBe(0);
    expect(said[0]).toBe(`2 frames written to ${out}.`);
    expect(said.at(-1)).toMatch(/^Assumed, since nothing says it: intrinsics fx 533/);
    expect(await readdir(join(out, 'depth'))).toEqual(['0.000000.png', '0.033333.png']);
    const cloud = join(folder, 'cloud.ply');
    expect(await runDepthlock(['convert', dump, cloud, '--frame', '1'])).toBe(0);
    expect(existsSync(cloud)).toBe(true);
    expect(await runDepthlock(['convert', dump, join(folder, 'b.ply'), '--frame', '2'])).toBe(1);
    expect(said.at(-1)).toContain('There is no frame 2: the session has only 2 frames.');
  });

  it.each([
    [['in'], "Missing required argument 'out': what to write"],
    [['in', 'out'], 'does not say which format'],
    [['in', 'out', '--to', 'mp4'], "argument 'mp4' is invalid. Allowed choices are recording, tum"],
    [['in', 'out.ply', '--frame', '-1'], '--frame'],
    [['in', 'out.ply', '--frame', '1e3'], 'It takes a whole number'],
    [
      ['in', 'out', '--to', 'tum', '--depth', 'feet'],
      "argument 'feet' is invalid. Allowed choices are millimetres",
    ],
    [['in', 'out.ply', '--depth-scale', '0'], 'It takes millimetres a unit'],
    [['in', 'out.ply', '--intrinsics', '525,525,320'], 'It takes fx,fy,cx,cy in pixels'],
    [['in', 'out.ply', '--intrinsics', '525,-525,320,240'], 'It takes fx,fy,cx,cy in pixels'],
    [['in', 'out.ply', '--invalid', 'none'], 'It takes numbers with commas'],
    [['in', 'out', '--quick'], "Unknown option '--quick'"],
  ])('says what is wrong with %j', async (argv, reason) => {
    expect(await runDepthlock(['convert', ...argv])).toBe(2);
    expect(said.join('\n')).toContain(reason);
  });

  it('says what is wrong with the input and leaves no output', async () => {
    const out = join(folder, 'out');
    expect(await runDepthlock(['convert', join(folder, 'missing'), out, '--to', 'tum'])).toBe(1);
    expect(said.at(-1)).toContain('does not exist');
    expect(await readdir(folder)).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('leaves nothing behind after Ctrl-C', async () => {
    const dump = await writeDump('dump', 150);
    const out = join(folder, 'out');
    const child = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        join(import.meta.dirname, '../main.ts'),
        'convert',
        dump,
        out,
        '--to',
        'tum',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    // Once the first pictures are there.
    while (!existsSync(join(`${out}.unfinished`, 'depth.txt')) && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(await readdir(folder)).toEqual(['dump']);
  });
});
