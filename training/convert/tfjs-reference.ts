import type { ModelRecipe } from './recipes.ts';
import type { ReferenceOutputs } from './reference-file.ts';
import { REFERENCE_INPUTS, makeReferenceInput, toInterleaved } from './reference-input.ts';
import { openTfjsModel } from './tfjs-runner.ts';

/** The source model's outputs in TensorFlow.js for the reference inputs, joined as in the recipe. */
export async function runReference(
  modelFile: string,
  recipe: ModelRecipe,
): Promise<ReferenceOutputs> {
  const model = await openTfjsModel(modelFile);
  const { size } = recipe.input;
  const reference: Record<string, Float32Array>[] = [];
  for (const input of REFERENCE_INPUTS) {
    const image = toInterleaved(makeReferenceInput(input, size, recipe.inputRange));
    const outputs: Record<string, Float32Array> = {};
    for (const output of recipe.outputs) {
      const parts = await model.run(image, size, output.parts);
      const joined = Float32Array.from(parts.flatMap((part) => [...part]));
      outputs[output.name] = output.sigmoid ? joined.map(sigmoid) : joined;
    }
    reference.push(outputs);
  }
  model.dispose();
  return reference;
}

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));
