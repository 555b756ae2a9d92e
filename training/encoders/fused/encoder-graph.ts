import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { OnnxModel } from '../../../electron/engine/onnx/onnx-model.ts';
import { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import {
  addShapeToColour,
  COLOUR_OUTPUTS,
  SHAPE_OUTPUTS,
  unitLength,
  type HeadShape,
} from '../shape/colour-and-shape.ts';
import { COLOUR_FEATURES } from './colour-branch.ts';
import type { LinearProjection } from './discriminant.ts';

export interface EncoderParts {
  /** 1×3×112×112 → 1×512. */
  readonly colour: OnnxModel;
  /** 512 → 96. */
  readonly projection: LinearProjection;
  readonly shape: HeadShape;
  /** Share of the squared distance that shape makes up, 0 … 1. */
  readonly shapeShare: number;
}

/** The whole encoder: input 1×4×112×112 → `embedding` 1×128 of unit length. */
export function encoderGraph({ colour, projection, shape, shapeShare }: EncoderParts): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-encoder');
  const input = graph.input('input', [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const channels = (from: number, to: number) =>
    graph.node('Slice', [input, graph.integers([from]), graph.integers([to]), graph.integers([1])]);
  const outputs = graph.include(colour, 'colour/', { input: channels(0, 3) });
  const feature = outputs['output'];
  if (feature === undefined) throw new Error('The colour network has no output called output.');
  const centred = graph.node('Sub', [
    unitLength(graph, feature),
    graph.floats([1, COLOUR_FEATURES], projection.mean),
  ]);
  const { rows, columns } = projection.weights;
  const weights = Float32Array.from(projection.weights.to1DArray());
  const projected = graph.node('MatMul', [centred, graph.floats([rows, columns], weights)]);
  const parts = { colour: projected, depth: channels(3, 4) };
  const embedding = addShapeToColour(graph, parts, shape, shapeShare);
  graph.output(embedding, [1, COLOUR_OUTPUTS + SHAPE_OUTPUTS], 'embedding');
  return graph.build();
}
