import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runDepthlock } from '../depthlock.ts';
import type { ReplayLine } from './replay.ts';

let folder = '';
let printed: string[] = [];
let complaints: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-replay-'));
  [printed, complaints] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => complaints.push(String(text)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

describe('depthlock record and replay', () => {
  it('record the virtual Kinect and show it to the lock', async () => {
    const file = join(folder, 'ada.mcap');
    const recording = ['--source', 'virtual', '--person', 'ada', '--seconds', '3', '--out', file];
    expect(await runDepthlock(['record', ...recording])).toBe(0);
    expect(printed.join('')).toMatch(/^\d+ frames in .* written to .*ada\.mcap/);

    printed = [];
    const enrol = ['--enrol', `Ada Lovelace=${file}`];
    expect(await runDepthlock(['replay', file, '--level', 'convenient', ...enrol])).toBe(0);
    const lines = printed.map((line) => JSON.parse(line) as ReplayLine);
    expect(lines.length).toBeGreaterThan(5);
    expect(lines[0]).toMatchObject({ frame: 0, timeMs: 0 });
    const last = lines.at(-1);
    expect(last).toMatchObject({
      liveness: 'live',
      decision: { phase: 'unlocked', name: 'Ada Lovelace' },
    });
    const decided = lines.flatMap(({ attempt }) => (attempt === null ? [] : [attempt]));
    expect(decided).toMatchObject([{ number: 1, refused: null, level: 'convenient' }]);
    expect(Math.abs(last?.pose?.yaw ?? 90)).toBeLessThan(15);
    expect(last?.distances['Ada Lovelace']).toBeLessThan(0.5);
  });

  it.each([
    ['no file', [], "Missing required argument 'file'"],
    ['two files', ['a', 'b'], 'Expected 1 argument but got 2: b'],
    ['a person without a file', ['a', '--enrol', 'Ada'], 'NAME=FILE'],
    ['a file without a person', ['a', '--enrol', '=b'], 'NAME=FILE'],
    ['one name twice', ['a', '--enrol', 'A=b', '--enrol', 'A=c'], 'one name'],
    ['an unknown level', ['a', '--level', 'none'], 'convenient, balanced, strict'],
    ['an unknown option', ['a', '--fast'], 'fast'],
  ])('replay refuses %s', async (_, argv, reason) => {
    expect(await runDepthlock(['replay', ...argv])).toBe(2);
    expect(complaints.join('')).toContain(reason);
  });

  it('replay says what is wrong with a file', async () => {
    expect(await runDepthlock(['replay', join(folder, 'none.mcap')])).toBe(1);
    expect(complaints.join('')).toContain('none.mcap cannot be played');
  });

  const good = ['--source', 'virtual', '--seconds', '1', '--out', 'a.mcap'];
  it.each([
    ['no source', good.slice(2), 'lists it: freenect, kinect2'],
    ['an unknown source', [...good, '--source', 'webcam'], 'choices are freenect, kinect2'],
    ['no length', ['--source', 'virtual', '--out', 'a.mcap'], '--seconds'],
    ['no time at all', [...good, '--seconds', '0'], '--seconds'],
    ['a length in words', [...good, '--seconds', 'ten'], '--seconds'],
    ['no file', good.slice(0, 4), '--out'],
    ['an unknown motion', [...good, '--motion', 'dance'], '--motion'],
    ['an unknown sensor', [...good, '--sensor', 'lidar'], '--sensor'],
    ['a stray word', [...good, 'now'], 'now'],
  ])('record refuses %s', async (_, argv, reason) => {
    expect(await runDepthlock(['record', ...argv])).toBe(2);
    expect(complaints.join('')).toContain(reason);
  });
});
