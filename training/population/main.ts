/**
 * `npx tsx training/population/main.ts --set training --people N [--views 8] [--seed 0]`: renders people with the
 * faults of a Kinect and stores what the engine makes of the pictures, ready for training. Resumes where it stopped.
 * The work runs bundled in a process of its own: loaded file by file through tsx it takes twice as long.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { trainingData } from '../data.ts';
import { IDENTITY_SETS, LARGEST_SEED } from './identity-sets.ts';
import { populationFolder } from './population.ts';

const ROOT = join(import.meta.dirname, '../..');
const VIEWS_AT_MOST = 64;

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      set: { type: 'string', default: 'training' },
      people: { type: 'string', default: '100' },
      views: { type: 'string', default: '8' },
      seed: { type: 'string', default: '0' },
    },
  });
  const set = IDENTITY_SETS.find((name) => name === values.set);
  if (set === undefined) {
    throw new Error(`There is no set "${values.set}". The sets are ${IDENTITY_SETS.join(', ')}.`);
  }
  const seed = wholeNumber('seed', values.seed, 0, LARGEST_SEED - 1);
  // Says so at once when the head model is missing, and not after a minute of loading.
  trainingData('ict-facekit');
  const job = {
    assets: join(ROOT, 'assets'),
    folder: populationFolder(set, seed),
    set,
    people: wholeNumber('people', values.people, 1, 100_000),
    views: wholeNumber('views', values.views, 1, VIEWS_AT_MOST),
    seed,
  };
  console.log(`people of "${set}" go to ${job.folder}`);
  return runWork(JSON.stringify(job));
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

async function runWork(job: string): Promise<number> {
  // Inside the project, so that the bundle finds the packages it leaves out.
  const folder = join(ROOT, '.cache', 'population');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `work-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'work.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  const child = spawn(process.execPath, ['--max-semi-space-size=64', outfile, job], {
    stdio: 'inherit',
  });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    rmSync(outfile, { force: true });
  }
}
