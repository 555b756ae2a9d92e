import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../../electron/base/durable-file.ts';
import { encoderFigures } from './encoder-figures.ts';
import { measureQuality } from './quality-scale.ts';
import { embedderOf } from '../network-runner.ts';
import { openPhotoViews } from '../data/photo-views.ts';

const cardSchema = z.looseObject({ name: z.string() });

/**
 * Measures an encoder as it lies in `models/` of the assets folder and writes its thresholds and error rates to its
 * card; nothing is trained. The data must be prepared (`prepare`).
 *
 * @param stem file name without its ending
 * @returns lines to print
 */
export async function calibrateEncoder(assets: string, stem: string): Promise<string> {
  const file = join(assets, 'models', `${stem}.json`);
  const card = cardSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const network = await readFile(join(assets, 'models', `${stem}.onnx`));
  const views = await openPhotoViews(assets);
  const quality = await measureQuality(views, network);
  const figures = await encoderFigures(views, await embedderOf(network, quality));
  const measured = { quality: quality ?? undefined, ...figures };
  const text = `${JSON.stringify({ ...card, ...measured }, null, 2)}\n`;
  await replaceFile(file, new TextEncoder().encode(text));
  const { renderedPeople, ...real } = figures.thresholds;
  const { infrared } = figures;
  const ofInfrared = [infrared.people, infrared.renderedPeople].flatMap((group) => [
    group.infrared,
    group['infrared-to-colour'],
  ]);
  const lines = [real, renderedPeople, ...ofInfrared].flatMap(({ people, levels }) => [
    people,
    ...levels.map(
      ({ name, threshold, far, trials, anybody, frr }) =>
        `  ${name}: ${threshold}, FAR ${far} of ${trials} trials, of anybody ${anybody.far} of ${anybody.trials}, FRR ${(100 * frr).toFixed(1)} %`,
    ),
  ]);
  return [...lines, `Written to ${file}.`].join('\n');
}
