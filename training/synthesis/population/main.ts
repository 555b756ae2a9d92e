/**
 * `npx tsx training/synthesis/population/main.ts --set training --people N [--views 8] [--seed 0]
 * [--part 1/8]`: renders people with the faults of a Kinect and stores what the engine makes of the pictures, ready for
 * training. Resumes where it stopped. Parts are independent jobs, on one machine or many, that fill one folder.
 */
import { parseArgs } from 'node:util';
import type { Part, Progress } from './generate.ts';
import { IDENTITY_SETS, LARGEST_SEED, type IdentitySet } from './identity-sets.ts';
import { populationFolder } from './population.ts';
import { renderPeople } from './render-people.ts';
import { reasonOf } from '../../../electron/base/error-words.ts';

const VIEWS_AT_MOST = 64;

try {
  await main();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'training' },
      people: { type: 'string', default: '100' },
      views: { type: 'string', default: '8' },
      seed: { type: 'string', default: '0' },
      part: { type: 'string' },
    },
  });
  const set = IDENTITY_SETS.find((name) => name === values.set);
  if (set === undefined) {
    throw new Error(`There is no set "${values.set}". The sets are ${IDENTITY_SETS.join(', ')}.`);
  }
  const seed = wholeNumber('seed', values.seed, 0, LARGEST_SEED - 1);
  console.log(`people of "${set}" go to ${populationFolder(set, seed)}`);
  const people = wholeNumber('people', values.people, 1, 100_000);
  const views = wholeNumber('views', values.views, 1, VIEWS_AT_MOST);
  const only = values.part === undefined ? undefined : partOf(values.part);
  await renderPeople({ set, people, views, seed, only }, showProgress(set));
}

function partOf(text: string): Part {
  const [, part, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of) return { part, of };
  throw new Error(`--part takes one of so many, such as 3/8, not "${text}".`);
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

/** Prints one line a shard: progress, speed and remaining time. */
function showProgress(set: IdentitySet): (progress: Progress) => void {
  let doneBefore: number | undefined;
  return ({ done, wanted, shots, missed, elapsedMs }) => {
    if (shots === 0) {
      doneBefore = done;
      if (done === wanted) console.log(`${set}: ${done} of ${wanted} people, all made before`);
      return;
    }
    const made = done - (doneBefore ?? 0);
    const perPerson = elapsedMs / made;
    const left = ((wanted - done) * perPerson) / 60_000;
    const rate = (1000 * shots) / elapsedMs;
    console.log(
      `${set}: ${done} of ${wanted} people, ${rate.toFixed(1)} views/s (${(1000 / rate).toFixed(0)} ms each), no face in ${missed} of ${shots}, ${left.toFixed(0)} min left`,
    );
  };
}
