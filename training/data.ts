import { join } from 'node:path';
import { setNamed, stateOf } from './public-data/data-state.ts';
import type { PublicSetName } from './public-data/public-sets.ts';

/**
 * Path of a set of public data in the folder that the environment variable DEPTHLOCK_DATA names. Throws a sentence for
 * people if the variable is not set, or the set is missing or half there: only commands call this.
 */
export function trainingData(name: PublicSetName): string {
  const { title, needed, source, option } = setNamed(name);
  const root = process.env['DEPTHLOCK_DATA'];
  if (root === undefined || root === '') {
    throw new Error(
      `DEPTHLOCK_DATA names no folder with training data; ${title}, is needed ${needed}. “depthlock data DIR” says what belongs into such a folder and where to get it, and lays it out; then set DEPTHLOCK_DATA to DIR. Own people (--people) are added to it and do not replace it.`,
    );
  }
  const state = stateOf(root, name);
  if (state.kind === 'there') return join(root, name);
  const remedy = `Get ${source}, then: depthlock data ${JSON.stringify(root)} --${option} PATH`;
  if (state.kind === 'missing') {
    throw new Error(
      `${name} is missing from DEPTHLOCK_DATA (${root}): ${title}, needed ${needed}. ${remedy}`,
    );
  }
  throw new Error(
    `${name} in DEPTHLOCK_DATA (${root}) is not whole: ${state.faults.join('; ')}. Nothing of it is used. ${remedy}`,
  );
}
