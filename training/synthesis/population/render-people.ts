import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { APP_FOLDER, ASSETS_FOLDER } from '../../../electron/base/app-folders.ts';
import { isSource, ownModuleUrl } from '../../../electron/base/own-module-url.ts';
import { z } from 'zod';
import { trainingData } from '../../data.ts';
import type { Part, Progress } from './generate.ts';
import type { IdentitySet } from './identity-sets.ts';
import { populationFolder } from './population.ts';

export interface PeopleWanted {
  readonly set: IdentitySet;
  readonly people: number;
  readonly views: number;
  readonly seed: number;
  /** Default: all of them. */
  readonly only?: Part | undefined;
}

const progressSchema = z.object({
  done: z.number(),
  wanted: z.number(),
  shots: z.number(),
  missed: z.number(),
  elapsedMs: z.number(),
});

/** Room for what is new: pictures come and go, and would be collected too often. */
const YOUNG_MB = 192;

/**
 * Renders the missing people of a set, on a thread of its own. From the sources that is bundled first: loaded file by
 * file through tsx it takes twice as long. Stops soon after `signal` aborts and keeps what is done.
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
  const { url, discard } = await workModule();
  const worker = new Worker(url, {
    workerData: { ...wanted, assets: ASSETS_FOLDER, folder },
    name: `rendering ${wanted.set}`,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  worker.on('message', (message) => {
    onProgress(progressSchema.parse(message));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => resolve());
    });
  } catch (error) {
    if (isStopped()) return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The people of the set "${wanted.set}" could not all be rendered: ${reason}`);
  } finally {
    signal?.removeEventListener('abort', stop);
    discard();
  }
}

interface WorkModule {
  readonly url: URL;
  /** Removes what was made for this run. */
  readonly discard: () => void;
}

async function workModule(): Promise<WorkModule> {
  const url = ownModuleUrl('./render-people-worker.ts', import.meta.url);
  return isSource(import.meta.url) ? bundled(url) : { url, discard: () => undefined };
}

async function bundled(source: URL): Promise<WorkModule> {
  const { build } = await import('esbuild');
  // Inside the project, so that the bundle finds the packages it leaves out.
  const folder = join(APP_FOLDER, '.cache', 'population');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `work-${process.pid}.mjs`);
  await build({
    entryPoints: [source.pathname],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return { url: pathToFileURL(outfile), discard: () => rmSync(outfile, { force: true }) };
}
