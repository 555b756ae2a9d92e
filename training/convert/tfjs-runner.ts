import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const artifactsSchema = z.looseObject({
  weightsManifest: z.tuple([
    z.object({ paths: z.tuple([z.string()]), weights: z.array(z.unknown()) }),
  ]),
});

/** The part of TensorFlow.js in use; it is an optional dependency and so unknown to the type checker. */
interface Tfjs {
  setBackend(name: string): Promise<boolean>;
  tensor(values: Float32Array, shape: readonly number[]): TfjsTensor;
  loadGraphModel(handler: { load(): Promise<unknown> }): Promise<TfjsGraphModel>;
}
interface TfjsTensor {
  data(): Promise<Float32Array>;
  dispose(): void;
}
interface TfjsGraphModel {
  /** One tensor if one output is requested. */
  execute(input: TfjsTensor, outputs: readonly string[]): TfjsTensor | TfjsTensor[];
  dispose(): void;
}

/** Runs one source model in TensorFlow.js itself (its plain JavaScript backend). */
export interface TfjsRunner {
  /** `image` is NHWC; the result holds one array per requested output, in that order. */
  run(image: Float32Array, size: number, outputs: readonly string[]): Promise<Float32Array[]>;
  dispose(): void;
}

export async function openTfjsModel(modelFile: string): Promise<TfjsRunner> {
  const tfjs = await loadTfjs();
  await tfjs.setBackend('cpu');
  const model = await tfjs.loadGraphModel({ load: () => readArtifacts(modelFile) });
  return {
    run: async (image, size, outputs) => {
      const input = tfjs.tensor(image, [1, size, size, 3]);
      const tensors = [model.execute(input, outputs)].flat();
      const results = await Promise.all(tensors.map((tensor) => tensor.data()));
      for (const tensor of [input, ...tensors]) tensor.dispose();
      return results.map((values) => Float32Array.from(values));
    },
    dispose: () => model.dispose(),
  };
}

async function loadTfjs(): Promise<Tfjs> {
  const specifier: string = '@tensorflow/tfjs';
  try {
    return (await import(specifier)) as Tfjs;
  } catch (cause) {
    throw new Error(
      'The conversion is checked against TensorFlow.js, which is not installed here. ' +
        'Run `npm install` with optional dependencies (without `--omit=optional`).',
      { cause },
    );
  }
}

/** The artefacts object of TensorFlow.js for a model with one weight file. */
async function readArtifacts(modelFile: string): Promise<unknown> {
  const model = artifactsSchema.parse(JSON.parse(await readFile(modelFile, 'utf8')));
  const [group] = model.weightsManifest;
  const [weightFile] = group.paths;
  const bytes = await readFile(join(dirname(modelFile), weightFile));
  return { ...model, weightSpecs: group.weights, weightData: Uint8Array.from(bytes).buffer };
}
