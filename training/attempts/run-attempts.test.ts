import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { loadGenericFace } from '../../electron/engine/camera/virtual/presentations/generic-face.ts';
import { createVision, type Vision } from '../../electron/engine/vision/pipeline.ts';
import { shippedLevels } from './levels.ts';
import { looksInFolder } from './looks/looks-store.ts';
import { runAttempts, type AttemptRun } from './run-attempts.ts';
import { virtualCast } from './cast/virtual-cast.ts';
import { SEEN_WELL, visitsOf } from './looks/visit.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const HANG_MS = 600_000;

let folder = '';
let vision: Vision;
let run: AttemptRun;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-attempts-'));
  vision = orThrow(await createVision({ assets: ASSETS }));
  run = {
    cast: orThrow(await virtualCast(ASSETS, 2)),
    genericFace: orThrow(await loadGenericFace(ASSETS)),
    levels: shippedLevels().slice(0, 1),
    store: await looksInFolder(folder),
    visits: (place) =>
      visitsOf(place).filter(({ name }) => name === SEEN_WELL || name === 'print-folded'),
    ...{ vision, tries: 2, seed: 7 },
  };
}, HANG_MS);
afterAll(async () => {
  await vision.dispose();
  await rm(folder, { recursive: true, force: true });
});

const blind = (): Vision => ({
  encoder: vision.encoder,
  process: () => Promise.reject(new Error('A frame was looked at again.')),
  embedInfrared: () => Promise.reject(new Error('A frame was looked at again.')),
  dispose: () => Promise.resolve(),
});

describe('a run of attempts of two people', () => {
  it(
    'lets each into their own lock and nobody else, refuses prints as pictures, and is the same again from what it kept',
    async () => {
      const told: string[] = [];
      const first = await runAttempts({
        ...run,
        onProgress: (done, total, what) => told.push(`${done}/${total} ${what}`),
      });
      expect(told.at(0)).toBe('1/6 ada enrols');
      expect(told.at(-1)).toBe('6/6 bruno, print-folded');
      expect(first.notEnrolled).toEqual([]);
      const counts = first.tallies.map(({ kind, name, byPerson }) => {
        const sum = (of: 'attempts' | 'opened' | 'seemedAlive') =>
          [...byPerson.values()].reduce((total, own) => total + own[of], 0);
        return [kind, name, byPerson.size, sum('attempts'), sum('opened'), sum('seemedAlive')];
      });
      expect(counts).toEqual([
        ['owner', SEEN_WELL, 2, 4, 4, 4],
        ['stranger', SEEN_WELL, 2, 4, 0, 4],
        ['attack', 'print-folded', 2, 4, 0, 0],
      ]);
      const prints = first.tallies.find(({ kind }) => kind === 'attack');
      expect([...(prints?.byPerson.values() ?? [])].map(({ reasons }) => reasons)).toEqual([
        { picture: 2 },
        { picture: 2 },
      ]);
      // Two enrolments, and two attempts each of two visits of two people.
      expect(await readdir(folder)).toHaveLength(10);
      const again = await runAttempts({ ...run, vision: blind() });
      expect(again).toEqual(first);
    },
    HANG_MS,
  );

  it(
    'decides alike when everything is drawn and seen anew',
    async () => {
      const other = await mkdtemp(join(tmpdir(), 'depthlock-attempts-'));
      const visits = () => visitsOf(0).filter(({ name }) => name === 'print-folded');
      const kept = await runAttempts({ ...run, visits, tries: 1 });
      const store = await looksInFolder(other);
      const anew = await runAttempts({ ...run, visits, tries: 1, store });
      await rm(other, { recursive: true, force: true });
      expect(anew).toEqual(kept);
    },
    HANG_MS,
  );
});
