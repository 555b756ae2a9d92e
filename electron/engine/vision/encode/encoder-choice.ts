import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';

const DEFAULT = 'encoder';
const PREFIX = `${DEFAULT}-`;

const indexSchema = z.object({ models: z.record(z.string(), z.unknown()) });
const cardSchema = z.object({ name: z.string() });

/**
 * Base name of an encoder's files in `models/` of the assets folder, without ending, which is also its key in
 * `models.json`: `encoder` for the default one, `encoder-<name>` for the others. The default one is also found by the
 * name on its card.
 *
 * Problem `model-missing`, with the names to choose from, if there is no such encoder.
 */
export async function chooseEncoder(assets: string, name?: string): Promise<Result<string>> {
  if (name === undefined) return succeed(DEFAULT);
  const folder = join(assets, 'models');
  const others = await otherEncoders(folder);
  if (others.includes(name)) return succeed(`${PREFIX}${name}`);
  const first = await nameOnCard(folder);
  if (name === first) return succeed(DEFAULT);
  const known = [`${first ?? DEFAULT} (the default)`, ...others].join(', ');
  return fail(
    'model-missing',
    `There is no encoder called “${name}” in ${folder}. Choose one of: ${known}.`,
  );
}

async function otherEncoders(folder: string): Promise<string[]> {
  const index = indexSchema.safeParse(await readJson(join(folder, 'models.json')));
  if (!index.success) return [];
  return Object.keys(index.data.models)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

async function nameOnCard(folder: string): Promise<string | null> {
  const card = cardSchema.safeParse(await readJson(join(folder, `${DEFAULT}.json`)));
  return card.success ? card.data.name : null;
}

/** Undefined if the file is missing or damaged: loading the model then reports which one and what to do. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
