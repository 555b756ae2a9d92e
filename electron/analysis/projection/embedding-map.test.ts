import { TSNE, Matrix } from '@saehrimnir/druidjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddingMap, MAP_METHODS, MOST_ON_MAP, type MapSettings } from './embedding-map.ts';
import { people, random } from './people-fixture.ts';
import { sampleIndices } from './sample.ts';

const SETTINGS: MapSettings = { method: 'tsne', perplexity: 8, neighbours: 8, seed: 3 };
const GROUPS = people(6, 15);

/** Share of the embeddings whose nearest neighbour on the map is of the same person. */
function together(places: Float64Array, owners: readonly number[]): number {
  const right = owners.filter((owner, i) => {
    let [nearest, best] = [-1, Infinity];
    for (let j = 0; j < owners.length; j++) {
      const gap = Math.hypot(
        (places[2 * i] ?? 0) - (places[2 * j] ?? 0),
        (places[2 * i + 1] ?? 0) - (places[2 * j + 1] ?? 0),
      );
      if (j !== i && gap < best) [nearest, best] = [j, gap];
    }
    return owners[nearest] === owner;
  });
  return right.length / owners.length;
}

describe.each(MAP_METHODS)('a map by %s', (method) => {
  const map = embeddingMap(GROUPS.embeddings, { ...SETTINGS, method });

  it('has a finite place for each embedding', () => {
    expect(map?.indices).toEqual(Int32Array.from(GROUPS.owners, (_, i) => i));
    expect(map?.places).toHaveLength(2 * GROUPS.owners.length);
    expect(map?.places.every(Number.isFinite)).toBe(true);
  });

  it('keeps people together', () => {
    expect(together(map?.places ?? new Float64Array(), GROUPS.owners)).toBeGreaterThan(
      method === 'pca' ? 0.6 : 0.95,
    );
  });

  it('is the same for the same seed', () => {
    expect(embeddingMap(GROUPS.embeddings, { ...SETTINGS, method })?.places).toEqual(map?.places);
  });

  it.each([0, 1, 2, 3, 4, 5])('is made of %d embeddings', (count) => {
    const few = embeddingMap(GROUPS.embeddings.slice(0, count), { ...SETTINGS, method });
    expect(few?.places).toHaveLength(2 * count);
    expect(few?.places.every(Number.isFinite)).toBe(true);
    expect(few?.method).toBe(count < 4 ? 'pca' : method);
  });

  it('puts twins on one place, also where there is nobody else', () => {
    const [one = new Float32Array()] = GROUPS.embeddings;
    const twins = embeddingMap([one, one.slice()], { ...SETTINGS, method });
    expect([...(twins?.places ?? [])]).toEqual([0, 0, 0, 0]);
    const among = embeddingMap([...GROUPS.embeddings, one.slice()], { ...SETTINGS, method });
    const places = among?.places ?? new Float64Array();
    expect(places.slice(-2)).toEqual(places.slice(0, 2));
  });

  it('stops when it is not wanted any more', () => {
    if (method === 'pca') return;
    let asked = 0;
    expect(embeddingMap(GROUPS.embeddings, { ...SETTINGS, method }, () => ++asked < 5)).toBeNull();
    expect(asked).toBe(5);
  });

  it('tells of progress that grows', () => {
    const shares: number[] = [];
    embeddingMap(GROUPS.embeddings, { ...SETTINGS, method }, (share) => shares.push(share) > 0);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    if (method !== 'pca') expect(shares.at(-1)).toBeCloseTo(1, 9);
  });
});

describe('a map by t-SNE', () => {
  it('is another for another seed', () => {
    const map = embeddingMap(GROUPS.embeddings, SETTINGS);
    const other = embeddingMap(GROUPS.embeddings, { ...SETTINGS, seed: 4 });
    expect(other?.places).not.toEqual(map?.places);
  });

  it('holds people together as well as the exact one of DruidJS', () => {
    const hard = people(6, 15, 0.9);
    const ours = embeddingMap(hard.embeddings, SETTINGS);
    const exact = new TSNE(Matrix.from(hard.embeddings), { perplexity: 8, seed: 3 });
    const places = Float64Array.from(
      exact.transform(500).to2dArray.flatMap((row) => Array.from(row)),
    );
    expect(together(ours?.places ?? new Float64Array(), hard.owners)).toBeGreaterThan(
      together(places, hard.owners) - 0.1,
    );
  });
});

describe('sampleIndices', () => {
  it('takes each at most once, ascending, and all where there is room', () => {
    const count = fc.integer({ min: 0, max: 300 });
    const seed = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(count, count, seed, (all, most, start) => {
        const chosen = [...sampleIndices(all, most, start)];
        expect(chosen).toHaveLength(Math.min(all, most));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen).toEqual(chosen.filter((i) => i >= 0 && i < all).sort((a, b) => a - b));
      }),
    );
  });
});

it('samples what is too much for a map, and says which', () => {
  const next = random(5);
  const many = Array.from({ length: MOST_ON_MAP.umap + 50 }, () => Float32Array.of(next(), next()));
  const map = embeddingMap(many, { ...SETTINGS, method: 'umap' });
  expect(map?.indices).toHaveLength(MOST_ON_MAP.umap);
  expect(new Set(map?.indices).size).toBe(MOST_ON_MAP.umap);
});
