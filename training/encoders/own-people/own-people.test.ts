import { withoutQuality } from '../../../electron/contract/face-embedding.ts';
import { cp, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { orThrow } from '../../../electron/contract/result-fixture.ts';
import { asSensorFrame } from '../../../electron/engine/camera/sensor-frame.ts';
import { createFrameSink } from '../../../electron/engine/exchange/create-frame-sink.ts';
import { FUSED_LENGTH } from '../../../electron/engine/vision/fusion/fusion.ts';
import type { Embed } from '../calibration/calibration-people.ts';
import { galleryProtocol } from '../../../electron/analysis/trials/protocols.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { fuseFrames } from '../data/fused-frames.ts';
import { ASSETS, photograph, VIRTUAL_PEOPLE, writePeople, writeVap } from './datasets-fixture.ts';
import { embedOwnPeople, ownFigures, ownValidation } from './own-figures.ts';
import { drawOwnLook, drawOwnPair, ownShare } from './own-looks.ts';
import { openOwnPeople, prepareOwnPeople, type OwnPeople } from './own-people.ts';
import { LEAST_PEOPLE, splitOwnPeople } from './split-own-people.ts';

/** Seven people of eight shots: a full file of the cache and a bit. */
const SHOTS = 8;
const PEOPLE = VIRTUAL_PEOPLE.slice(0, 7);

let home = '';
let dataset = '';
let cache = '';
/** A cache that holds the dataset already, for what only reads it. */
let shared = '';
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'depthlock-own-'));
  dataset = join(home, 'family');
  await writePeople(dataset, Object.fromEntries(PEOPLE.map((id) => [id, SHOTS])));
  shared = await mkdtemp(join(home, 'shared-'));
  vi.stubEnv('XDG_CACHE_HOME', shared);
  await prepared([dataset]);
});
afterAll(() => rm(home, { recursive: true, force: true }));
beforeEach(async () => {
  cache = await mkdtemp(join(home, 'cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(() => vi.unstubAllEnvs());

interface Seen {
  readonly label: string;
  readonly done: number;
}

/** Prepares and opens; `seen` gets the progress. */
async function prepared(
  folders: readonly string[],
  { seen = [], stopAt = Infinity }: { readonly seen?: Seen[]; readonly stopAt?: number } = {},
): Promise<OwnPeople | null> {
  const controller = new AbortController();
  await prepareOwnPeople(folders, {
    assets: ASSETS,
    signal: controller.signal,
    report: ({ label, done }) => {
      seen.push({ label, done });
      if (label.startsWith('shots') && done >= stopAt) controller.abort();
    },
  });
  return controller.signal.aborted ? null : openOwnPeople(folders);
}

/** Opens the dataset, which was prepared before. */
function opened(): OwnPeople {
  vi.stubEnv('XDG_CACHE_HOME', shared);
  return orFail(openOwnPeople([dataset]));
}

const orFail = (own: OwnPeople | null): OwnPeople => own ?? expect.unreachable();
const fusedShots = (seen: readonly Seen[]) => seen.filter(({ label }) => label.startsWith('shots'));

describe('own people', () => {
  it('are split into groups without a person in common, the same each time', () => {
    const own = opened();
    const groups = [own.training, own.validation, own.reported].map((group) =>
      group.map(({ name }) => name),
    );
    expect(groups.map(({ length }) => length)).toEqual([3, 2, 2]);
    expect([...new Set(groups.flat())].sort()).toEqual(PEOPLE.map((id) => `family/${id}`).sort());
    for (const { shots, acquired } of own.training) {
      expect(shots.filter(({ role }) => role === 'gallery')).toHaveLength(1);
      expect(acquired.length).toBeGreaterThanOrEqual(SHOTS - 1);
    }
    const again = orFail(openOwnPeople([dataset]));
    expect(again.training.map(({ name }) => name)).toEqual(groups[0]);
  });

  it('are what the live pipeline makes of their frames', async () => {
    const own = opened();
    const [person] = own.training;
    const id = person?.name.slice('family/'.length) ?? '';
    const expected = await fuseFrames(await photograph(id, SHOTS), ASSETS);
    const read = new Float32Array(FUSED_LENGTH);
    let compared = 0;
    for (const [n, shot] of (person?.shots ?? []).entries()) {
      const fused = expected[n]?.fused;
      expect(shot.acquired).toBe(fused !== undefined);
      if (fused === undefined) continue;
      own.read(shot.number, read);
      // 8 bits of colour, tenths of a millimetre of depth.
      const largest = read.reduce((most, x, i) => Math.max(most, Math.abs(x - (fused[i] ?? 0))), 0);
      expect(largest).toBeLessThanOrEqual(0.5001 / 128);
      compared++;
    }
    expect(compared).toBeGreaterThanOrEqual(SHOTS - 1);
  });

  it('go through the pipeline once, also when it was stopped half-way', async () => {
    expect(await prepared([dataset], { stopAt: 52 })).toBeNull();
    expect(() => openOwnPeople([dataset])).toThrow('have not been prepared');
    const resumed: Seen[] = [];
    const own = orFail(await prepared([dataset], { seen: resumed }));
    expect(fusedShots(resumed).map(({ done }) => done)).toEqual([51, 52, 53, 54, 55, 56]);
    const third: Seen[] = [];
    expect((await prepared([dataset], { seen: third }))?.key).toBe(own.key);
    expect(fusedShots(third)).toEqual([]);
    // Elsewhere, under the same name, they are the same people.
    const moved = join(cache, 'family');
    await cp(dataset, moved, { recursive: true });
    expect((await prepared([moved], { seen: third }))?.key).toBe(own.key);
    expect(fusedShots(third)).toEqual([]);
  });

  it('are others once a byte of the dataset has changed', async () => {
    const changed = join(cache, 'family');
    await cp(dataset, changed, { recursive: true });
    const before = orFail(await prepared([changed]));
    const [a = '', b = ''] = PEOPLE;
    await cp(join(changed, a, 'shot-1.color.png'), join(changed, b, 'shot-1.color.png'));
    const seen: Seen[] = [];
    const after = orFail(await prepared([changed], { seen }));
    expect(after.key).not.toBe(before.key);
    expect(fusedShots(seen)).toHaveLength(PEOPLE.length * SHOTS);
  });

  it('are made again where the cache was cut off, and never read half', async () => {
    await prepared([dataset]);
    const kept = (await readdir(cache, { recursive: true })).filter((name) =>
      name.endsWith('00001.shots'),
    );
    expect(kept).toHaveLength(1);
    const file = join(cache, kept[0] ?? '');
    const whole = await readFile(file);
    await truncate(file, whole.length - 1);
    expect(() => openOwnPeople([dataset])).toThrow(/is damaged .* Delete its folder/);
    await rm(join(file, '..', 'complete.json'));
    await prepared([dataset]);
    expect((await readFile(file)).equals(whole)).toBe(true);
  });

  it('may come one by one, as recordings are converted', async () => {
    const folders: string[] = [];
    for (const id of PEOPLE.slice(0, LEAST_PEOPLE)) {
      const folder = join(cache, id);
      await writePeople(folder, { [id]: 2 });
      // Every converted recording calls its person the same.
      await rename(join(folder, id), join(folder, 'session'));
      const file = join(folder, 'dataset.json');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace(`"${id}": {`, '"session": {'));
      folders.push(folder);
    }
    const own = orFail(await prepared(folders));
    const names = [...own.training, ...own.validation, ...own.reported].map(({ name }) => name);
    expect(names.sort()).toEqual(PEOPLE.slice(0, LEAST_PEOPLE).map((id) => `${id}/session`));
  });

  it('come from the VAP database as well', async () => {
    const vap = join(cache, 'vap');
    await writeVap(vap, PEOPLE.slice(0, LEAST_PEOPLE), 2);
    const own = orFail(await prepared([vap]));
    expect(own.datasets).toEqual(['vap']);
    const all = [...own.training, ...own.validation, ...own.reported];
    expect(all).toHaveLength(LEAST_PEOPLE);
    expect(all.every(({ acquired }) => acquired.length === 2)).toBe(true);
  });
});

describe('datasets that nobody can be trained on', () => {
  it.each([
    ['one person', { [PEOPLE[0] ?? '']: 4 }, /1 person, 4 shots.*1 of the people/],
    [
      'one shot each',
      Object.fromEntries(PEOPLE.map((id) => [id, 1])),
      /7 people, 7 shots.*0 of the people with two shots/,
    ],
  ])('%s: refused with what is needed', async (_, people, said) => {
    const folder = join(cache, 'few');
    await writePeople(folder, people);
    await expect(prepared([folder])).rejects.toThrow(said);
    await expect(prepared([folder])).rejects.toThrow(/takes 6 people with two such shots each/);
    expect(() => openOwnPeople([folder])).toThrow('have not been prepared');
  });

  it('the same people twice', async () => {
    const copy = join(cache, 'copy');
    await cp(dataset, copy, { recursive: true });
    await expect(prepared([dataset, copy])).rejects.toThrow(/holds the same as/);
  });

  it('half of a dataset: the missing file is named', async () => {
    const half = join(cache, 'half');
    await cp(dataset, half, { recursive: true });
    await rm(join(half, PEOPLE[2] ?? '', 'shot-3.depth.png'));
    await expect(prepared([half])).rejects.toThrow(/shot-3\.depth\.png/);
    await writeFile(join(half, 'dataset.json'), '{"name": ');
    await expect(prepared([half])).rejects.toThrow(/dataset\.json is not a dataset description/);
  });

  it('frames without names, and nothing at all', async () => {
    const empty = join(cache, 'empty');
    await expect(prepared([empty])).rejects.toThrow(/does not exist/);
    await writePeople(empty, {});
    await expect(prepared([cache])).rejects.toThrow(/There is no session in/);
    const [frame] = await photograph(PEOPLE[0] ?? '', 1);
    if (frame === undefined) expect.unreachable();
    const sensed = asSensorFrame(frame);
    for (const format of ['tum', 'recording'] as const) {
      const session = join(cache, format === 'tum' ? 'session' : 'session.mcap');
      const sink = orThrow(await createFrameSink(format, session, sensed.sensor));
      orThrow(await sink.write(sensed));
      orThrow(await sink.finish());
      await expect(prepared([session])).rejects.toThrow(/does not say who is in its frames/);
    }
  });
});

describe('splitOwnPeople', () => {
  it('keeps people in their groups however they are ordered', () => {
    const people = Array.from({ length: 40 }, (_, n) => ({ name: `p${n}` }));
    const split = splitOwnPeople(people);
    expect(split).toEqual(splitOwnPeople([...people].reverse()));
    expect(split.reported).toHaveLength(8);
    expect(split.validation).toHaveLength(4);
    expect(split.training).toHaveLength(28);
  });
});

describe('looks at own people', () => {
  it('are of one person, of two shots, and never twice the same', () => {
    const own = opened();
    expect(ownShare(own)).toBeCloseTo(0.015, 9);
    const random = seededRandom(5);
    const [a, b] = [new Float32Array(4 * 112 * 112), new Float32Array(4 * 112 * 112)];
    const met = new Set<number>();
    for (let k = 0; k < 20; k++) {
      const { person, shots } = drawOwnPair(own, random);
      met.add(person);
      const [first, second] = shots;
      if (first === undefined || second === undefined) expect.unreachable();
      expect(first.number).not.toBe(second.number);
      const theirs = own.training[person]?.acquired ?? [];
      expect(theirs).toContain(first);
      expect(theirs).toContain(second);
      drawOwnLook(own, first, random, a);
      drawOwnLook(own, first, random, b);
      expect(a).not.toEqual(b);
      expect(a.every(Number.isFinite)).toBe(true);
    }
    expect(met.size).toBe(own.training.length);
  });
});

describe('figures on own people', () => {
  /** Says the mean colour of each quarter of the face, so that people differ. */
  const embed: Embed = (fused) => {
    const sums = new Float32Array(16);
    for (let i = 0; i < 3 * 112 * 112; i++) {
      const place = Math.floor(i / 112) % 112;
      const at = 4 * Math.floor(place / 28) + Math.floor((i % 112) / 28);
      sums[at] = (sums[at] ?? 0) + (fused[i] ?? 0);
    }
    const norm = Math.hypot(...sums);
    return Promise.resolve(withoutQuality(sums.map((x) => x / norm)));
  };
  const thresholds = {
    people: '300 photographed people',
    default: 0.5,
    defaultLevel: 'convenient',
    evidence: { ratios: [], correlation: 1 },
    levels: (['convenient', 'strict'] as const).map((name, i) => ({
      ...{ name, threshold: 0.5 - 0.4 * i, far: 1e-3, trials: 5000 },
      ...{ anybody: { far: 1e-3, trials: 5000 }, genuineTrials: 100, frr: 0.1 },
    })),
  };

  it('are those of the people held out, with their number, and claim nothing they cannot', async () => {
    const own = opened();
    const figures = await ownFigures(own, embed, thresholds);
    expect(figures.datasets).toEqual(['family']);
    expect(figures.trainedOn).toEqual({ people: 3, shots: 3 * SHOTS });
    const { reported } = figures;
    expect(reported).toMatchObject({
      people: 2,
      shots: 2 * SHOTS,
      genuineTrials: 2 * (SHOTS - 1),
      impostorTrials: 2 * (SHOTS - 1),
    });
    const { eer } = galleryProtocol(await embedOwnPeople(own, own.reported, embed));
    expect(reported.eer.percent).toBeCloseTo(100 * eer, 2);
    const [low = NaN, high = NaN] = reported.eer.interval ?? [];
    expect(low).toBeLessThanOrEqual(reported.eer.percent);
    expect(high).toBeGreaterThanOrEqual(reported.eer.percent);
    expect(reported.frr['1e-3']).toBe('not claimed: 14 impostor trials, 3000 are needed');
    expect(reported.atThresholds.map(({ name }) => name)).toEqual(['convenient', 'strict']);
    expect(figures.says).toContain('Thresholds were set on others: 300 photographed people');
    const vectorOf = async (fused: Float32Array) => (await embed(fused)).vector;
    const validation = await ownValidation(own, vectorOf);
    expect(validation.ownPeopleEer).toBeGreaterThanOrEqual(0);
    expect(await ownValidation(null, vectorOf)).toEqual({});
  });
});
