import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import type { TrainingProgram } from '../build-program.ts';
import type { ParameterSlice } from '../gradient-program.ts';
import { InferenceBuilder } from './inference-builder.ts';
import type { FeatureShape, Network } from './network.ts';
import type { ParameterValues } from './parameter-store.ts';
import { preluInBlocks } from '../../graph/prelu-in-blocks.ts';
import { withoutUnusedNodes } from '../../graph/unused-nodes.ts';

/**
 * The trained network as a model that ships: input `input` [1, C, H, W], output `output` [1, numbers], batch norm
 * folded into the convolutions.
 *
 * `parameters` and `statistics` (running means and variances) in the trainer's layout. Throws if their lengths differ
 * from the program's.
 */
export function exportInference(
  network: Network,
  program: TrainingProgram,
  parameters: Float32Array,
  statistics: Float32Array,
): OnnxModel {
  return inferenceModel(network, program.input, namedValues(program, parameters, statistics));
}

/** The same from values by name: for a loaded network that was not trained further. */
export function inferenceModel(
  network: Network,
  input: FeatureShape,
  values: ParameterValues,
): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-network');
  const builder = new InferenceBuilder(graph, values);
  const output = network(builder, builder.input('input', input));
  const size = output.channels * output.height * output.width;
  graph.output(builder.matrix(output), [1, size], 'output');
  return preluInBlocks(withoutUnusedNodes(graph.build()));
}

/** Parameters, frozen ones included, and running statistics by name: the `known` of another program. */
export function namedValues(
  program: TrainingProgram,
  parameters: Float32Array,
  statistics: Float32Array,
): ParameterValues {
  return new Map([
    ...program.constants,
    ...sliced(program.parameters, program.parameterCount, parameters),
    ...sliced(program.statisticSlices, program.statistics.count, statistics),
  ]);
}

function sliced(
  slices: readonly ParameterSlice[],
  count: number,
  flat: Float32Array,
): [string, Float32Array][] {
  if (flat.length !== count) throw new Error(`${flat.length} values instead of ${count}.`);
  return slices.map(({ name, offset, size }) => [name, flat.slice(offset, offset + size)]);
}
