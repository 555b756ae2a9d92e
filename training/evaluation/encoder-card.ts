import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { chooseEncoder } from '../../electron/engine/vision/encode/encoder-choice.ts';
import type { Comparison } from '../../electron/contract/identity.ts';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import type { GivenThreshold } from './evaluate-shots.ts';

const distance = z.number().gt(0).lt(2);
const thresholdsSchema = z.object({
  default: distance,
  levels: z
    .array(
      z.object({
        name: z.string().max(60),
        threshold: distance,
        far: z.number().gt(0).lt(1).optional(),
        trials: z.number().int().positive().optional(),
      }),
    )
    .optional(),
});
const cardSchema = z.object({
  thresholds: thresholdsSchema,
  infrared: z
    .object({
      people: z.object({ infrared: thresholdsSchema, 'infrared-to-colour': thresholdsSchema }),
    })
    .optional(),
});

/**
 * The thresholds that ship with an encoder: its security levels, or the default one if the card has no levels; none for
 * a comparison that it was not calibrated on. The card is read again here, because the application needs only the default.
 */
export async function shippedThresholds(
  assets: string,
  encoder?: string,
  comparison: Comparison = 'colour',
): Promise<Result<GivenThreshold[]>> {
  const choice = await chooseEncoder(assets, encoder);
  if (!choice.ok) return choice;
  const file = join(assets, 'models', `${choice.value}.json`);
  try {
    const card = cardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const thresholds =
      comparison === 'colour' ? card.thresholds : card.infrared?.people[comparison];
    if (thresholds === undefined) return succeed([]);
    const levels = thresholds.levels ?? [{ name: 'default', threshold: thresholds.default }];
    return succeed(levels.map(withoutUndefined));
  } catch {
    return fail(
      'model-corrupt',
      `The thresholds on the encoder's card (${file}) cannot be read, so they cannot be evaluated. Restore the folder assets/models.`,
    );
  }
}

type Level = NonNullable<z.infer<typeof thresholdsSchema>['levels']>[number];

const withoutUndefined = ({ name, threshold, far, trials }: Level): GivenThreshold => ({
  name,
  threshold,
  ...(far === undefined ? {} : { far }),
  ...(trials === undefined ? {} : { trials }),
});
