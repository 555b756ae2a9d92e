import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { trainingCache } from '../../cache-folder.ts';

/** What the rows of one table share; `people` are rendered ones. */
export const ablationOptions = z.object({
  passes: z.number().int().positive(),
  people: z.number().int().min(2),
  seed: z.number().int(),
});

const ratesSchema = z.object({
  people: z.number(),
  genuineTrials: z.number(),
  impostorTrials: z.number(),
  failuresToAcquire: z.number(),
  eer: z.number(),
  frr: z.record(z.string(), z.number().nullable()),
});

const rowSchema = ablationOptions.extend({
  recipe: z.string(),
  /** Trained numbers of the network. */
  parameters: z.number().int(),
  /** Photographed people with the heads of rendered ones, never trained on; not for the article's network. */
  photographed: ratesSchema.optional(),
  /** Rendered people never trained on. */
  rendered: ratesSchema,
});

/** What one recipe came to. */
export type AblationRow = Readonly<z.infer<typeof rowSchema>>;

const fileOf = (recipe: string): string => join(trainingCache('ablations'), `${recipe}.json`);

/** Keeps what a recipe came to. @returns a line to print */
export async function storeAblation(
  options: z.infer<typeof ablationOptions> & { readonly recipe: string },
  figures: Pick<AblationRow, 'parameters' | 'photographed' | 'rendered'>,
): Promise<string> {
  await writeFile(
    fileOf(options.recipe),
    JSON.stringify(rowSchema.parse({ ...options, ...figures })),
  );
  return `Recipe ${options.recipe}: EER ${figures.rendered.eer} % on rendered people.`;
}

/** Throws when the recipe has not been measured. */
export async function readAblation(recipe: string): Promise<AblationRow> {
  return rowSchema.parse(JSON.parse(await readFile(fileOf(recipe), 'utf8')));
}

/** Has the recipe been measured with exactly these options? */
export async function isMeasured(
  recipe: string,
  { passes, people, seed }: z.infer<typeof ablationOptions>,
): Promise<boolean> {
  try {
    const row = await readAblation(recipe);
    return row.passes === passes && row.people === people && row.seed === seed;
  } catch {
    return false;
  }
}
