import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { IdentitySet } from './identity-sets.ts';
import type { Studio } from './shots/person-shots.ts';
import { PEOPLE_PER_SHARD, RECIPE, shardName } from './population.ts';
import { writeShard } from './shots/shard.ts';
import type { StoredPerson } from './shots/shard.ts';
import type { ShotDescription } from './shots/shot-description.ts';

/** One of so many independent jobs, which may run at the same time and in one folder: each makes every `of`th shard. */
export interface Part {
  /** 1 to `of`. */
  readonly part: number;
  readonly of: number;
}

export interface GenerateOptions {
  readonly set: IdentitySet;
  /** Rounded up to whole shards. */
  readonly people: number;
  readonly views: number;
  readonly seed: number;
  readonly folder: string;
  /** Default: all. */
  readonly only?: Part | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** People done, including those of earlier runs, and people wanted. */
  readonly done: number;
  readonly wanted: number;
  /** Made and missed by this run. */
  readonly shots: number;
  readonly missed: number;
  readonly elapsedMs: number;
}

/**
 * Creates the missing shards of a folder. A shard depends only on the set, the seed and the number of views, so an
 * interrupted run resumes and ends with the same bytes.
 */
export async function generatePopulation(studio: Studio, options: GenerateOptions): Promise<void> {
  const { set, seed, folder } = options;
  const started = performance.now();
  const all = Math.ceil(options.people / PEOPLE_PER_SHARD);
  const shards = shardsOf(all, options.only);
  // What another job writes right now is no leftover.
  const present =
    options.only === undefined ? discardHalfWritten(folder) : new Set(readdirSync(folder));
  let [shots, missed] = [0, 0];
  for (const [i, n] of shards.entries()) {
    const name = shardName(n);
    if (!present.has(name)) {
      const made = await makeShard(studio, n, options);
      writeShard(join(folder, name), { recipe: RECIPE, set, seed, ...made });
      shots += made.shots.length;
      missed += made.shots.length - made.records.length;
    }
    options.onProgress?.({
      done: (i + 1) * PEOPLE_PER_SHARD,
      wanted: shards.length * PEOPLE_PER_SHARD,
      shots,
      missed,
      elapsedMs: performance.now() - started,
    });
  }
}

function shardsOf(all: number, only: Part = { part: 1, of: 1 }): readonly number[] {
  return Array.from({ length: all }, (_, n) => n).filter((n) => n % only.of === only.part - 1);
}

/** Names of the complete shards; deletes the leftovers of a killed run. */
function discardHalfWritten(folder: string): ReadonlySet<string> {
  const names = readdirSync(folder);
  for (const name of names) if (name.endsWith('.part')) rmSync(join(folder, name));
  return new Set(names);
}

async function makeShard(studio: Studio, n: number, { set, views, seed }: GenerateOptions) {
  const people: StoredPerson[] = [];
  const shots: ShotDescription[] = [];
  const records: Uint8Array[] = [];
  for (let k = 0; k < PEOPLE_PER_SHARD; k++) {
    const person = n * PEOPLE_PER_SHARD + k;
    const shot = await studio.shoot(set, person, views, seed);
    const { identity } = shot;
    people.push({
      person,
      seed: identity.seed,
      masculine: identity.masculine,
      age: identity.age,
      coefficients: [...identity.coefficients],
    });
    for (const { description, record } of shot.shots) {
      shots.push(description);
      if (record !== null) records.push(record);
    }
  }
  return { people, shots, records };
}
