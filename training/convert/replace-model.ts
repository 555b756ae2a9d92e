import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeModel } from '../../electron/engine/vision/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../electron/engine/vision/onnx/onnx-model.ts';
import { updateModelIndex } from './model-index.ts';

/** What the card of a model says besides the hash of its file. */
export type ModelCard = { readonly name: string } & Readonly<Record<string, unknown>>;

/**
 * Writes `models/<stem>.onnx` and its card below the assets folder and names them in `models.json`. Each file is whole
 * or the one that was there before; the index, by whose hash the network is checked, comes last.
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
  const bytes = writeModel(model);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const text = `${JSON.stringify({ ...card, sha256 }, null, 2)}\n`;
  const [network, description] = [join(folder, `${stem}.onnx`), join(folder, `${stem}.json`)];
  replaceFile(network, bytes);
  replaceFile(description, text);
  const entry = { file: `${stem}.onnx`, sha256, card: `${stem}.json` };
  await updateModelIndex(join(folder, 'models.json'), { [stem]: entry });
  return `Wrote ${network}, ${(bytes.length / 1e6).toFixed(1)} MB, and its card.`;
}

function replaceFile(file: string, content: Uint8Array | string): void {
  writeFileSync(`${file}.partial`, content);
  renameSync(`${file}.partial`, file);
}
