import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { int, ints, type OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { addShapeToColour, type HeadShape } from '../shape/colour-and-shape.ts';
import { COLOUR_FEATURES } from './colour-branch.ts';
import { COLOUR_PREFIX } from './feature-network.ts';
import type { LinearProjection } from './discriminant.ts';

export interface EncoderParts {
  /** As `featureNetwork` gives it: 1×3×112×112 → 1×512×1×1, of any length. */
  readonly colour: OnnxModel;
  /** 512 → what is left of an embedding beside the numbers of shape. */
  readonly projection: LinearProjection;
  readonly shape: HeadShape;
  /** Share of the squared distance that shape makes up, 0 … 1. */
  readonly shapeShare: number;
}

/** The whole encoder: input 1×4×112×112 → `embedding` 1×129, see `ANSWER_LENGTH`. */
export function encoderGraph({ colour, projection, shape, shapeShare }: EncoderParts): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-encoder');
  const input = graph.input('input', [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const channels = (from: number, to: number) =>
    graph.node('Slice', [input, graph.integers([from]), graph.integers([to]), graph.integers([1])]);
  const [end] = colour.graph.outputs;
  const [start] = colour.graph.inputs;
  if (start === undefined || end === undefined) throw new Error('The colour network has no ends.');
  const outputs = graph.include(colour, COLOUR_PREFIX, { [start.name]: channels(0, 3) });
  const feature = graph.node('Reshape', [
    outputs[end.name] ?? '',
    graph.integers([1, COLOUR_FEATURES]),
  ]);
  const length = graph.node('Max', [
    graph.node('ReduceL2', [feature], { axes: ints(1), keepdims: int(1) }),
    graph.floats([], [1e-6]),
  ]);
  const centred = graph.node('Sub', [
    graph.node('Div', [feature, length]),
    graph.floats([1, COLOUR_FEATURES], projection.mean),
  ]);
  const { rows, columns } = projection.weights;
  const weights = Float32Array.from(projection.weights.to1DArray());
  const projected = graph.node('MatMul', [centred, graph.floats([rows, columns], weights)]);
  const parts = { colour: projected, depth: channels(3, 4) };
  const embedding = addShapeToColour(graph, parts, shape, shapeShare);
  const answer = graph.node('Concat', [embedding, graph.node('Log', [length])], { axis: int(1) });
  graph.output(answer, [1, columns + shape.modes.length + 1], 'embedding');
  return graph.build();
}
