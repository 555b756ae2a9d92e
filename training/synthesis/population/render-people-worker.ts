/** The thread of render-people.ts: creates one set and reports its progress. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { generatePopulation } from './generate.ts';
import { IDENTITY_SETS } from './identity-sets.ts';
import { openStudio } from './shots/person-shots.ts';

const jobSchema = z.object({
  assets: z.string(),
  folder: z.string(),
  set: z.enum(IDENTITY_SETS),
  people: z.int().positive(),
  views: z.int().positive(),
  seed: z.int().nonnegative(),
  only: z.object({ part: z.int().positive(), of: z.int().positive() }).optional(),
});

const { assets, ...job } = jobSchema.parse(workerData);
const studio = await openStudio(assets);
if (!studio.ok) throw new Error(studio.problem.message);
await generatePopulation(studio.value, {
  ...job,
  onProgress: (progress) => parentPort?.postMessage(progress),
});
await studio.value.dispose();
