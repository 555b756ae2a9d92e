import { FUSED_LENGTH } from '../../../../electron/engine/vision/fusion/fusion.ts';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identitySeed } from '../identity-sets.ts';
import { openPopulation, PEOPLE_PER_SHARD, RECIPE, shardName } from '../population.ts';
import { openShard, writeShard } from './shard.ts';
import type { ShardContent } from './shard.ts';
import { RECORD_BYTES, unpackShot } from './shot-record.ts';
import { sampleDescription } from './test-shots.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'population-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A shard of people with two shots each; the last shot of every person was missed. */
function content(shard: number, people = 3): ShardContent {
  const first = shard * PEOPLE_PER_SHARD;
  const records = Array.from({ length: people }, (_, i) =>
    Uint8Array.from({ length: RECORD_BYTES }, (_value, k) => (7 * k + 31 * i + shard) % 251),
  );
  return {
    recipe: RECIPE,
    set: 'training',
    seed: 0,
    people: records.map((_, i) => ({
      person: first + i,
      seed: identitySeed('training', first + i),
      masculine: i % 2 === 0,
      age: 30 + i,
      coefficients: Array.from({ length: 100 }, (_value, k) => k / 100 - i),
    })),
    shots: records.flatMap((_, i) => [
      sampleDescription(first + i, 0, true),
      sampleDescription(first + i, 1, false),
    ]),
    records,
  };
}

describe('a shard', () => {
  it('gives back what was written', () => {
    const file = join(folder, 'a.shard');
    const written = content(0);
    writeShard(file, written);
    const shard = openShard(file);
    expect(shard.people).toEqual(written.people);
    expect(shard.shots).toEqual(written.shots);
    for (const [n, record] of written.records.entries()) {
      expect(Buffer.from(shard.readRecord(n)).equals(Buffer.from(record))).toBe(true);
    }
    expect(() => shard.readRecord(3)).toThrow(RangeError);
    shard.close();
    expect(readdirSync(folder)).toEqual(['a.shard']);
  });

  it('cut off anywhere is refused with a sentence', () => {
    const file = join(folder, 'a.shard');
    writeShard(file, content(0, 1));
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        writeFileSync(file, whole);
        truncateSync(file, length);
        expect(() => openShard(file)).toThrow(/is damaged .* Delete it and run/);
      }),
      { numRuns: 40 },
    );
  });

  it('with a flipped bit is refused with a sentence, at the latest when it is read', () => {
    const file = join(folder, 'a.shard');
    writeShard(file, content(0, 1));
    const whole = readFileSync(file);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        (position, bit) => {
          const broken = Buffer.from(whole);
          broken[position] = (broken[position] ?? 0) ^ (1 << bit);
          writeFileSync(file, broken);
          expect(() => {
            const shard = openShard(file);
            try {
              shard.readRecord(0);
            } finally {
              shard.close();
            }
          }).toThrow(/is damaged/);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of random bytes is refused with a sentence', () => {
    const file = join(folder, 'a.shard');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        writeFileSync(file, bytes);
        expect(() => openShard(file)).toThrow(/is damaged/);
      }),
      { numRuns: 40 },
    );
  });

  it('that cannot be written says why', () => {
    expect(() => writeShard(join(folder, 'absent', 'a.shard'), content(0))).toThrow(
      /could not be written .* run the same command again/,
    );
  });
});

describe('a population', () => {
  it('joins its shards and reads every shot', () => {
    for (const n of [0, 1]) writeShard(join(folder, shardName(n)), content(n, PEOPLE_PER_SHARD));
    const population = openPopulation('training', { folder });
    expect(population.people).toHaveLength(2 * PEOPLE_PER_SHARD);
    expect(population.shots).toHaveLength(2 * PEOPLE_PER_SHARD);
    expect(population.missed).toHaveLength(2 * PEOPLE_PER_SHARD);
    const [out, wanted] = [new Float32Array(FUSED_LENGTH), new Float32Array(FUSED_LENGTH)];
    const i = PEOPLE_PER_SHARD + 4;
    expect(population.people[population.shots[i]?.person ?? -1]?.person).toBe(i);
    population.read(i, out);
    unpackShot(content(1, PEOPLE_PER_SHARD).records[4] ?? new Uint8Array(), wanted);
    expect(out).toEqual(wanted);
    population.close();
  });

  it('can be opened in part', () => {
    for (const n of [0, 1]) writeShard(join(folder, shardName(n)), content(n, PEOPLE_PER_SHARD));
    const population = openPopulation('training', { folder, mostPeople: 30 });
    expect(population.people).toHaveLength(30);
    expect(population.shots.every(({ person }) => person < 30)).toBe(true);
    population.close();
  });

  it('ends at the first gap, so that places stay places', () => {
    for (const n of [0, 2]) writeShard(join(folder, shardName(n)), content(n, PEOPLE_PER_SHARD));
    const population = openPopulation('training', { folder });
    expect(population.people).toHaveLength(PEOPLE_PER_SHARD);
    population.close();
  });

  it('says how to make the people that are not there', () => {
    expect(() => openPopulation('training', { folder })).toThrow(
      /npx tsx training\/synthesis\/population\/main.ts --set training/,
    );
  });

  it('refuses people of another set or recipe', () => {
    writeShard(join(folder, shardName(0)), content(0));
    expect(() => openPopulation('reported', { folder })).toThrow(/holds people of "training"/);
    writeShard(join(folder, shardName(0)), { ...content(0), recipe: RECIPE + 1 });
    expect(() => openPopulation('training', { folder })).toThrow(/recipe/);
  });
});
