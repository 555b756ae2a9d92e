import { createHash } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeModel } from '../../electron/engine/vision/onnx/onnx-writer.ts';
import type { OnnxModel } from '../../electron/engine/vision/onnx/onnx-model.ts';
import { updateModelIndex } from '../convert/model-index.ts';

/** What the card of an encoder says besides what is worked out here. */
export type EncoderCard = { readonly name: string; readonly version: string } & Readonly<
  Record<string, unknown>
>;

/**
 * Writes `models/<stem>.onnx` and its card below the assets folder and names them in `models.json`. Each file is whole
 * or the one that was there before; the index, by whose hash the network is checked, comes last.
 *
 * @returns a line to print
 */
export async function writeEncoder(
  assets: string,
  stem: string,
  model: OnnxModel,
  card: EncoderCard,
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
