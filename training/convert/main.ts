/**
 * Makes the face models in `assets/models` from their source package.
 *
 *   npx tsx training/convert/main.ts               convert, compare with TensorFlow.js, write
 *   npx tsx training/convert/main.ts --reference   also renew the reference outputs of the offline test
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import { convertToOnnx } from './convert.ts';
import { readGraphModel } from './graph-model.ts';
import { makeModelCard } from '../ship/model-card.ts';
import type { ParityFigures } from '../ship/model-card.ts';
import { modelToShip } from '../ship/model-to-ship.ts';
import { runOnnx } from './onnx-runner.ts';
import { largestDifference } from './parity.ts';
import { RECIPES } from './recipes.ts';
import type { ModelRecipe } from './recipes.ts';
import { writeReference } from './reference-file.ts';
import type { ReferenceOutputs } from './reference-file.ts';
import { replaceModel } from '../ship/replace-model.ts';
import { REFERENCE_INPUTS, makeReferenceInput } from './reference-input.ts';
import { withSourcePackage } from './source-package.ts';
import { runReference } from './tfjs-reference.ts';

const ASSETS = new URL('../../assets/', import.meta.url).pathname;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { reference: { type: 'boolean', default: false } } });
  await withSourcePackage(async (folder) => {
    for (const recipe of RECIPES) await convertModel(folder, recipe, values.reference);
  });
}

async function convertModel(
  folder: string,
  recipe: ModelRecipe,
  renewReference: boolean,
): Promise<void> {
  const modelFile = join(folder, recipe.sourceFile);
  const model = modelToShip(convertToOnnx(await readGraphModel(modelFile), recipe));
  const reference = await runReference(modelFile, recipe);
  const parity = await measureParity(writeModel(model), recipe, reference);
  if (renewReference) await writeReference(recipe, reference);
  const line = await replaceModel(ASSETS, recipe.name, model, makeModelCard(recipe, parity));
  const figures = Object.entries(parity).map(
    ([name, value]) => `${name} ${value.toExponential(1)}`,
  );
  console.log(`${line} Largest difference to TensorFlow.js: ${figures.join(', ')}.`);
}

/** Throws if the converted model's outputs differ from the source model's. */
async function measureParity(
  model: Uint8Array,
  recipe: ModelRecipe,
  reference: ReferenceOutputs,
): Promise<ParityFigures> {
  const largest: Record<string, number> = {};
  for (const [index, input] of REFERENCE_INPUTS.entries()) {
    const image = makeReferenceInput(input, recipe.input.size, recipe.inputRange);
    const found = await runOnnx(model, image, recipe.input.size);
    for (const { name, tolerance } of recipe.outputs) {
      const expected = reference[index]?.[name] ?? new Float32Array();
      const difference = largestDifference(expected, found[name] ?? new Float32Array());
      if (difference > tolerance) {
        throw new Error(
          `${recipe.name}, ${input.kind} ${input.seed}: output ${name} is ${difference} away from ` +
            'TensorFlow.js. The model was not written.',
        );
      }
      largest[name] = Math.max(largest[name] ?? 0, difference);
    }
  }
  return largest;
}

await main();
