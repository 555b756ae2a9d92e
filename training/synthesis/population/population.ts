import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { trainingCache } from '../../cache-folder.ts';
import type { IdentitySet } from './identity-sets.ts';
import { openShard } from './shots/shard.ts';
import type { Shard, StoredPerson } from './shots/shard.ts';
import type { ShotDescription } from './shots/shot-description.ts';
import { unpackShot } from './shots/shot-record.ts';

/** Increase it when people, views or the path to an encoder input change: old shards are then ignored. */
export const RECIPE = 5;
/** Number of people in a shard. */
export const PEOPLE_PER_SHARD = 25;

/** Rendered people, ready for training. */
export interface Population {
  readonly people: readonly StoredPerson[];
  /** Shots with an encoder input. `shots[i].person` is a person's place in the set: `people[shots[i].person]`. */
  readonly shots: readonly ShotDescription[];
  /** Shots in which the engine found no face. */
  readonly missed: readonly ShotDescription[];
  /**
   * Writes the fused head of `shots[i]` to `out`, FUSED_LENGTH numbers.
   * Throws a sentence for people when the shot is damaged on disk.
   */
  read(i: number, out: Float32Array): void;
  close(): void;
}

/** Folder of the shards of a set, outside the repository. */
export const populationFolder = (set: IdentitySet, seed = 0): string =>
  trainingCache(join('population', `recipe-${RECIPE}`, `seed-${seed}`, set));

/** Name of the shard of people `n · PEOPLE_PER_SHARD` and on. */
export const shardName = (n: number): string => `${String(n).padStart(5, '0')}.shard`;

/**
 * Opens the finished part of a set. Pictures stay on disk and in the system's file cache: a few thousand people take
 * some 10 MB of memory, and several threads may open the same set. Throws a sentence for people if nothing is there or
 * a shard is damaged.
 * @param options.folder another place to read from
 * @param options.mostPeople opens no more people than this
 */
export function openPopulation(
  set: IdentitySet,
  options: { readonly seed?: number; readonly folder?: string; readonly mostPeople?: number } = {},
): Population {
  const folder = options.folder ?? populationFolder(set, options.seed);
  const most = options.mostPeople ?? Infinity;
  const shards: Shard[] = [];
  try {
    for (const file of shardFiles(folder)) {
      if (shards.length * PEOPLE_PER_SHARD >= most) break;
      shards.push(openShard(join(folder, file)));
    }
    if (shards.length === 0) {
      throw new Error(
        `No rendered people of the set "${set}" are in ${folder}. Make them: npx tsx training/synthesis/population/main.ts --set ${set} --people 100`,
      );
    }
    return collect(set, shards, most);
  } catch (error) {
    for (const shard of shards) shard.close();
    throw error;
  }
}

/** Shards of a folder from the first on, up to the first gap. */
function shardFiles(folder: string): string[] {
  const present = new Set(readdirSync(folder));
  const files: string[] = [];
  while (present.has(shardName(files.length))) files.push(shardName(files.length));
  return files;
}

interface Location {
  readonly shard: Shard;
  readonly record: number;
}

function collect(set: IdentitySet, shards: readonly Shard[], most: number): Population {
  const people: StoredPerson[] = [];
  const shots: ShotDescription[] = [];
  const missed: ShotDescription[] = [];
  const locations: Location[] = [];
  for (const shard of shards) {
    if (shard.recipe !== RECIPE || shard.set !== set) {
      throw new Error(
        `The folder of the set "${set}" holds people of "${shard.set}", recipe ${shard.recipe}. Delete that folder and make the people again.`,
      );
    }
    people.push(...shard.people.filter(({ person }) => person < most));
    let record = 0;
    for (const shot of shard.shots) {
      const location = { shard, record };
      if (shot.acquired) record++;
      if (shot.person >= most) continue;
      if (!shot.acquired) missed.push(shot);
      else {
        shots.push(shot);
        locations.push(location);
      }
    }
  }
  return {
    people,
    shots,
    missed,
    read: (i, out) => {
      const location = locations[i];
      if (location === undefined) throw new RangeError(`There is no shot ${i}.`);
      unpackShot(location.shard.readRecord(location.record), out);
    },
    close: () => {
      for (const shard of shards) shard.close();
    },
  };
}
