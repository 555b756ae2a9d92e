import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import { readModelFile } from '../../models.ts';
import { elementCount } from '../../../onnx/onnx-model.ts';
import { readModel } from '../../../onnx/onnx-reader.ts';
import { planGraph, type GraphRunner } from '../../tfjs/graph-runner.ts';
import { loadTfjsNode } from '../../tfjs/load-tfjs-node.ts';
import type { Tfjs } from '../../tfjs/tfjs.ts';
import {
  ENCODER_INPUT,
  ENCODER_OUTPUT,
  runOneByOne,
  type EncoderNetwork,
} from './encoder-network.ts';
import { reasonOf } from '../../../../base/error-words.ts';

/** Opens `models/<file stem>.onnx` in TensorFlow for Node.js; `model-missing` too where that cannot be loaded. */
export async function openOnTfjsNode(
  assets: string,
  stem: string,
): Promise<Result<EncoderNetwork>> {
  const tf = await loadTfjsNode();
  return tf.ok ? openOnTfjs(tf.value, assets, stem) : tf;
}

/**
 * Opens `models/<file stem>.onnx` in a TensorFlow.js with whatever backend. Runs it once, which uploads the weights and
 * finds what the runner cannot do (`model-corrupt`) before a face waits for it.
 */
export async function openOnTfjs(
  tf: Tfjs,
  assets: string,
  stem: string,
): Promise<Result<EncoderNetwork>> {
  const bytes = await readModelFile(assets, stem);
  if (!bytes.ok) return bytes;
  let network: EncoderNetwork | undefined;
  try {
    network = encoderOn(planGraph(tf, readModel(bytes.value)));
    await network.run(new Float32Array(elementCount(ENCODER_INPUT.dims)));
    return succeed(network);
  } catch (error) {
    await network?.dispose();
    return cannotRun(stem, error);
  }
}

function cannotRun(stem: string, error: unknown): Result<never> {
  const reason = reasonOf(error);
  return fail(
    'model-corrupt',
    `TensorFlow.js cannot run the encoder "${stem}". ${reason} ` +
      'So nobody can be recognised with the engine tfjs-node. Choose the engine onnxruntime.',
  );
}

function encoderOn(graph: GraphRunner): EncoderNetwork {
  let isOpen = true;
  const runOnce = async (data: Float32Array): Promise<Float32Array> => {
    const outputs = await graph.run({
      [ENCODER_INPUT.name]: { dims: ENCODER_INPUT.dims, data },
    });
    const embedding = outputs[ENCODER_OUTPUT];
    if (embedding === undefined) {
      throw new Error(`The encoder has no output called ${ENCODER_OUTPUT}.`);
    }
    return embedding.data;
  };
  return {
    run: (looks) => runOneByOne(runOnce, looks),
    dispose() {
      if (isOpen) graph.dispose();
      isOpen = false;
      return Promise.resolve();
    },
  };
}
