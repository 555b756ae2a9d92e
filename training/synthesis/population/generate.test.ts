import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleIdentity } from '../people/person.ts';
import { generatePopulation } from './generate.ts';
import { identitySeed } from './identity-sets.ts';
import type { Studio } from './shots/person-shots.ts';
import { openPopulation, PEOPLE_PER_SHARD, shardName } from './population.ts';
import { RECORD_BYTES } from './shots/shot-record.ts';
import { sampleDescription } from './shots/test-shots.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'population-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Shoots nothing, quickly; fails at a given person. */
class PaintedStudio implements Studio {
  readonly shot: number[] = [];
  readonly failAt: number;

  constructor(failAt = Infinity) {
    this.failAt = failAt;
  }

  shoot: Studio['shoot'] = (set, index, views, seed) => {
    if (index === this.failAt) return Promise.reject(new Error('killed'));
    this.shot.push(index);
    const identity = sampleIdentity(identitySeed(set, index, seed));
    const shots = Array.from({ length: views }, (_, view) => ({
      description: sampleDescription(index, view, view > 0),
      record: view > 0 ? new Uint8Array(RECORD_BYTES).fill((index + view) % 256) : null,
    }));
    return Promise.resolve({ identity, shots });
  };

  dispose = (): Promise<void> => Promise.resolve();
}

const job = () => ({ set: 'training' as const, people: 60, views: 2, seed: 0, folder });

describe('generating a population', () => {
  it('makes whole shards of the people asked for', async () => {
    await generatePopulation(new PaintedStudio(), job());
    expect(readdirSync(folder).sort()).toEqual([0, 1, 2].map(shardName));
    const population = openPopulation('training', { folder });
    expect(population.people).toHaveLength(3 * PEOPLE_PER_SHARD);
    expect(population.missed).toHaveLength(3 * PEOPLE_PER_SHARD);
    population.close();
  });

  it('is the same made by independent jobs, in whatever order, each its own shards', async () => {
    await generatePopulation(new PaintedStudio(), job());
    const whole = [0, 1, 2].map((n) => readFileSync(join(folder, shardName(n))));
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'population-'));
    // Another job is writing this one.
    writeFileSync(join(folder, `${shardName(0)}.part`), 'half a shard');
    const second = new PaintedStudio();
    await generatePopulation(second, { ...job(), only: { part: 2, of: 2 } });
    expect(readdirSync(folder).sort()).toEqual([`${shardName(0)}.part`, shardName(1)]);
    expect(second.shot).toHaveLength(PEOPLE_PER_SHARD);
    await generatePopulation(new PaintedStudio(), { ...job(), only: { part: 1, of: 2 } });
    for (const [n, bytes] of whole.entries()) {
      expect(readFileSync(join(folder, shardName(n))).equals(bytes)).toBe(true);
    }
  });

  it('goes on after a kill and ends with the same bytes as a run without one', async () => {
    const killed = new PaintedStudio(30);
    await expect(generatePopulation(killed, job())).rejects.toThrow('killed');
    // The leftovers of a kill in the middle of writing.
    writeFileSync(join(folder, `${shardName(1)}.part`), 'half a shard');
    const second = new PaintedStudio();
    await generatePopulation(second, job());
    expect(second.shot[0]).toBe(PEOPLE_PER_SHARD);
    expect(readdirSync(folder).some((name) => name.endsWith('.part'))).toBe(false);
    const resumed = [0, 1, 2].map((n) => readFileSync(join(folder, shardName(n))));
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'population-'));
    await generatePopulation(new PaintedStudio(), job());
    for (const [n, bytes] of resumed.entries()) {
      expect(readFileSync(join(folder, shardName(n))).equals(bytes)).toBe(true);
    }
  });

  it('appends to a smaller population without making its people again', async () => {
    await generatePopulation(new PaintedStudio(), { ...job(), people: 25 });
    const more = new PaintedStudio();
    const progress: number[] = [];
    await generatePopulation(more, {
      ...job(),
      people: 50,
      onProgress: ({ done }) => progress.push(done),
    });
    expect(Math.min(...more.shot)).toBe(25);
    expect(progress).toEqual([25, 50]);
  });
});
