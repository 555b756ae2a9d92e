import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { openFolderDataset } from '../../electron/engine/exchange/dataset/folder-dataset.ts';
import {
  writeColorPicture,
  writeDepthPicture,
} from '../../electron/engine/exchange/pictures/pictures.ts';
import { createVision, type Vision } from '../../electron/engine/vision/pipeline.ts';
import {
  addAttacks,
  ASSETS,
  VIRTUAL_PEOPLE,
  writePeople,
} from '../encoders/own-people/datasets-fixture.ts';
import { shippedLevels } from './levels.ts';
import { looksInFolder } from './looks/looks-store.ts';
import { SEEN_WELL } from './looks/visit.ts';
import { runFolderAttempts, type FolderResults, type FolderRun } from './run-folder-attempts.ts';

const HANG_MS = 600_000;
const PEOPLE = VIRTUAL_PEOPLE.slice(0, 2);
const [ADA = '', BRUNO = ''] = PEOPLE;

let folder = '';
let vision: Vision;
let run: FolderRun;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-folder-attempts-'));
  const dataset = join(folder, 'people');
  // The first and the fourth look ahead: each enrols the person without the other.
  await writePeople(dataset, { [ADA]: 4, [BRUNO]: 4 });
  await addAttacks(dataset, PEOPLE);
  vision = orThrow(await createVision({ assets: ASSETS }));
  run = {
    dataset: orThrow(await openFolderDataset(dataset)),
    store: await looksInFolder(join(folder, 'looks')),
    levels: shippedLevels().filter(({ name }) => name !== 'balanced'),
    ...{ sensor: 'kinect-v2', vision, tries: 2, seed: 3, frames: 6, strangers: Infinity },
  };
}, HANG_MS);
afterAll(async () => {
  await vision.dispose();
  await rm(folder, { recursive: true, force: true });
});

const blind = (): Vision => ({
  encoder: vision.encoder,
  process: () => Promise.reject(new Error('A shot was looked at again.')),
  embedInfrared: () => Promise.reject(new Error('A shot was looked at again.')),
  dispose: () => Promise.resolve(),
});

/** `kind name`: people, attempts, those that opened and that seemed alive. */
const countsAt = ({ tallies }: FolderResults, level: string) =>
  Object.fromEntries(
    tallies
      .filter((tally) => tally.level === level)
      .map(({ kind, name, byPerson }) => {
        const sum = (of: 'attempts' | 'opened' | 'seemedAlive') =>
          [...byPerson.values()].reduce((total, own) => total + own[of], 0);
        return [
          `${kind} ${name}`,
          [byPerson.size, sum('attempts'), sum('opened'), sum('seemedAlive')],
        ];
      }),
  );

const reasonsOf = ({ tallies }: FolderResults, level: string, kind: string) =>
  tallies
    .filter((tally) => tally.level === level && tally.kind === kind)
    .map(({ byPerson }) => [...byPerson.values()].map(({ reasons }) => reasons));

describe('attempts of the shots of a dataset', () => {
  it(
    'let each into their own lock by a shot that did not enrol, and are the same again from what was kept',
    async () => {
      const told: string[] = [];
      const first = orThrow(
        await runFolderAttempts({
          ...run,
          onProgress: (done, total, what) => told.push(`${done}/${total} ${what}`),
        }),
      );
      expect(told.at(0)).toBe(`1/20 ${ADA} enrols`);
      expect(told.at(-1)).toBe(`20/20 ${BRUNO}, copy`);
      expect(first).toMatchObject({ notEnrolled: [], notTried: [] });
      // A stranger or an attack that has opened does not come back, so copies of the head are tried once.
      expect(countsAt(first, 'convenient')).toEqual({
        [`owner ${SEEN_WELL}`]: [2, 16, 16, 16],
        [`stranger ${SEEN_WELL}`]: [2, 16, 0, 16],
        'attack print': [2, 4, 0, 0],
        'attack copy': [2, 2, 2, 2],
      });
      expect(reasonsOf(first, 'convenient', 'attack')[0]).toEqual([{ picture: 2 }, { picture: 2 }]);
      expect(orThrow(await runFolderAttempts({ ...run, vision: blind() }))).toEqual(first);
    },
    HANG_MS,
  );

  it(
    'are refused where the lock asks for a turn, because a still does not turn',
    async () => {
      const results = orThrow(await runFolderAttempts(run));
      expect(countsAt(results, 'strict')[`owner ${SEEN_WELL}`]).toEqual([2, 16, 0, 16]);
      expect(reasonsOf(results, 'strict', 'owner')[0]).toEqual([
        { 'not-turned': 8 },
        { 'not-turned': 8 },
      ]);
    },
    HANG_MS,
  );

  it(
    'are as many of strangers as is asked for',
    async () => {
      const none = orThrow(await runFolderAttempts({ ...run, strangers: 0 }));
      expect(none.tallies.some(({ kind }) => kind === 'stranger')).toBe(false);
    },
    HANG_MS,
  );

  it(
    'leave out whoever cannot be enrolled, or not without the shot that is tried',
    async () => {
      const dataset = join(folder, 'few');
      await writePeople(dataset, { [ADA]: 2 });
      const file = join(dataset, 'dataset.json');
      const description = JSON.parse(await readFile(file, 'utf8')) as {
        people: object;
        camera: { width: number; height: number };
      };
      const ghost = { gallery: [], probe: ['shot-1'] };
      await writeFile(
        file,
        JSON.stringify({ ...description, people: { ...description.people, ghost } }),
      );
      await mkdir(join(dataset, 'ghost'));
      const { width, height } = description.camera;
      const size = { width, height };
      const stem = join(dataset, 'ghost', 'shot-1');
      const black = new Uint8Array(4 * width * height);
      orThrow(await writeColorPicture(`${stem}.color.png`, { ...size, data: black }));
      const nothing = new Uint16Array(width * height);
      orThrow(await writeDepthPicture(`${stem}.depth.png`, { ...size, data: nothing }));
      const few = { ...run, dataset: orThrow(await openFolderDataset(dataset)), tries: 1 };
      const results = orThrow(await runFolderAttempts(few));
      expect(results.notEnrolled).toEqual(['ghost']);
      expect(results.notTried).toEqual([`${ADA}/shot-0`, 'ghost/shot-1']);
      expect(countsAt(results, 'convenient')).toEqual({ [`owner ${SEEN_WELL}`]: [1, 1, 1, 1] });
    },
    HANG_MS,
  );

  it('stop at the first shot that cannot be read', async () => {
    const dataset = join(folder, 'few');
    await rm(join(dataset, ADA, 'shot-1.depth.png'));
    const few = { ...run, dataset: orThrow(await openFolderDataset(dataset)) };
    const results = await runFolderAttempts(few);
    expect(results).toMatchObject({ ok: false, problem: { code: 'dataset-unreadable' } });
    expect(results.ok ? '' : results.problem.message).toContain('shot-1.depth.png');
  });
});
