import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import { chooseEncoder } from '../../electron/engine/vision/encode/encoder-choice.ts';
import type { Level } from './lock-at-level.ts';

const levels = z.array(z.object({ name: z.string().max(60), threshold: z.number().gt(0).lt(2) }));
const cardSchema = z.object({
  thresholds: z.object({ levels, renderedPeople: z.object({ levels }) }),
});

/** The security levels on the encoder's card, for people of a kind. */
export async function shippedLevels(
  assets: string,
  encoder: string | undefined,
  kind: 'people' | 'renderedPeople',
): Promise<Result<readonly Level[]>> {
  const choice = await chooseEncoder(assets, encoder);
  if (!choice.ok) return choice;
  const file = join(assets, 'models', `${choice.value}.json`);
  try {
    const { thresholds } = cardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return succeed(kind === 'people' ? thresholds.levels : thresholds.renderedPeople.levels);
  } catch {
    return fail(
      'model-corrupt',
      `The levels on the encoder's card (${file}) cannot be read, so there is nothing to play attempts at. Restore the folder assets/models.`,
    );
  }
}

/** Bounds to be chosen from, each as a level of its own. */
export const boundsAsLevels = (bounds: readonly number[]): readonly Level[] =>
  bounds.map((threshold) => ({ name: `bound ${threshold}`, threshold }));
