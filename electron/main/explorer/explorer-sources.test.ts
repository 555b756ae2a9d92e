import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { AttemptLook } from '../../contract/explorer.ts';
import { attemptSets, explorerSources, referenceSets } from './explorer-sources.ts';

const reference = {
  embedding: Float32Array.of(1, 0),
  yaw: 3,
  pitch: -2,
  spectrum: 'colour',
} as const;
const entry = (personId: string, name: string, encoder: string): GalleryEntry => ({
  ...{ personId, name, encoder, trust: 'sensor', shape: null, references: [reference] },
});
const ADA: GalleryEntry = {
  ...entry('p1', 'Ada', 'fused 4'),
  added: [{ ...reference, by: 'match', addedMs: Date.UTC(2026, 10, 1), matchesLeft: 4 }],
};
const ATTEMPT: AttemptLook = {
  ...reference,
  ...{ handicap: 0.01, personId: 'p1', trust: 'sensor', atMs: Date.UTC(2026, 10, 2) },
};

describe('references', () => {
  it('of different encoders are different sets', () => {
    const sets = referenceSets([ADA, entry('p2', 'Ben', 'fused 3'), entry('p3', 'Eve', 'fused 4')]);
    expect(sets.map(({ encoder, points }) => [encoder.version, points.length])).toEqual([
      ['4', 3],
      ['3', 1],
    ]);
  });

  it('have the time of what was added, and none of what was enrolled', () => {
    expect(referenceSets([ADA])[0]?.points.map(({ timeIso }) => timeIso)).toEqual([
      null,
      '2026-11-01T00:00:00.000Z',
    ]);
  });

  it('of nobody are no set', () => expect(referenceSets([])).toEqual([]));
});

describe('attempts', () => {
  it('are of whom they opened for, and of nobody if they were refused', () => {
    const refused = { ...ATTEMPT, personId: null, atMs: NaN };
    const [set] = attemptSets([ATTEMPT, refused], 'fused 4', [ADA]);
    expect(set?.points).toMatchObject([
      { person: 'Ada', opened: true, timeIso: '2026-11-02T00:00:00.000Z' },
      { person: null, opened: false, timeIso: null },
    ]);
  });

  it('are no set where there are none', () => expect(attemptSets([], 'fused 4', [])).toEqual([]));
});

it('asks each source, and takes no attempts of an engine that does not run', async () => {
  const options = {
    assets: '/nowhere',
    vault: { gallery: () => [ADA] },
    engine: { recentAttempts: () => Promise.resolve([ATTEMPT]) },
  };
  const kinds = async (engine: { phase: 'starting' } | { phase: 'running' }) => {
    const running = {
      encoder: 'fused 4',
      thresholds: { people: 1, renderedPeople: 1 },
      runtime: { engine: 'onnxruntime', onnxruntime: '1', tfjsObstacle: null },
      sinceMs: 0,
    } as const;
    const store = { state: { engine: { ...running, ...engine } } };
    const sets = await Promise.all(
      explorerSources({ ...options, store, opened: { sets: () => [] } }).map(async (source) =>
        source(),
      ),
    );
    return sets.flat().map(({ kind }) => kind);
  };
  expect(await kinds({ phase: 'running' })).toEqual(['references', 'attempts']);
  expect(await kinds({ phase: 'starting' })).toEqual(['references']);
});
