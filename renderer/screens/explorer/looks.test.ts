import { describe, expect, it } from 'vitest';
import type { ExplorerPoint, ExplorerSet } from '../../../electron/contract/explorer.ts';
import {
  countsInFigures,
  encoderKey,
  looksOf,
  mixesTrust,
  nearestLooks,
  ownersOf,
  poseOf,
  setKey,
} from './looks.ts';

const point = (person: string | null, x = 1): ExplorerPoint => ({
  ...{ embedding: Float32Array.of(x, 0), handicap: 0, person, yaw: 0, pitch: 0 },
  ...{ spectrum: 'colour', trust: 'virtual', timeIso: null },
});
const set = (
  kind: ExplorerSet['kind'],
  points: readonly ExplorerPoint[],
  version = '4',
): ExplorerSet => ({ kind, name: '', encoder: { name: 'fused', version }, points });

const NONE: ReadonlySet<string> = new Set();

describe('looks', () => {
  it('are those of one encoder and of the sets that are shown', () => {
    const old = set('references', [point('Ada')], '3');
    const now = set('references', [point('Ada')]);
    const shipped = set('virtual-people', [point('Ada'), point('Ben')]);
    const sets = [old, now, shipped];
    expect(looksOf(sets, encoderKey(now), NONE)).toHaveLength(3);
    expect(looksOf(sets, encoderKey(now), new Set([setKey(shipped)]))).toHaveLength(1);
    expect(looksOf(sets, 'fused 5', NONE)).toEqual([]);
  });

  it('of one name are of one person only where they come from the same people', () => {
    const sets = [
      set('references', [point('Ada')]),
      set('attempts', [point('Ada'), point(null)]),
      set('virtual-people', [point('Ada')]),
    ];
    expect(ownersOf(looksOf(sets, 'fused 4', NONE))).toHaveLength(2);
  });

  it('without numbers are left out', () => {
    const broken = { ...point('Ada'), embedding: Float32Array.of(NaN, 1) };
    expect(looksOf([set('dataset', [broken, point('Ada')])], 'fused 4', NONE)).toHaveLength(1);
  });

  it('count in figures where somebody other than the lock says whose they are', () => {
    const infrared: ExplorerPoint = { ...point('Ada'), spectrum: 'infrared' };
    const sets = [set('references', [point('Ada'), infrared]), set('attempts', [point('Ada')])];
    expect(looksOf(sets, 'fused 4', NONE).map(countsInFigures)).toEqual([true, false, false]);
  });

  it('of a recording are taken together, and count in no figure', () => {
    const sets = [set('recording', [point(null), point(null)]), set('attempts', [point(null)])];
    const looks = looksOf(sets, 'fused 4', NONE);
    expect(ownersOf(looks)).toHaveLength(1);
    expect(looks.map(countsInFigures)).toEqual([false, false, false]);
  });

  it('know their nearest of the same person and of somebody else', () => {
    const sets = [set('dataset', [point('Ada', 1), point('Ada', 0.7), point('Ben', 0.6)])];
    const looks = looksOf(sets, 'fused 4', NONE);
    const [first] = looks;
    if (first === undefined) throw new Error('There are three looks.');
    const { same, other } = nearestLooks(first, looks);
    expect(same?.distance).toBeCloseTo(0.3, 6);
    expect(other?.look.point.person).toBe('Ben');
    expect(nearestLooks(first, [first])).toEqual({ same: null, other: null });
  });

  it('mix rendered people and real ones', () => {
    const real: ExplorerPoint = { ...point('Eve'), trust: 'sensor' };
    expect(mixesTrust(looksOf([set('references', [point('A'), real])], 'fused 4', NONE))).toBe(
      true,
    );
    expect(mixesTrust(looksOf([set('references', [point('A')])], 'fused 4', NONE))).toBe(false);
  });
});

it.each([
  [0, 0, 'ahead'],
  [-25, 5, 'left'],
  [25, -5, 'right'],
  [3, -13, 'up'],
  [-9, 13, 'down'],
] as const)('yaw %d and pitch %d are %s', (yaw, pitch, pose) => {
  expect(poseOf(yaw, pitch)).toBe(pose);
});
