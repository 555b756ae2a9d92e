import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { runOnnx } from './onnx-runner.ts';
import { largestDifference } from './parity.ts';
import { RECIPES } from './recipes.ts';
import { readReference } from './reference-file.ts';
import { REFERENCE_INPUTS, makeReferenceInput } from './reference-input.ts';

describe.each(RECIPES)('$name', (recipe) => {
  it('answers like the source model did in TensorFlow.js', async () => {
    const file = new URL(`../../assets/models/${recipe.name}.onnx`, import.meta.url);
    const model = Uint8Array.from(await readFile(file));
    const reference = await readReference(recipe);
    for (const [index, input] of REFERENCE_INPUTS.entries()) {
      const image = makeReferenceInput(input, recipe.input.size, recipe.inputRange);
      const found = await runOnnx(model, image, recipe.input.size);
      for (const { name, tolerance } of recipe.outputs) {
        const expected = reference[index]?.[name] ?? new Float32Array();
        expect(expected.length).toBeGreaterThan(0);
        const difference = largestDifference(expected, found[name] ?? new Float32Array());
        expect(difference).toBeLessThanOrEqual(tolerance);
      }
    }
  });
});

describe('largestDifference', () => {
  it('finds the value that is furthest off', () => {
    expect(largestDifference(Float32Array.of(1, 2, 3), Float32Array.of(1, 2.5, 2.75))).toBe(0.5);
  });

  it('never accepts NaN or outputs of different length', () => {
    const infinite = Number.POSITIVE_INFINITY;
    expect(largestDifference(Float32Array.of(1), Float32Array.of(Number.NaN))).toBe(infinite);
    expect(largestDifference(Float32Array.of(1, 2), Float32Array.of(1))).toBe(infinite);
  });
});
