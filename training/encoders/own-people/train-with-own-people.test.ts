/** From data laid out by `depthlock data`, and own people, to checkpoints: all small, and made by the test. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPhotoSet } from '../../synthesis/photos/photo-set.ts';
import { decodeCheckpoint } from '../../trainer/checkpoint/checkpoint-format.ts';
import { train, type TrainingOutcome } from '../../trainer/train.ts';
import type { TaskOptions } from '../../trainer/training-task.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { batchSeed } from '../data/batch-schedule.ts';
import {
  IMITATED_RENDERED,
  layImitationPhotographs,
  layImitationRendered,
} from '../small-data-fixture.ts';
import { ASSETS, VIRTUAL_PEOPLE, writePeople } from './datasets-fixture.ts';
import { drawOwnLook, drawOwnPair, ownShare } from './own-looks.ts';
import { openOwnPeople, ownPeopleValue, prepareOwnPeople, type OwnPeople } from './own-people.ts';
import { ownTargets } from './own-targets.ts';
import { createSqueezeNetTask } from '../squeezenet/squeezenet-task.ts';
import { createTask, smallColourNetwork } from './small-fused-task-fixture.ts';

const BATCH = 8;
const SEED = 3;
const PLANE = 112 * 112;

let home = '';
let people = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'depthlock-own-training-'));
  vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'));
  vi.stubEnv('DEPTHLOCK_DATA', join(home, 'data'));
  await layImitationPhotographs(join(home, 'downloads'), join(home, 'data'));
  await openPhotoSet(ASSETS);
  await layImitationRendered();
  people = join(home, 'family');
  await writePeople(people, Object.fromEntries(VIRTUAL_PEOPLE.slice(0, 7).map((id) => [id, 3])));
  await prepare(people);
});
afterAll(() => rm(home, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('XDG_CACHE_HOME', join(home, 'cache'));
  vi.stubEnv('DEPTHLOCK_DATA', join(home, 'data'));
});
afterEach(() => vi.unstubAllEnvs());

const prepare = (...folders: string[]) =>
  prepareOwnPeople(folders, {
    assets: ASSETS,
    report: () => undefined,
    signal: new AbortController().signal,
  });

const options = (folder: string | null): TaskOptions => ({
  passes: 8 * BATCH,
  batch: BATCH,
  seed: SEED,
  rendered: IMITATED_RENDERED,
  ...(folder === null ? {} : { people: ownPeopleValue([folder]) }),
});

interface Trained {
  readonly outcome: TrainingOutcome;
  readonly steps: number;
}

/** Trains in a folder of a name; stops after so many steps. */
async function trained(name: string, given: TaskOptions, stopAfter = Infinity): Promise<Trained> {
  const controller = new AbortController();
  let steps = 0;
  const outcome = await train({
    taskModule: new URL('./small-fused-task-fixture.ts', import.meta.url),
    taskOptions: given,
    folder: join(home, name),
    exports: false,
    signal: controller.signal,
    observer: {
      notice: () => undefined,
      progress: ({ kind }) => {
        if (kind !== 'training') return;
        if (++steps >= stopAfter) controller.abort();
      },
    },
  });
  return { outcome, steps };
}

async function parametersOf(name: string): Promise<Float32Array | undefined> {
  const decoded = decodeCheckpoint(await readFile(join(home, name, 'checkpoint.bin')));
  if (decoded.kind !== 'checkpoint') throw new Error(decoded.what);
  return decoded.checkpoint.arrays['parameters'];
}

/**
 * Shards whose first pair is own people's, and whose is a photographed person's, at the first step: told by the same
 * random numbers. `random` stands after what was drawn to decide it.
 * @param draws 1: own people or not; 2: before that, rendered people or not
 */
function firstPairs(own: OwnPeople, draws: 1 | 2) {
  const found = Array.from({ length: 1500 }, (_, shard) => {
    const random = seededRandom(batchSeed(SEED, 0, shard));
    const isRendered = draws === 2 && random.chance(0.3);
    return { shard, random, isRendered, isOwn: !isRendered && random.chance(ownShare(own)) };
  });
  const hits = found.filter(({ isOwn }) => isOwn).slice(0, 3);
  const misses = found.filter(({ isOwn, isRendered }) => !isOwn && !isRendered).slice(0, 3);
  expect([hits.length, misses.length]).toEqual([3, 3]);
  return { hits, misses };
}

describe('training fused with own people', () => {
  it('goes on after an interruption and ends with the same weights', async () => {
    const whole = await trained('whole', options(people));
    expect(whole.outcome).toMatchObject({ kind: 'finished' });
    const first = await trained('resumed', options(people), 2);
    expect(first.outcome).toMatchObject({ kind: 'interrupted' });
    const rest = await trained('resumed', options(people));
    expect(rest.outcome).toMatchObject({ kind: 'finished' });
    expect(rest.steps).toBe(whole.steps - first.steps);
    expect(await parametersOf('resumed')).toEqual(await parametersOf('whole'));
    const log = await readFile(join(home, 'whole', 'log.jsonl'), 'utf8');
    expect(log).toMatch(/"ownPeopleEer":[\d.]+/);
  });

  it('shows them in its batches, taught by what the untouched network says of them', async () => {
    const own = openOwnPeople([people]) ?? expect.unreachable();
    const targets = await ownTargets(own, writeModel(smallColourNetwork()));
    const task = await createTask(options(people));
    const look = new Float32Array(4 * PLANE);
    const { hits } = firstPairs(own, 1);
    for (const { shard, random } of hits) {
      const { input, teacher, teacherWeight } = await task.batch(0, shard);
      const { shots } = drawOwnPair(own, random);
      for (const [k, shot] of shots.entries()) {
        drawOwnLook(own, shot, random, look);
        expect(input?.slice(3 * k * PLANE, 3 * (k + 1) * PLANE)).toEqual(look.slice(0, 3 * PLANE));
        expect(teacher?.slice(512 * k, 512 * (k + 1))).toEqual(targets.get(shot.number));
        expect(teacherWeight?.[k]).toBe(1);
      }
    }
  });

  it('does not go on with other people, or without them', async () => {
    await trained('mixed', options(people), 1);
    const changed = join(home, 'changed', 'family');
    await cp(people, changed, { recursive: true });
    const [a = '', b = ''] = VIRTUAL_PEOPLE;
    await cp(join(changed, a, 'shot-1.color.png'), join(changed, b, 'shot-1.color.png'));
    await prepare(changed);
    for (const other of [options(changed), options(null)]) {
      const { outcome } = await trained('mixed', other);
      expect(outcome).toMatchObject({ kind: 'failed' });
      expect(outcome.message).toMatch(
        /was made with other options \(people family \(content [0-9a-f]{8}\), now/,
      );
    }
    // The same people elsewhere are the same.
    const moved = join(home, 'moved', 'family');
    await cp(people, moved, { recursive: true });
    await prepare(moved);
    expect((await trained('mixed', options(moved))).outcome.kind).toBe('finished');
  });
});

const realData = process.env['DEPTHLOCK_DATA'];
if (realData === undefined) console.log('Skipped: the shape branch needs DEPTHLOCK_DATA.');

describe.skipIf(realData === undefined)('training squeezenet with own people', () => {
  it('shows their colour and depth and only tells them apart', async () => {
    // Photographs are unpacked already; the head model is the real one.
    vi.stubEnv('DEPTHLOCK_DATA', realData);
    const given = { ...options(people), recipe: 'full' };
    const together = await createSqueezeNetTask(given, smallColourNetwork());
    expect(together.identity?.['people']).toMatch(/^family \(content [0-9a-f]{8}\)$/);
    const own = openOwnPeople([people]) ?? expect.unreachable();
    const { hits, misses } = firstPairs(own, 2);
    for (const { shard } of hits) {
      const { input, teacherWeight } = await together.batch(0, shard);
      expect([...(teacherWeight?.subarray(0, 2) ?? [])]).toEqual([0, 0]);
      expect(input?.every(Number.isFinite)).toBe(true);
    }
    for (const { shard } of misses) {
      const { teacherWeight } = await together.batch(0, shard);
      expect([...(teacherWeight?.subarray(0, 2) ?? [])]).toEqual([1, 1]);
    }
  });
});
