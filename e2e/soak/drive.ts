/**
 * Drives the built app's window round and round, and writes what its processes took after each round. Run by
 * `npm run soak`, which judges what is written: `drive.ts MINUTES FILE`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { cpus, release } from 'node:os';
import path from 'node:path';
import { reasonOf } from '../../electron/base/error-words.ts';
import type { SoakRun, SoakSample } from '../../tools/soak/soak-run.ts';
import { engineRuns, launch, showPerson, temporaryFolder, type RunningApp } from '../app.ts';
import { enrolAda, lookOf } from '../prepared.ts';
import { createPluggedCamera, type PluggedCamera } from './plugged-camera.ts';
import { createProcessSampler } from './process-sample.ts';
import { goRound, NOTHING_DONE, open, type Counts } from './round.ts';

const MINUTE_MS = 60_000;
/** Between kills of the engine, or half a shorter run: what an engine takes is compared within its life alone. */
const LIFE_MINUTES = 15;
/** Pictures a second: a third of a Kinect's, so that machines without a graphics card have time for the rest. */
const FPS = 10;
const LOOKS = 60;
/** After a round, for what it began to end. */
const SETTLE_MS = 1000;

interface Progress {
  readonly samples: SoakSample[];
  readonly done: Counts;
}

async function soak(
  app: RunningApp,
  camera: PluggedCamera,
  minutes: number,
  { samples, done }: Progress,
): Promise<void> {
  await engineRuns(app);
  await open(app, done);
  await showPerson(app, 'ada');
  const sampler = await createProcessSampler(app, camera.folder);
  const startMs = performance.now();
  const elapsed = (): number => (performance.now() - startMs) / MINUTE_MS;
  for (let round = 1; elapsed() < minutes; round += 1) {
    const killsDue = Math.floor(elapsed() / Math.min(LIFE_MINUTES, minutes / 2));
    await goRound(app, camera, done, done.engineKilled < killsDue);
    await app.page.waitForTimeout(SETTLE_MS);
    const values = await sampler.sample();
    samples.push({ minutes: elapsed(), round, engineLife: done.engineKilled, values });
    console.log(`${elapsed().toFixed(1)} min: round ${round}`);
  }
}

async function main(minutes: number, file: string): Promise<void> {
  const startedAt = new Date().toISOString();
  const [home, plugged] = [await temporaryFolder('soak'), await temporaryFolder('plugged')];
  await enrolAda(home, 'virtual', await lookOf('ada', LOOKS));
  const camera = await createPluggedCamera(plugged);
  const app = await launch({ home, virtualFps: FPS, variables: camera.variables });
  const progress: Progress = { samples: [], done: { ...NOTHING_DONE } };
  let failure: string | null = null;
  try {
    await soak(app, camera, minutes, progress);
  } catch (error) {
    failure = reasonOf(error);
    await picture(app, path.join(path.dirname(file), 'soak-failure.png'));
  }
  const run: SoakRun = {
    ...{ startedAt, ...progress, failure, pluggedCamera: camera.title },
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    system: `${process.platform} ${process.arch} ${release()}`,
    electron: await app.electron.evaluate(() => process.versions.electron),
  };
  await app.close();
  await rm(plugged, { recursive: true, force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(run)}\n`);
}

async function picture({ page }: RunningApp, file: string): Promise<void> {
  try {
    await page.screenshot({ path: file });
  } catch {
    // Without a window there is none.
  }
}

const [minutes, file] = process.argv.slice(2);
if (minutes === undefined || file === undefined) throw new Error('drive.ts MINUTES FILE');
await main(Number(minutes), file);
