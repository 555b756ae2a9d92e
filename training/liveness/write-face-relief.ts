import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeFaceRelief,
  type FaceReliefWeights,
} from '../../electron/engine/vision/liveness/face-relief.ts';
import { updateModelIndex } from '../ship/model-index.ts';
import type { JudgeFigures } from './measure-judge.ts';

const FILE = 'face-relief-weights.json';
const CARD = 'face-relief.json';

/** How a network was made, for its card. */
export interface FaceReliefOrigin {
  readonly options: Readonly<Record<string, number>>;
  readonly bpcer: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** By kind of sheet: what passes a network that was trained without it. */
  readonly leftOut: Readonly<Record<string, unknown>>;
  readonly figures: JudgeFigures;
}

/**
 * Writes the weights and their card below the assets folder, and names them in `models.json`, last. Throws a sentence,
 * and writes nothing, when a number is not finite.
 * @returns a line to print
 */
export async function writeFaceRelief(
  assets: string,
  network: FaceReliefWeights,
  threshold: number,
  { options, bpcer, data, leftOut, figures }: FaceReliefOrigin,
): Promise<string> {
  if (!network.weights.every(Number.isFinite) || !Number.isFinite(threshold)) {
    throw new Error('The network has numbers that are not finite. Nothing was written.');
  }
  const folder = join(assets, 'models');
  const text = encodeFaceRelief(network, threshold);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const card = {
    name: 'face-relief',
    title: 'Tells the relief of a face from that of anything a face is printed on',
    ...{ file: FILE, sha256, command: 'npx tsx training/liveness/main.ts' },
    origin: 'Trained on rendered people (ICT-FaceKit, MIT licence) and rendered sheets only',
    licence: 'MIT',
    input:
      'Differences of the pooled relief from the mean head (relief-cells.ts), in units of 10 mm',
    output: 'Log likelihood ratio of a face to a sheet of a kind unknown to the network',
    ...{ threshold, thresholdRefuses: bpcer, training: options, data, leftOut, figures },
  };
  replaceFile(join(folder, FILE), text);
  replaceFile(join(folder, CARD), `${JSON.stringify(card, null, 2)}\n`);
  await updateModelIndex(join(folder, 'models.json'), {
    'face-relief': { file: FILE, sha256, card: CARD, weightsChecked: sha256 },
  });
  return `Wrote ${join(folder, FILE)} and its card.`;
}

function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.partial`, content);
  renameSync(`${file}.partial`, file);
}
