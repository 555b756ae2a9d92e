import * as ort from '../../electron/engine/onnx/onnxruntime.ts';
import { runOneByOne } from '../../electron/engine/vision/encode/engines/encoder-network.ts';
import {
  embeddingOf,
  type QualityScale,
} from '../../electron/engine/vision/encode/face-embedding.ts';
import { lookTwice } from '../../electron/engine/vision/encode/two-looks.ts';
import { INPUT_SIZE } from '../../electron/engine/vision/fusion/template.ts';
import type { Embed } from './calibration/calibration-people.ts';

/** Runs a network of one input and one output, one sample at a time, on one core. */
export type NetworkRunner = (input: Float32Array) => Promise<Float32Array>;

/** @param shape of the input, batch first */
export async function networkRunner(
  model: Uint8Array,
  shape: readonly number[],
): Promise<NetworkRunner> {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return async (values) => {
    const result = await session.run({ [input]: new ort.Tensor('float32', values, shape) });
    const data = result[output]?.data;
    if (!(data instanceof Float32Array)) throw new Error('The network has no output of floats.');
    return Float32Array.from(data);
  };
}

/**
 * What an encoder makes of a fused head.
 * @param quality as its card says; null: not measured
 */
export async function embedderOf(
  encoder: Uint8Array,
  quality: QualityScale | null,
): Promise<Embed> {
  const run = await networkRunner(encoder, [1, 4, INPUT_SIZE, INPUT_SIZE]);
  return async (fused) =>
    embeddingOf(await lookTwice((looks) => runOneByOne(run, looks), fused), quality);
}
