import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../../electron/base/error-words.ts';
import { faultsOfFaceKit } from './face-kit.ts';
import { listedFiles, wrongContents, wrongSizes } from './manifest.ts';
import { inspectPhotographs } from './photograph-archive.ts';
import { PUBLIC_SETS, WHOLE_LFW, type PublicSet, type PublicSetName } from './public-sets.ts';

/** Whether a set can be trained with. */
export type SetState =
  | { readonly kind: 'missing' }
  /** `note`: what a person should know, though it can be used. */
  | { readonly kind: 'there'; readonly note: string | null }
  /** `faults`: file by file, ends of sentences without a full stop. */
  | { readonly kind: 'damaged'; readonly faults: readonly string[] };

/**
 * What is there of a set, by names, sizes and structure: quick enough to ask before every use.
 * @param folder the one that DEPTHLOCK_DATA names
 */
export function stateOf(folder: string, set: PublicSetName): SetState {
  const path = join(folder, set);
  if (!existsSync(path)) return { kind: 'missing' };
  try {
    const listed = listedFiles(folder, set);
    const wrong = listed === null ? [] : wrongSizes(folder, listed);
    if (wrong.length > 0) return { kind: 'damaged', faults: wrong };
  } catch (error) {
    return { kind: 'damaged', faults: [reasonOf(error)] };
  }
  return set === 'ict-facekit' ? stateOfFaceKit(path) : stateOfPhotographs(path);
}

/** The same, and every byte that `depthlock data` wrote is compared with its hash. */
export async function stateByContent(folder: string, set: PublicSetName): Promise<SetState> {
  const state = stateOf(folder, set);
  const listed = state.kind === 'there' ? listedFiles(folder, set) : null;
  if (listed === null) return state;
  const faults = await wrongContents(folder, listed);
  return faults.length === 0 ? state : { kind: 'damaged', faults };
}

function stateOfFaceKit(path: string): SetState {
  if (!statSync(path).isDirectory()) return { kind: 'damaged', faults: ['it is not a folder'] };
  const faults = faultsOfFaceKit(path);
  return faults.length === 0 ? { kind: 'there', note: null } : { kind: 'damaged', faults };
}

function stateOfPhotographs(path: string): SetState {
  const { pictures, people, fault } = inspectPhotographs(path);
  if (fault !== null) return { kind: 'damaged', faults: [fault] };
  const isWhole = pictures >= WHOLE_LFW.pictures && people >= WHOLE_LFW.people;
  return { kind: 'there', note: isWhole ? null : notWhole(pictures, people) };
}

const count = (number: number): string => number.toLocaleString('en');

function notWhole(pictures: number, people: number): string {
  return `${count(pictures)} pictures of ${count(people)} people, of ${count(WHOLE_LFW.pictures)} of ${count(WHOLE_LFW.people)} in the whole set: enough to try training, not to match what ships`;
}

export function setNamed(name: PublicSetName): PublicSet {
  const set = PUBLIC_SETS.find((one) => one.name === name);
  if (set === undefined) throw new RangeError(`There is no public set ${name}.`);
  return set;
}
