import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { trainingCache } from '../../cache-folder.ts';
import { fuseDataset, openFusedDataset, type FuseOptions, type OwnShot } from './fused-dataset.ts';
import { LEAST_PEOPLE, splitOwnPeople, type OwnSplit } from './split-own-people.ts';

/** The option `people` of a training task: paths of datasets as JSON; default: none. */
export const ownPeopleOption = z
  .string()
  .transform((text) => z.array(z.string()).parse(JSON.parse(text)))
  .default([]);

/** The value of that option for datasets named on a command line. */
export const ownPeopleValue = (folders: readonly string[]): string =>
  JSON.stringify(folders.map((folder) => resolve(folder)));

/** A shot of a person, and where its fused head is. */
export interface PersonShot extends OwnShot {
  /** Number for `OwnPeople.read`. */
  readonly number: number;
}

/** Somebody with two acquired shots or more. */
export interface OwnPerson {
  /** Tells people of several datasets apart. */
  readonly name: string;
  /** Acquired and missed. One at least of the acquired is `gallery` and one `probe`. */
  readonly shots: readonly PersonShot[];
  readonly acquired: readonly PersonShot[];
}

/** People of one's own, split; nobody is in two groups. */
export interface OwnPeople extends OwnSplit<OwnPerson> {
  /** Names of the datasets. */
  readonly datasets: readonly string[];
  /** Changes when any byte of the datasets does. */
  readonly key: string;
  /** Writes the fused head of a shot, FUSED_LENGTH numbers. */
  read(number: number, out: Float32Array): void;
}

/** Stands for the option `people` in the identity of a run: the same people elsewhere are the same. */
export const ownIdentity = ({ datasets, key }: OwnPeople): { readonly people: string } => ({
  people: `${datasets.join(', ')} (content ${key})`,
});

const indexFile = (folders: readonly string[]): string => {
  const name = createHash('sha256').update(JSON.stringify(folders)).digest('hex').slice(0, 16);
  return join(trainingCache('own-people'), `${name}.json`);
};

/**
 * Brings datasets through the live pipeline into the training cache, and checks that they can be trained with. Throws a
 * sentence that says what is needed if not. Resolves early once the signal has aborted.
 *
 * @param folders absolute paths
 */
export async function prepareOwnPeople(
  folders: readonly string[],
  options: FuseOptions,
): Promise<void> {
  if (folders.length === 0) return;
  const keys: string[] = [];
  for (const folder of folders) {
    const key = await fuseDataset(folder, options);
    if (key === null) return;
    const same = keys.indexOf(key);
    if (same >= 0) {
      throw new Error(
        `${folder} holds the same as ${folders[same] ?? ''}: the same people would count as different ones. Name each dataset once.`,
      );
    }
    keys.push(key);
  }
  collect(keys);
  const file = indexFile(folders);
  writeFileSync(`${file}.part`, JSON.stringify(keys));
  renameSync(`${file}.part`, file);
}

/** Opens what `prepareOwnPeople` prepared of these folders; null for none. Throws a sentence if it is not there. */
export function openOwnPeople(folders: readonly string[]): OwnPeople | null {
  if (folders.length === 0) return null;
  const file = indexFile(folders);
  if (!existsSync(file)) {
    throw new Error(`The people of ${folders.join(', ')} have not been prepared.`);
  }
  return collect(z.array(z.string()).parse(JSON.parse(readFileSync(file, 'utf8'))));
}

function collect(keys: readonly string[]): OwnPeople {
  const datasets = keys.map(openFusedDataset);
  const locations: { readonly dataset: number; readonly shot: number }[] = [];
  const people = new Map<string, PersonShot[]>();
  const names = datasets.map(({ name }) => name);
  for (const [dataset, { name: own, shots }] of datasets.entries()) {
    // Datasets may have the same name and people of the same names, who are different people.
    const place = names.indexOf(own) === dataset ? own : `${own}-${dataset}`;
    for (const [shot, described] of shots.entries()) {
      const name = `${place}/${described.person}`;
      const theirs = people.get(name) ?? [];
      theirs.push({ ...described, number: locations.length });
      people.set(name, theirs);
      locations.push({ dataset, shot });
    }
  }
  const usable = [...people].flatMap(([name, shots]) => {
    const person = asPerson(name, shots);
    return person === null ? [] : [person];
  });
  if (usable.length < LEAST_PEOPLE) {
    for (const dataset of datasets) dataset.close();
    throw new Error(tooFew(names, people, usable.length));
  }
  return {
    datasets: names,
    key: createHash('sha256').update(keys.join()).digest('hex').slice(0, 8),
    ...splitOwnPeople(usable),
    read(number, out) {
      const location = locations[number];
      if (location === undefined) throw new RangeError(`There is no own shot ${number}.`);
      datasets[location.dataset]?.read(location.shot, out);
    },
  };
}

/** Null for somebody with fewer than two acquired shots. */
function asPerson(name: string, shots: readonly PersonShot[]): OwnPerson | null {
  const acquired = shots.filter((shot) => shot.acquired);
  const [first] = acquired;
  if (first === undefined || acquired.length < 2) return null;
  const has = (role: OwnShot['role']) => acquired.some((shot) => shot.role === role);
  if (has('gallery') && has('probe')) return { name, shots, acquired };
  // A dataset of one role only: the first shot enrols, the others try.
  const assigned = shots.map((shot): PersonShot => {
    return { ...shot, role: shot.number === first.number ? 'gallery' : 'probe' };
  });
  return { name, shots: assigned, acquired: assigned.filter((shot) => shot.acquired) };
}

function tooFew(
  datasets: readonly string[],
  people: ReadonlyMap<string, readonly PersonShot[]>,
  usable: number,
): string {
  const shots = [...people.values()].flat();
  const missed = shots.filter(({ acquired }) => !acquired).length;
  const unseen = missed === 0 ? '' : `, no face found in ${missed} of them`;
  const held = `${datasets.join(' and ')}: ${counted(people.size, 'person', 'people')}, ${counted(shots.length, 'shot', 'shots')}${unseen}`;
  return `${held}; ${usable} of the people with two shots of a face or more. To train on one’s own people takes ${LEAST_PEOPLE} people with two such shots each: two to learn from, and two each to validate and to report on, of whom nothing is learned. Record more, or train without --people.`;
}

const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
