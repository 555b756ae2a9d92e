/**
 * `npx tsx training/ship/renew-models.ts [NAME …]` sends the models of `assets/models`, all or those named, once
 * more through what every model goes through before it is written (`model-to-ship.ts`): hashes and cards follow, and
 * what a model says does not change. For models that an older version of this code wrote, and for your own.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readModel } from '../../electron/engine/onnx/onnx-reader.ts';
import { elementCount, type OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { freeBatch } from '../graph/free-batch.ts';
import { replaceModel } from './replace-model.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const MODELS = join(ASSETS, 'models');
const cardSchema = z.looseObject({ name: z.string() });
const indexSchema = z.object({ models: z.record(z.string(), z.object({ file: z.string() })) });

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main(names: readonly string[]): Promise<void> {
  const index = indexSchema.parse(JSON.parse(await readFile(join(MODELS, 'models.json'), 'utf8')));
  const networks = Object.entries(index.models).flatMap(([stem, { file }]) =>
    file.endsWith('.onnx') ? [stem] : [],
  );
  for (const stem of names.length === 0 ? networks : names) {
    console.log(await renew(stem));
  }
}

async function renew(stem: string): Promise<string> {
  const bytes = await readFile(join(MODELS, `${stem}.onnx`));
  const card = cardSchema.parse(JSON.parse(await readFile(join(MODELS, `${stem}.json`), 'utf8')));
  const model = readModel(bytes);
  // The default encoder takes both looks at a face in one call.
  const renewed = stem === 'encoder' ? freeBatch(model, 'looks') : model;
  const before = numbersIn(model);
  const line = await replaceModel(ASSETS, stem, renewed, card);
  const after = numbersIn(readModel(await readFile(join(MODELS, `${stem}.onnx`))));
  return `${line} ${before} → ${after} numbers.`;
}

function numbersIn({ graph }: OnnxModel): number {
  return graph.initializers.reduce((sum, { dims }) => sum + elementCount(dims), 0);
}
