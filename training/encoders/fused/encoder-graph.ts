import type { Matrix } from 'ml-matrix';
import type { MeanHead } from '../../../electron/engine/vision/mean-head.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/template.ts';
import { OnnxGraphBuilder } from '../../graph/onnx-builder.ts';
import { int, ints, type OnnxModel } from '../../../electron/engine/vision/onnx/onnx-model.ts';
import { addShapeBranch, type ShapeBasis } from './depth-branch.ts';
import { COLOUR_FEATURES } from './colour-branch.ts';
import type { LinearProjection } from './discriminant.ts';

/** Numbers of the embedding that carry colour and shape. */
export const COLOUR_OUTPUTS = 96;
export const SHAPE_OUTPUTS = 32;

export interface EncoderParts {
  readonly colour: OnnxModel;
  readonly basis: ShapeBasis;
  readonly mean: MeanHead;
}

/** Which parts of the input the embedding is made of. */
export interface EncoderMix {
  readonly projection: LinearProjection;
  /** Modes of the shape branch that go into the embedding. */
  readonly shapeModes: readonly number[];
  /** Share of the squared distance that shape makes up, 0 … 1. */
  readonly shapeShare: number;
}

/** Input 1×4×112×112 → `colour` 1×512 of unit length and `shape` 1×modes: what the projections are fitted on. */
export function featureGraph(parts: EncoderParts): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-features');
  const { colour, coefficients, known } = addBranches(graph, parts);
  graph.output(colour, [1, COLOUR_FEATURES], 'colour');
  graph.output(graph.node('Mul', [coefficients, known]), [1, parts.basis.modes], 'shape');
  return graph.build();
}

/**
 * The whole encoder: input 1×4×112×112 → `embedding` 1×128 of unit length. Where too little depth is known the
 * shape numbers are zero and colour decides alone.
 */
export function encoderGraph(parts: EncoderParts, mix: EncoderMix): OnnxModel {
  const graph = new OnnxGraphBuilder('depthlock-encoder');
  const { colour, coefficients, known } = addBranches(graph, parts);
  const { mean, weights } = mix.projection;
  const centred = graph.node('Sub', [colour, graph.floats([1, COLOUR_FEATURES], mean)]);
  const projected = graph.node('MatMul', [
    centred,
    graph.floats([weights.rows, weights.columns], Float32Array.from(weights.to1DArray())),
  ]);
  const shape = graph.node('Gather', [coefficients, graph.integers(mix.shapeModes)], {
    axis: int(1),
  });
  const scaled = (tensor: string, share: number) =>
    graph.node('Mul', [unitLength(graph, tensor), graph.floats([], [Math.sqrt(share)])]);
  const joined = graph.node(
    'Concat',
    [
      scaled(projected, 1 - mix.shapeShare),
      graph.node('Mul', [scaled(shape, mix.shapeShare), known]),
    ],
    { axis: int(1) },
  );
  graph.output(unitLength(graph, joined), [1, COLOUR_OUTPUTS + SHAPE_OUTPUTS], 'embedding');
  return graph.build();
}

function addBranches(graph: OnnxGraphBuilder, { colour, basis, mean }: EncoderParts) {
  const input = graph.input('input', [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const channels = (from: number, to: number) =>
    graph.node('Slice', [input, graph.integers([from]), graph.integers([to]), graph.integers([1])]);
  const outputs = graph.include(colour, 'colour/', { input: channels(0, 3) });
  const feature = outputs['output'];
  if (feature === undefined) throw new Error('The colour network has no output called output.');
  return {
    colour: unitLength(graph, feature),
    ...addShapeBranch(graph, channels(3, 4), basis, mean),
  };
}

function unitLength(graph: OnnxGraphBuilder, tensor: string): string {
  const norm = graph.node('ReduceL2', [tensor], { axes: ints(1), keepdims: int(1) });
  return graph.node('Div', [tensor, graph.node('Max', [norm, graph.floats([], [1e-6])])]);
}

/** The modes that a frontal depth map determines best: the diagonal of the ridge fit's resolution matrix. */
export function bestResolvedModes(basis: ShapeBasis, ridge: number, count: number): number[] {
  const energy = Array.from({ length: basis.modes }, (_, k) => {
    const column: Matrix = basis.design.getColumnVector(k);
    const sum = column.dot(column);
    return { k, resolution: sum / (sum + ridge) };
  });
  return energy
    .sort((a, b) => b.resolution - a.resolution)
    .slice(0, count)
    .map(({ k }) => k)
    .sort((a, b) => a - b);
}
