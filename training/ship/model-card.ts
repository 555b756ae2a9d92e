import type { ModelRecipe } from '../convert/recipes.ts';
import { SOURCE_PACKAGE } from '../convert/source-package.ts';

/** Largest difference to the source model, by output. */
export type ParityFigures = Readonly<Record<string, number>>;

/** The card that lies beside a converted model: origin, licence, and how to feed and read it. */
export function makeModelCard(recipe: ModelRecipe, parity: ParityFigures) {
  return {
    name: recipe.name,
    title: recipe.title,
    file: `${recipe.name}.onnx`,
    origin: {
      authors: 'Google MediaPipe',
      paper: recipe.paper,
      package: `${SOURCE_PACKAGE.name}@${SOURCE_PACKAGE.version} (npm, MIT)`,
      packageFile: recipe.sourceFile,
      packageIntegrity: SOURCE_PACKAGE.integrity,
      command: 'npx tsx training/convert/main.ts',
    },
    licence: 'Apache-2.0',
    input: {
      name: recipe.input.name,
      shape: [1, 3, recipe.input.size, recipe.input.size],
      layout: 'NCHW, RGB',
      normalisation: recipe.inputRange.formula,
    },
    outputs: recipe.outputs.map(({ name, dims }) => ({
      name,
      shape: dims,
      meaning: recipe.outputMeaning[name] ?? '',
    })),
    largestDifferenceToTensorFlowJs: parity,
  };
}
