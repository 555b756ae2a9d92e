import type { MeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { int, type OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { addShapeToColour, type HeadShape } from '../shape/colour-and-shape.ts';
import { COLOUR_OUTPUTS, SHAPE_OUTPUTS } from './outputs.ts';
import { addDepthNormalisation, UNKNOWN } from './depth-normalisation.ts';

/**
 * The network as it ships: takes a look as it is, 1×4×112×112 → `embedding` 1×128 of unit length. The network's own
 * numbers of colour, said of a picture without depth, and the head's shape fitted to the depth: what it learned to
 * say of depth holds for rendered heads alone.
 */
export function squeezeNetGraph(
  network: OnnxModel,
  shape: HeadShape,
  shapeShare: number,
): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-squeezenet');
  const { colour, depth } = addLook(graph);
  const nothing = new Float32Array(INPUT_SIZE * INPUT_SIZE).fill(UNKNOWN);
  const without = graph.floats([1, 1, INPUT_SIZE, INPUT_SIZE], nothing);
  const said = addNetwork(graph, network, colour, without);
  const ofColour = graph.node('Slice', [
    said,
    graph.integers([0]),
    graph.integers([COLOUR_OUTPUTS]),
    graph.integers([1]),
  ]);
  const embedding = addShapeToColour(graph, { colour: ofColour, depth }, shape, shapeShare);
  graph.output(embedding, [1, COLOUR_OUTPUTS + SHAPE_OUTPUTS], 'embedding');
  return graph.build();
}

/** The network as it is trained, on a look as it is: sees depth itself. */
export function learnedDepthGraph(network: OnnxModel, mean: MeanHead): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-squeezenet-learned-depth');
  const { colour, depth } = addLook(graph);
  const normalised = addDepthNormalisation(graph, depth, mean);
  const embedding = addNetwork(graph, network, colour, normalised);
  graph.output(embedding, [1, COLOUR_OUTPUTS + SHAPE_OUTPUTS], 'embedding');
  return graph.build();
}

function addLook(graph: OnnxGraphBuilder) {
  const look = graph.input('input', [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const channels = (from: number, to: number) =>
    graph.node('Slice', [look, graph.integers([from]), graph.integers([to]), graph.integers([1])]);
  return { colour: channels(0, 3), depth: channels(3, 4) };
}

function addNetwork(
  graph: OnnxGraphBuilder,
  network: OnnxModel,
  colour: string,
  depth: string,
): string {
  const [input] = network.graph.inputs;
  const [output] = network.graph.outputs;
  if (input === undefined || output === undefined) throw new Error('The network has no ends.');
  const whole = graph.node('Concat', [colour, depth], { axis: int(1) });
  const embedding = graph.include(network, 'network/', { [input.name]: whole })[output.name];
  if (embedding === undefined) throw new Error('The network lost its output.');
  return embedding;
}
