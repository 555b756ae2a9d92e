import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeEyeNetwork,
  type EyeLimits,
  type EyeNetworkWeights,
} from '../../electron/engine/vision/attention/eye-network.ts';
import { updateModelIndex } from '../ship/model-index.ts';
import type { KindFigures } from './measure-eyes.ts';

const FILE = 'eyes-weights.json';
const CARD = 'eyes.json';

/** How a network was made, for its card. */
export interface EyesOrigin {
  readonly options: Readonly<Record<string, number>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly limitsFrom: string;
  readonly figures: Readonly<Record<string, readonly KindFigures[]>>;
}

/**
 * Writes the weights and their card below the assets folder, and names them in `models.json`, last. Throws a sentence,
 * and writes nothing, when a number is not finite.
 * @returns a line to print
 */
export async function writeEyes(
  assets: string,
  network: EyeNetworkWeights,
  limits: EyeLimits,
  { options, data, limitsFrom, figures }: EyesOrigin,
): Promise<string> {
  const numbers = [limits.closed.open, limits.closed.closed, limits.aside];
  if (!network.weights.every(Number.isFinite) || !numbers.every(Number.isFinite)) {
    throw new Error('The network has numbers that are not finite. Nothing was written.');
  }
  const folder = join(assets, 'models');
  const text = encodeEyeNetwork(network, limits);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const card = {
    name: 'eyes',
    title: 'Tells closed eyes, and eyes that look aside, from those that look at the camera',
    ...{ file: FILE, sha256, command: 'npx tsx training/attention/main.ts' },
    origin:
      'Trained on rendered people (ICT-FaceKit, MIT licence), and on photographs of Labeled Faces in the Wild with lids drawn over half of them',
    licence: 'MIT',
    input: 'The brightness around one eye (eye-crop.ts) and how it is seen (eye-view.ts)',
    output: 'Log odds that the eye is closed, and that it looks more than 20° past the camera',
    ...{ limits, limitsFrom, training: options, data, figures },
  };
  replaceFile(join(folder, FILE), text);
  replaceFile(join(folder, CARD), `${JSON.stringify(card, null, 2)}\n`);
  await updateModelIndex(join(folder, 'models.json'), {
    eyes: { file: FILE, sha256, card: CARD, weightsChecked: sha256 },
  });
  return `Wrote ${join(folder, FILE)} and its card.`;
}

function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.partial`, content);
  renameSync(`${file}.partial`, file);
}
