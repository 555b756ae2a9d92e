import * as ort from '../../../electron/engine/onnx/onnxruntime.ts';
import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { writeModel } from '../../../electron/engine/onnx/onnx-writer.ts';

/** The smallest number of channels that onnxruntime reorders. */
const PROBE_CHANNELS = 4;

let answer: Promise<number> | undefined;

/**
 * Number of channels that onnxruntime's blocked operators process together on this processor: 16 with AVX-512, 8 with
 * AVX2; 1 if they do not exist.
 *
 * Detected by reordering four channels: the result is padded to one whole block.
 */
export function channelBlock(): Promise<number> {
  return (answer ??= probe().catch(() => 1));
}

async function probe(): Promise<number> {
  const graph = new OnnxGraphBuilder('channel-block');
  const shape = [1, PROBE_CHANNELS, 1, 1];
  const input = graph.input('input', shape);
  const blocked = graph.node('ReorderInput', [input], {}, undefined, 'com.microsoft.nchwc');
  graph.output(blocked, [1, 'block', 1, 1], 'output');
  const session = await ort.InferenceSession.create(writeModel(graph.build()), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const feed = new ort.Tensor('float32', new Float32Array(PROBE_CHANNELS), shape);
  const { output } = await session.run({ input: feed });
  await session.release();
  return output?.dims[1] ?? 1;
}
