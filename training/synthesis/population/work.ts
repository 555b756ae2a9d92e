/** The program that render-people.ts bundles and runs: creates one set and reports progress to its parent. */
import { z } from 'zod';
import { generatePopulation } from './generate.ts';
import { IDENTITY_SETS } from './identity-sets.ts';
import { openStudio } from './shots/person-shots.ts';
import { reasonOf } from '../../../electron/base/error-words.ts';

const jobSchema = z.object({
  assets: z.string(),
  folder: z.string(),
  set: z.enum(IDENTITY_SETS),
  people: z.int().positive(),
  views: z.int().positive(),
  seed: z.int().nonnegative(),
});

const { assets, ...job } = jobSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
try {
  const studio = await openStudio(assets);
  if (!studio.ok) throw new Error(studio.problem.message);
  await generatePopulation(studio.value, {
    ...job,
    onProgress: (progress) => process.send?.(progress),
  });
  await studio.value.dispose();
  // The channel to the parent would keep this process alive.
  if (process.connected) process.disconnect();
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}
