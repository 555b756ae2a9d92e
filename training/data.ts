import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Path of a training set in the folder named by the environment variable DEPTHLOCK_DATA. Throws a sentence for people
 * if the variable or the set is missing: only commands call this.
 */
export function trainingData(name: string): string {
  const root = process.env['DEPTHLOCK_DATA'];
  if (root === undefined || root === '') {
    throw new Error('Set DEPTHLOCK_DATA to the folder that holds the training data.');
  }
  const path = join(root, name);
  if (!existsSync(path)) throw new Error(`${name} is missing from DEPTHLOCK_DATA (${root}).`);
  return path;
}
