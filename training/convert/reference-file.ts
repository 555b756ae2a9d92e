import { readFile, writeFile } from 'node:fs/promises';
import type { ModelRecipe } from './recipes.ts';
import { REFERENCE_INPUTS } from './reference-input.ts';

/**
 * TensorFlow.js's outputs for the reference inputs: for each input, in order, the outputs of the recipe, in order, as
 * little-endian 32-bit floats without any header.
 */
export type ReferenceOutputs = readonly Readonly<Record<string, Float32Array>>[];

const referenceFile = (name: string): string =>
  new URL(`reference/${name}.bin`, import.meta.url).pathname;

export async function writeReference(
  recipe: ModelRecipe,
  reference: ReferenceOutputs,
): Promise<void> {
  const parts = reference.flatMap((outputs) =>
    recipe.outputs.map(({ name }) => outputs[name] ?? new Float32Array()),
  );
  const bytes = parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  await writeFile(referenceFile(recipe.name), Buffer.concat(bytes));
}

/** Throws if the file is missing or does not have the recipe's length. */
export async function readReference(recipe: ModelRecipe): Promise<ReferenceOutputs> {
  const bytes = Uint8Array.from(await readFile(referenceFile(recipe.name)));
  const values = new Float32Array(bytes.buffer);
  let offset = 0;
  const take = (count: number): Float32Array => {
    offset += count;
    return values.subarray(offset - count, offset);
  };
  const reference = REFERENCE_INPUTS.map(() =>
    Object.fromEntries(recipe.outputs.map(({ name, dims }) => [name, take(product(dims))])),
  );
  if (offset !== values.length) {
    throw new Error(
      `The reference of ${recipe.name} holds ${values.length} values, not ${offset}.`,
    );
  }
  return reference;
}

const product = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
