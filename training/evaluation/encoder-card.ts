import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { chooseEncoder } from '../../electron/engine/vision/encode/encoder-choice.ts';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import type { GivenThreshold } from './evaluate-shots.ts';

const distance = z.number().gt(0).lt(2);
const cardSchema = z.object({
  thresholds: z.object({
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
  }),
});

/**
 * The thresholds that ship with an encoder: its security levels, or the default one if the card has no levels. The card
 * is read again here, because the application needs only the default.
 */
export async function shippedThresholds(
  assets: string,
  encoder?: string,
): Promise<Result<GivenThreshold[]>> {
  const choice = await chooseEncoder(assets, encoder);
  if (!choice.ok) return choice;
  const file = join(assets, 'models', `${choice.value}.json`);
  try {
    const { thresholds } = cardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const levels = thresholds.levels ?? [{ name: 'default', threshold: thresholds.default }];
    return succeed(levels.map(withoutUndefined));
  } catch {
    return fail(
      'model-corrupt',
      `The thresholds on the encoder's card (${file}) cannot be read, so they cannot be evaluated. Restore the folder assets/models.`,
    );
  }
}

type Level = NonNullable<z.infer<typeof cardSchema>['thresholds']['levels']>[number];

const withoutUndefined = ({ name, threshold, far, trials }: Level): GivenThreshold => ({
  name,
  threshold,
  ...(far === undefined ? {} : { far }),
  ...(trials === undefined ? {} : { trials }),
});
