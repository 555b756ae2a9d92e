import { z } from 'zod';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import { reasonOf } from '../../../../base/error-words.ts';
import { readTfjsFiles, type TfjsFiles } from '../../models.ts';
import {
  countLooks,
  ENCODER_INPUT,
  ENCODER_OUTPUT,
  LOOK_LENGTH,
  runOneByOne,
  type EncoderNetwork,
} from './encoder-network.ts';
import { loadTfjsNode, type Tfjs, type TfjsGraphModel } from './load-tfjs-node.ts';

/** What of `model.json` has to be taken apart for TensorFlow.js's loader, which does the rest. */
const modelSchema = z.looseObject({
  weightsManifest: z.tuple([z.object({ weights: z.array(z.unknown()) })]),
});

/** Opens `models/<file stem>-tfjs` in TensorFlow for Node.js; `model-missing` too where that cannot be loaded. */
export async function openOnTfjsNode(
  assets: string,
  stem: string,
): Promise<Result<EncoderNetwork>> {
  const tf = await loadTfjsNode();
  return tf.ok ? openOnTfjs(tf.value, assets, stem) : tf;
}

/**
 * Opens `models/<file stem>-tfjs` in a TensorFlow.js with whatever backend. Runs it once, which uploads the weights and
 * finds what the backend cannot do (`model-corrupt`) before a face waits for it.
 */
export async function openOnTfjs(
  tf: Tfjs,
  assets: string,
  stem: string,
): Promise<Result<EncoderNetwork>> {
  const files = await readTfjsFiles(assets, stem);
  if (!files.ok) return files;
  let network: EncoderNetwork | undefined;
  try {
    const model = await tf.loadGraphModel({
      load: () => Promise.resolve(artifactsOf(files.value)),
    });
    network = encoderOn(tf, model);
    await network.run(new Float32Array(LOOK_LENGTH));
    return succeed(network);
  } catch (error) {
    await network?.dispose();
    return cannotRun(stem, error);
  }
}

function artifactsOf({ model, weights }: TfjsFiles): unknown {
  const artifacts = modelSchema.parse(JSON.parse(new TextDecoder().decode(model)));
  const [{ weights: weightSpecs }] = artifacts.weightsManifest;
  return { ...artifacts, weightSpecs, weightData: Uint8Array.from(weights).buffer };
}

function cannotRun(stem: string, error: unknown): Result<never> {
  const reason = reasonOf(error);
  return fail(
    'model-corrupt',
    `TensorFlow.js cannot run the encoder "${stem}". ${reason} ` +
      'So nobody can be recognised with the engine tfjs-node. Choose the engine onnxruntime.',
  );
}

function encoderOn(tf: Tfjs, model: TfjsGraphModel): EncoderNetwork {
  let isOpen = true;
  const run = async (looks: Float32Array): Promise<Float32Array> => {
    const [, ...shape] = ENCODER_INPUT.dims;
    const input = tf.tensor(looks, [countLooks(looks), ...shape], 'float32');
    try {
      const output = model.execute({ [ENCODER_INPUT.name]: input }, ENCODER_OUTPUT);
      const embeddings = Float32Array.from(await output.data());
      output.dispose();
      return embeddings;
    } finally {
      input.dispose();
    }
  };
  const takesSeveral = model.inputs[0]?.shape?.[0] === -1;
  return {
    run: takesSeveral ? run : (looks) => runOneByOne(run, looks),
    dispose() {
      if (isOpen) model.dispose();
      isOpen = false;
      return Promise.resolve();
    },
  };
}
