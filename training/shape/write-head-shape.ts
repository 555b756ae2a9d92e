import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodeHeadShape,
  encodeHeadShape,
  type HeadShapeModel,
} from '../../electron/engine/vision/shape/head-shape.ts';
import { updateModelIndex } from '../ship/model-index.ts';

const FILE = 'head-shape-model.json';
const CARD = 'head-shape.json';

/** Gives a model the version that its numbers call for: enrolments by other numbers cannot be compared. */
export function withVersion(model: HeadShapeModel): HeadShapeModel {
  const statistics = { ...model.statistics, version: '0' };
  const hash = createHash('sha256')
    .update(encodeHeadShape({ ...model, statistics }))
    .digest('hex');
  return { ...model, statistics: { ...statistics, version: `shape ${hash.slice(0, 12)}` } };
}

/**
 * Writes the model and its card below the assets folder, and names them in `models.json`, last. Throws, and writes
 * nothing, when a number is not finite.
 * @param made how it was made and what was measured, for the card
 * @returns a line to print
 */
export async function writeHeadShape(
  assets: string,
  model: HeadShapeModel,
  made: Readonly<Record<string, unknown>>,
): Promise<string> {
  const text = encodeHeadShape(model);
  decodeHeadShape(text);
  const folder = join(assets, 'models');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const { version, refuseBelow, outliers, least, most } = model.statistics;
  const card = {
    name: 'head-shape',
    title: 'Tells heads apart by their metric shape, whatever is painted on them',
    ...{ version, file: FILE, sha256, command: 'npx tsx training/shape/main.ts' },
    origin: 'Trained on rendered people (ICT-FaceKit, MIT licence) only',
    licence: 'MIT',
    input: 'Differences of the relief from the mean head in cells of 8 mm (pooled-relief.ts), mm',
    output: 'Numbers in which heads differ, in units of the scatter about a head',
    ...{ refuseBelow, outliers, least, most },
    ...made,
  };
  replaceFile(join(folder, FILE), text);
  replaceFile(join(folder, CARD), `${JSON.stringify(card, null, 2)}\n`);
  await updateModelIndex(join(folder, 'models.json'), {
    'head-shape': { file: FILE, sha256, card: CARD, weightsChecked: sha256 },
  });
  return `Wrote ${join(folder, FILE)} and its card.`;
}

function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.partial`, content);
  renameSync(`${file}.partial`, file);
}
