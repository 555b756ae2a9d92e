import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const fileSchema = z.object({ file: z.string(), sha256: z.string() });
const entrySchema = z.looseObject({
  file: z.string(),
  sha256: z.string(),
  card: z.string(),
  weightsChecked: z.string().optional(),
  tfjs: z.object({ model: fileSchema, weights: fileSchema }).optional(),
});
const indexSchema = z.looseObject({ models: z.record(z.string(), entrySchema) });

export type ModelIndexEntry = z.infer<typeof entrySchema>;

/** Puts entries into `models.json`, keeping those of other models. Makes the file when there is none. */
export async function updateModelIndex(
  indexFile: string,
  entries: Readonly<Record<string, ModelIndexEntry>>,
): Promise<void> {
  const index = indexSchema.parse(JSON.parse(await readTextOr(indexFile, '{ "models": {} }')));
  const models = { ...index.models, ...entries };
  await writeFile(indexFile, `${JSON.stringify({ ...index, models }, null, 2)}\n`);
}

async function readTextOr(file: string, fallback: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fallback;
    throw error;
  }
}
