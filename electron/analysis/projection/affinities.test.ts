import { describe, expect, it } from 'vitest';
import { affinities, conditional } from './affinities.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { people } from './people-fixture.ts';

const { embeddings } = people(4, 20);
const NONE = { each: 0, indices: new Int32Array(), squaredDistances: new Float64Array() };
const neighbours = nearestNeighbours(embeddings, 24) ?? NONE;

describe('nearestNeighbours', () => {
  it('finds those that sorting finds, nearest first', () => {
    embeddings.forEach((one, i) => {
      const gaps = embeddings
        .map((other, j) => ({ j, gap: Math.hypot(...one.map((v, k) => v - (other[k] ?? 0))) }))
        .filter(({ j }) => j !== i)
        .sort((a, b) => a.gap - b.gap)
        .slice(0, 24);
      expect([...neighbours.indices.slice(i * 24, (i + 1) * 24)]).toEqual(gaps.map(({ j }) => j));
      const last = neighbours.squaredDistances[i * 24 + 23] ?? NaN;
      expect(Math.sqrt(last)).toBeCloseTo(gaps[23]?.gap ?? NaN, 5);
    });
  });

  it('finds all others where there are no more, and none of one', () => {
    expect(nearestNeighbours(embeddings.slice(0, 3), 10)?.each).toBe(2);
    expect(nearestNeighbours(embeddings.slice(0, 1), 10)?.indices).toHaveLength(0);
  });

  it('stops when it is not wanted', () => {
    expect(nearestNeighbours(embeddings, 5, () => false)).toBeNull();
  });
});

describe('affinities', () => {
  it('give every point the effective neighbours that are asked for', () => {
    const likelihoods = conditional(neighbours, 8);
    for (let i = 0; i < embeddings.length; i++) {
      const row = [...likelihoods.slice(i * 24, (i + 1) * 24)];
      expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      const entropy = row.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
      expect(Math.exp(entropy)).toBeCloseTo(8, 2);
    }
  });

  it('are symmetric and sum to one', () => {
    const { starts, others, values } = affinities(neighbours, 8);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
    const at = new Map<string, number>();
    for (let i = 0; i < embeddings.length; i++) {
      for (let k = starts[i] ?? 0; k < (starts[i + 1] ?? 0); k++) {
        at.set(`${i} ${others[k] ?? -1}`, values[k] ?? 0);
      }
    }
    for (const [pair, value] of at) {
      expect(at.get(pair.split(' ').reverse().join(' '))).toBeCloseTo(value, 12);
    }
  });
});
