import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SYSTEM_FILES } from '../../electron/base/file-system.ts';
import { decodeCheckpoint, type Checkpoint } from './checkpoint/checkpoint-format.ts';
import type { LineOptions } from './line-task-fixture.ts';
import { train, type TrainingOutcome, type TrainOptions } from './train.ts';
import type { TrainingObserver, TrainingProgress } from './training-observer.ts';

const TASK = new URL('./line-task-fixture.ts', import.meta.url);
/** 100 steps of two shards. */
const RUN: LineOptions = { passes: 1600, seed: 7 };
const PASSES_PER_STEP = 16;

// Every run starts its own threads, which takes a second on a busy machine.

/** The result of an uninterrupted run. */
let whole: Checkpoint;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-trainer-'));
  await trainLine('whole');
  whole = await trajectory('whole');
  await rm(folder, { recursive: true });
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-trainer-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  return rm(folder, { recursive: true, force: true });
});

function trainLine(
  name: string,
  line: LineOptions = RUN,
  more: Partial<TrainOptions> = {},
): Promise<TrainingOutcome> {
  return train({ taskModule: TASK, taskOptions: { ...line }, folder: join(folder, name), ...more });
}

/** Every file of this name that is written from now on meets a full disk. Returns a function that makes room. */
function fillDisk(name: string): () => void {
  const { open } = SYSTEM_FILES;
  const spy = vi.spyOn(SYSTEM_FILES, 'open').mockImplementation((path, flags, mode) => {
    const isMeant = basename(path).startsWith(name) && flags !== 'r';
    // The kernel answers every write to /dev/full with ENOSPC.
    return isMeant ? open('/dev/full', 'w') : open(path, flags, mode);
  });
  return () => spy.mockRestore();
}

async function checkpoint(name: string, file = 'checkpoint.bin'): Promise<Checkpoint> {
  const decoded = decodeCheckpoint(await readFile(join(folder, name, file)));
  if (decoded.kind === 'unusable') throw new Error(`The checkpoint ${decoded.what}.`);
  return decoded.checkpoint;
}

/** Everything but the time spent, which differs between runs. */
async function trajectory(name: string): Promise<Checkpoint> {
  const { header, arrays } = await checkpoint(name);
  return { header: { ...header, seconds: 0 }, arrays };
}

/** Aborts once this many steps are done. */
function abortAfter(steps: number): Pick<TrainOptions, 'signal' | 'observer'> {
  const controller = new AbortController();
  const progress = (now: TrainingProgress): void => {
    if (now.kind === 'training' && now.passes >= steps * PASSES_PER_STEP) controller.abort();
  };
  return { signal: controller.signal, observer: { progress, notice: () => undefined } };
}

function notices(): { readonly heard: string[]; readonly observer: TrainingObserver } {
  const heard: string[] = [];
  const notice = (sentence: string): void => void heard.push(sentence);
  return { heard, observer: { progress: () => undefined, notice } };
}

describe('a run', () => {
  it('learns, exports the network that validated best and logs each validation', async () => {
    const outcome = await trainLine('a');
    expect(outcome).toMatchObject({ kind: 'finished' });
    expect(outcome.message).toMatch(/1,600 passes done, .* Exported /);
    const { header, arrays } = await checkpoint('a');
    expect(header.step).toBe(100);
    const best = Math.min(...header.history.validations.map(({ figures }) => figures.errorRate));
    expect(header.bestErrorRate).toBe(best);
    expect(best).toBeLessThan(0.2);
    expect(outcome.message).toContain([...(arrays['bestParameters'] ?? [])].join(' '));
    const log = (await readFile(join(folder, 'a/log.jsonl'), 'utf8')).trim().split('\n');
    expect(log.map((line) => JSON.parse(line) as { passes: number })).toMatchObject([
      { passes: 400 },
      { passes: 800 },
      { passes: 1200 },
      { passes: 1600 },
    ]);
    expect(await readFile(join(folder, 'a/training.html'), 'utf8')).toContain('Finished');
  });

  it('is the same twice, whatever the number of threads, and another with another seed', async () => {
    await trainLine('one', RUN, { workers: 1 });
    await trainLine('many', RUN, { workers: 7 });
    expect(await trajectory('one')).toEqual(whole);
    expect(await trajectory('many')).toEqual(whole);
    await trainLine('other', { ...RUN, seed: 8 });
    expect((await trajectory('other')).arrays).not.toEqual(whole.arrays);
  });

  it('stops on request and goes on to the very same end', async () => {
    const stopped = await trainLine('parts', RUN, abortAfter(33));
    expect(stopped.kind).toBe('interrupted');
    expect(stopped.message).toMatch(/^Stopped after 528 passes\. .*the same command goes on/);
    expect((await checkpoint('parts')).header.step).toBe(33);
    await trainLine('parts', RUN, abortAfter(70));
    expect((await trainLine('parts')).kind).toBe('finished');
    expect(await trajectory('parts')).toEqual(whole);
  });

  it('exports again when it is called after its end, without a step', async () => {
    const first = await trainLine('a');
    const before = await readFile(join(folder, 'a/checkpoint.bin'));
    expect(await trainLine('a')).toEqual(first);
    expect(await readFile(join(folder, 'a/checkpoint.bin'))).toEqual(before);
    expect((await trainLine('a', RUN, { exports: false })).message).toContain('Not exported');
  });

  it('has its folder to itself', async () => {
    const both = await Promise.all([trainLine('b'), trainLine('b')]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['failed', 'finished']);
    const refused = both.find(({ kind }) => kind === 'failed');
    expect(refused?.message).toContain(`is training in ${join(folder, 'b')}`);
  });

  it('prepares before it creates the task, and shows how far that is', async () => {
    const seen: TrainingProgress[] = [];
    const observer = {
      progress: (now: TrainingProgress) => void seen.push(now),
      notice: () => undefined,
    };
    await trainLine('a', { ...RUN, prepared: join(folder, 'count') }, { observer });
    expect(await readFile(join(folder, 'count'), 'utf8')).toBe('x');
    expect(seen.slice(0, 3)).toMatchObject(
      [0, 1, 2].map((done) => ({ kind: 'preparing', label: 'points', done, total: 2 })),
    );
    expect(seen.at(-1)).toMatchObject({ kind: 'validating', passes: 1600, totalPasses: 1600 });
  });
});

describe('a run that is killed', () => {
  const script = new URL('./train-in-process-fixture.ts', import.meta.url).pathname;

  /** Runs the line task in its own process and kills it with SIGKILL once it has printed this many steps. */
  function killAfter(steps: number, name: string): Promise<NodeJS.Signals | null> {
    const options = JSON.stringify({ folder: join(folder, name), taskOptions: RUN });
    const child = spawn(process.execPath, ['--import', 'tsx', script, options]);
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.split('\n').length > steps) child.kill('SIGKILL');
    });
    return new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  }

  it('goes on to the very same end', async () => {
    expect(await killAfter(20, 'killed')).toBe('SIGKILL');
    const { step } = (await checkpoint('killed')).header;
    expect(step).toBeGreaterThanOrEqual(19);
    expect(step).toBeLessThan(100);
    const { heard, observer } = notices();
    await trainLine('killed', RUN, { observer });
    expect(heard.join()).toContain(`on from ${step * PASSES_PER_STEP}`);
    expect(await trajectory('killed')).toEqual(whole);
  });
});

describe('a checkpoint that does not fit', () => {
  it('is refused when the options or the architecture are others, until told to begin anew', async () => {
    await trainLine('a');
    const others = await trainLine('a', { passes: 3200, seed: 7 });
    expect(others).toMatchObject({ kind: 'failed', detail: null });
    expect(others.message).toMatch(
      /checkpoint\.bin was made with other options \(passes 1600, now passes 3200\)/,
    );
    expect(others.message).toContain('--fresh');
    const grown = await trainLine('a', { ...RUN, architecture: 'line-4' });
    expect(grown.message).toMatch(/\(line-3, graph \w+, now line-4, graph \w+\)/);
    expect((await checkpoint('a')).header.identity.options).toEqual(RUN);
    expect(await trainLine('a', { passes: 160, seed: 7 }, { fresh: true })).toMatchObject({
      kind: 'finished',
    });
    expect((await checkpoint('a')).header.step).toBe(10);
  });

  it('falls back to the one before when it is damaged, and arrives at the same end', async () => {
    await trainLine('a', RUN, { ...abortAfter(40), checkpointSeconds: 0 });
    const path = join(folder, 'a/checkpoint.bin');
    await truncate(path, 300);
    const { heard, observer } = notices();
    expect((await trainLine('a', RUN, { observer })).kind).toBe('finished');
    expect(heard[0]).toContain(`${path} is damaged`);
    expect(heard[1]).toContain(`on from ${39 * PASSES_PER_STEP}`);
    expect(await trajectory('a')).toEqual(whole);
  });
});

describe('a run that goes wrong', () => {
  it('stops on NaN and keeps the last good checkpoint', async () => {
    const line = { ...RUN, nanAt: 30 };
    const outcome = await trainLine('a', line, { checkpointSeconds: 0 });
    expect(outcome).toMatchObject({ kind: 'failed', detail: null });
    expect(outcome.message).toMatch(/^After 480 passes the loss became NaN or infinite/);
    expect(outcome.message).toContain('The last good checkpoint, of 480 passes, stays in');
    const { header, arrays } = await checkpoint('a');
    expect(header.step).toBe(30);
    for (const array of Object.values(arrays)) expect(array.every(Number.isFinite)).toBe(true);
    expect(await readFile(join(folder, 'a/training.html'), 'utf8')).toContain('became NaN');
  });

  it('says that the disk is full and leaves the checkpoint as it was', async () => {
    await trainLine('a', RUN, abortAfter(20));
    const before = await readFile(join(folder, 'a/checkpoint.bin'));
    const makeRoom = fillDisk('checkpoint');
    const outcome = await trainLine('a', RUN, { checkpointSeconds: 0 });
    makeRoom();
    expect(outcome).toMatchObject({ kind: 'failed', detail: null });
    expect(outcome.message).toMatch(/^The disk is full .* of 320 passes is in/);
    expect(await readFile(join(folder, 'a/checkpoint.bin'))).toEqual(before);
    expect((await trainLine('a')).kind).toBe('finished');
  });

  it('goes on when only the page cannot be written, and says so once', async () => {
    const { heard, observer } = notices();
    await trainLine('a', RUN, abortAfter(1));
    await rm(join(folder, 'a/training.html'));
    fillDisk('training.html');
    expect((await trainLine('a', RUN, { observer })).kind).toBe('finished');
    expect(heard.filter((sentence) => sentence.includes('could not be written'))).toHaveLength(1);
  });

  it.each([
    ['throws', { throwAt: 12 }, 'The points of this batch are gone'],
    ['ends', { exitAt: 12 }, 'it ended with exit code 3'],
  ])('says why when a thread %s', async (_, mishap, reason) => {
    const outcome = await trainLine('a', { ...RUN, ...mishap }, { checkpointSeconds: 0 });
    expect(outcome.kind).toBe('failed');
    expect(outcome.message).toContain(`A training thread stopped (${reason}).`);
    expect(outcome.message).toMatch(/The checkpoint of 1(76|92) passes is in .*the same command/);
  });

  it('shows the sentence about missing data, without a stack', async () => {
    expect(await trainLine('a', { ...RUN, missingData: true })).toEqual({
      kind: 'failed',
      message: 'Set DEPTHLOCK_DATA to the folder that holds the data.',
      detail: null,
    });
  });
});
