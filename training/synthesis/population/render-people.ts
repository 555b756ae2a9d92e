import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from 'zod';
import { trainingData } from '../../data.ts';
import type { Progress } from './generate.ts';
import type { IdentitySet } from './identity-sets.ts';
import { populationFolder } from './population.ts';

const ROOT = join(import.meta.dirname, '../../..');

export interface PeopleWanted {
  readonly set: IdentitySet;
  readonly people: number;
  readonly views: number;
  readonly seed: number;
}

const progressSchema = z.object({
  done: z.number(),
  wanted: z.number(),
  shots: z.number(),
  missed: z.number(),
  elapsedMs: z.number(),
});

/**
 * Renders the missing people of a set. The work runs bundled in its own process: loaded file by file through tsx it
 * takes twice as long. Stops soon after `signal` aborts and keeps what is done.
 *
 * Throws a sentence if the head model is missing or the work fails.
 */
export async function renderPeople(
  wanted: PeopleWanted,
  onProgress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<void> {
  // Reports a missing head model at once, and not after a minute of loading.
  trainingData('ict-facekit');
  const isStopped = () => signal?.aborted === true;
  if (isStopped()) return;
  const folder = populationFolder(wanted.set, wanted.seed);
  const job = JSON.stringify({ ...wanted, assets: join(ROOT, 'assets'), folder });
  const bundle = await bundleWork();
  const child = spawn(process.execPath, ['--max-semi-space-size=64', bundle, job], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = () => child.kill();
  signal?.addEventListener('abort', stop, { once: true });
  child.on('message', (message) => {
    onProgress(progressSchema.parse(message));
  });
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0 && !isStopped()) {
      throw new Error(
        `The people of the set "${wanted.set}" could not all be rendered; see above.`,
      );
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    rmSync(bundle, { force: true });
  }
}

async function bundleWork(): Promise<string> {
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
  return outfile;
}
