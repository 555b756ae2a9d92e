import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { countWeightFaults } from '../../electron/engine/onnx/weight-faults.ts';
import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { WEIGHTS_FILE, type TfjsFiles } from '../tfjs/graph-def.ts';
import { UnsupportedGraph } from '../tfjs/node-in-graph.ts';
import { toTfjs } from '../tfjs/to-tfjs.ts';
import { largestChange } from './largest-change.ts';
import { updateModelIndex, type ModelIndexEntry } from './model-index.ts';
import { modelToShip } from './model-to-ship.ts';

/** What the card of a model says besides the hash of its file. */
export type ModelCard = { readonly name: string } & Readonly<Record<string, unknown>>;

/** Most that outputs may change by what happens to a model before it is written, as a share of the largest. */
const TOLERANCE = 1e-6;

/**
 * Writes `models/<stem>.onnx` and its card below the assets folder and names them in `models.json`; an encoder also in
 * TensorFlow.js's format, as `models/<stem>-tfjs/`. Each file is whole or the one that was there before; the index, by
 * whose hashes networks are checked, comes last.
 *
 * What is written is `modelToShip` of the model. Throws a sentence, and writes nothing, when that answers differently
 * or when weights are no numbers. An encoder that cannot be written for TensorFlow.js has no such version.
 *
 * @returns a line to print
 */
export async function replaceModel(
  assets: string,
  stem: string,
  model: OnnxModel,
  card: ModelCard,
): Promise<string> {
  const folder = join(assets, 'models');
  const shipped = modelToShip(model);
  const change = await largestChange(model, shipped);
  if (!(change <= TOLERANCE)) {
    throw new Error(
      `${stem} answers differently without its dead channels: by ${change.toExponential(1)} of its largest output. The model was not written.`,
    );
  }
  const { notFinite, denormal } = countWeightFaults(shipped);
  if (notFinite + denormal > 0) {
    throw new Error(
      `${stem} has ${notFinite} weights that are no finite numbers and ${denormal} denormal ones. The model was not written.`,
    );
  }
  const bytes = writeModel(shipped);
  const sha256 = hashOf(bytes);
  const text = `${JSON.stringify({ ...card, sha256 }, null, 2)}\n`;
  const [network, description] = [join(folder, `${stem}.onnx`), join(folder, `${stem}.json`)];
  replaceFile(network, bytes);
  replaceFile(description, text);
  const listed = { file: `${stem}.onnx`, sha256, card: `${stem}.json`, weightsChecked: sha256 };
  const forTfjs = stem.startsWith('encoder') ? writeForTfjs(folder, stem, shipped) : undefined;
  const entry = { ...listed, ...(typeof forTfjs === 'object' && { tfjs: forTfjs }) };
  await updateModelIndex(join(folder, 'models.json'), { [stem]: entry });
  return `Wrote ${network}, ${(bytes.length / 1e6).toFixed(1)} MB, and its card; outputs changed by ${change.toExponential(1)}.${typeof forTfjs === 'string' ? forTfjs : ''}`;
}

/** @returns the files as the index lists them, or a sentence that says why there are none */
function writeForTfjs(
  folder: string,
  stem: string,
  shipped: OnnxModel,
): ModelIndexEntry['tfjs'] | string {
  let files: TfjsFiles;
  try {
    files = toTfjs(shipped);
  } catch (error) {
    if (!(error instanceof UnsupportedGraph)) throw error;
    return ` It cannot be written for TensorFlow.js: ${error.message}`;
  }
  mkdirSync(join(folder, `${stem}-tfjs`), { recursive: true });
  const write = (name: string, content: Uint8Array) => {
    const file = `${stem}-tfjs/${name}`;
    replaceFile(join(folder, file), content);
    return { file, sha256: hashOf(content) };
  };
  return { model: write('model.json', files.model), weights: write(WEIGHTS_FILE, files.weights) };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function replaceFile(file: string, content: Uint8Array | string): void {
  writeFileSync(`${file}.partial`, content);
  renameSync(`${file}.partial`, file);
}
