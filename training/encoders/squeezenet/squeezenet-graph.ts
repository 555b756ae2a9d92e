import type { MeanHead } from '../../../electron/engine/vision/mean-head.ts';
import { int, type OnnxModel } from '../../../electron/engine/vision/onnx/onnx-model.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/template.ts';
import { OnnxGraphBuilder } from '../../graph/onnx-builder.ts';
import { addDepthNormalisation } from './depth-normalisation.ts';

/** The network as it ships: takes a look as it is, 1×4×112×112 → `embedding` 1×128 of unit length. */
export function squeezeNetGraph(network: OnnxModel, mean: MeanHead): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-squeezenet');
  const look = graph.input('input', [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const channels = (from: number, to: number) =>
    graph.node('Slice', [look, graph.integers([from]), graph.integers([to]), graph.integers([1])]);
  const depth = addDepthNormalisation(graph, channels(3, 4), mean);
  const normalised = graph.node('Concat', [channels(0, 3), depth], { axis: int(1) });
  const [input] = network.graph.inputs;
  const [output] = network.graph.outputs;
  if (input === undefined || output === undefined) throw new Error('The network has no ends.');
  const outputs = graph.include(network, 'network/', { [input.name]: normalised });
  const embedding = outputs[output.name];
  if (embedding === undefined) throw new Error('The network lost its output.');
  graph.output(embedding, [1, 128], 'embedding');
  return graph.build();
}
