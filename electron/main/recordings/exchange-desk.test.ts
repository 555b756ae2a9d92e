import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type { ExchangeJob } from '../../contract/exchange.ts';
import { ExchangeDesk, timeLeft } from './exchange-desk.ts';
import { eventually } from '../../contract/eventually-fixture.ts';

const DONE = { ok: true };

let folder: string;
let sent: EngineCommand[];
let jobs: readonly ExchangeJob[];
let engineRuns: boolean;
let nowMs: number;
let desk: ExchangeDesk;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-desk-'));
  [sent, jobs, engineRuns, nowMs] = [[], [], true, 0];
  desk = new ExchangeDesk({
    folder,
    send: (command) => {
      if (engineRuns) sent.push(command);
      return engineRuns;
    },
    onJobs: (changed) => {
      jobs = changed;
    },
    now: () => nowMs,
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const idOf = (index: number): string => jobs[index]?.id ?? '';
const progressOf = (index: number) => jobs[index]?.progress;
const requests = () =>
  sent.flatMap((command) => (command.kind === 'exchange.start' ? [command.request] : []));

describe('the desk of imports and exports', () => {
  it('imports under a name of its own, and tells windows no path', async () => {
    expect(await desk.import('/media/stick/freiburg: desk')).toEqual(DONE);
    const output = path.join(folder, 'freiburg_ desk.mcap');
    expect(requests()).toEqual([
      { input: '/media/stick/freiburg: desk', output, format: 'recording' },
    ]);
    expect(jobs).toEqual([
      {
        id: idOf(0),
        direction: 'import',
        name: 'freiburg: desk',
        progress: { phase: 'waiting' },
      },
    ]);
    expect(JSON.stringify(jobs)).not.toContain('media');
  });

  it('gives two imports of one name two files', async () => {
    await writeFile(path.join(folder, 'a.mcap'), '');
    await desk.import('/x/a.mcap');
    await desk.import('/y/a');
    expect(requests().map(({ output }) => path.basename(output))).toEqual(['a 2.mcap', 'a 3.mcap']);
  });

  it('takes a frame for a point cloud only', () => {
    desk.export('/r/a.mcap', '/out/a.ply', 'ply', 7);
    desk.export('/r/a.mcap', '/out/b.ply', 'ply', undefined);
    desk.export('/r/a.mcap', '/out/a', 'tum', 7);
    expect(requests().map(({ frame }) => frame)).toEqual([7, 0, undefined]);
  });

  it('tells frames and the time that is left from the pace so far', () => {
    desk.export('/r/a.mcap', '/out/a', 'tum', undefined);
    nowMs = 60_000;
    desk.onEvent({ kind: 'started', id: idOf(0) });
    nowMs += 500;
    desk.onEvent({ kind: 'progress', id: idOf(0), done: 50, total: 400 });
    expect(progressOf(0)).toEqual({ phase: 'running', done: 50, total: 400, leftMs: null });
    nowMs += 1500;
    desk.onEvent({ kind: 'progress', id: idOf(0), done: 100, total: 400 });
    expect(progressOf(0)).toMatchObject({ leftMs: 6000 });
    const summary = { output: '/out/a', frames: 400, losses: ['Too far.'] };
    desk.onEvent({ kind: 'finished', id: idOf(0), summary });
    expect(progressOf(0)).toEqual({ phase: 'finished', frames: 400, losses: ['Too far.'] });
    expect(desk.outputOf(idOf(0))).toBe('/out/a');
    desk.dismiss(idOf(0));
    expect(jobs).toEqual([]);
    expect(desk.outputOf(idOf(0))).toBeNull();
  });

  it('cancels once, and stays with it until the engine has', () => {
    desk.export('/r/a.mcap', '/out/a', 'tum', undefined);
    const id = idOf(0);
    desk.dismiss(id);
    desk.cancel(id);
    desk.onEvent({ kind: 'progress', id, done: 1, total: 2 });
    desk.cancel('unknown');
    expect(sent.at(-1)).toEqual({ kind: 'exchange.cancel', id });
    expect(progressOf(0)).toEqual({ phase: 'cancelling' });
    desk.onEvent({ kind: 'cancelled', id });
    expect(jobs).toEqual([]);
  });

  it('keeps the reason of a failure until it is dismissed', () => {
    desk.export('/r/a.mcap', '/out/a', 'tum', undefined);
    const problem = { code: 'files-unwritable', message: 'The disk is full.' } as const;
    desk.onEvent({ kind: 'failed', id: idOf(0), problem });
    expect(progressOf(0)).toEqual({ phase: 'failed', problem });
    desk.cancel(idOf(0));
    expect(sent).toHaveLength(1);
  });

  it('ends what a dead engine was at, and removes what it left', async () => {
    await desk.import('/x/a');
    desk.onEvent({ kind: 'started', id: idOf(0) });
    await writeFile(path.join(folder, 'a.mcap.unfinished'), 'half');
    desk.engineLost();
    expect(progressOf(0)).toMatchObject({ phase: 'failed', problem: { code: 'engine-stopped' } });
    await eventually(async () => expect(await readdir(folder)).toEqual([]));
  });

  it('starts nothing without an engine, and not more than anybody needs', () => {
    engineRuns = false;
    const start = () => desk.export('/r/a.mcap', '/out/a', 'tum', undefined);
    expect(start()).toMatchObject({ problem: { code: 'engine-stopped' } });
    expect(jobs).toEqual([]);
    engineRuns = true;
    for (let count = 0; count < 20; count += 1) expect(start()).toEqual(DONE);
    expect(start()).toMatchObject({ ok: false });
    const problem = { code: 'files-unwritable', message: '' } as const;
    desk.onEvent({ kind: 'failed', id: idOf(0), problem });
    expect(start()).toEqual(DONE);
    expect(jobs).toHaveLength(20);
  });
});

describe('the time that is left', () => {
  it.each([
    [500, 10, 100, null],
    [2000, 0, 100, null],
    [2000, 10, null, null],
    [2000, 50, 100, 2000],
    [2000, 100, 100, 0],
    [2000, 120, 100, 0],
  ])('after %i ms, %i of %s: %s', (elapsedMs, done, total, left) => {
    expect(timeLeft(elapsedMs, done, total)).toBe(left);
  });
});
