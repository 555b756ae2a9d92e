import type { MeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { int, ints } from '../../../electron/engine/onnx/onnx-model.ts';
import type { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { viewFromFront } from '../../synthesis/head/frontal-view.ts';
import { loadIctHead } from '../../synthesis/head/ict-head.ts';
import { addShapeBranch, bestResolvedModes, shapeBasis, type ShapeBasis } from './shape-branch.ts';

/** Identity modes that are fitted. */
export const SHAPE_MODES = 60;

/** How the shape of a head becomes numbers of an embedding. */
export interface HeadShape {
  readonly mean: MeanHead;
  readonly basis: ShapeBasis;
  /** The modes that go into the embedding. */
  readonly modes: readonly number[];
}

/** Reads the head model (some seconds). @param outputs how many numbers tell the shape, at most SHAPE_MODES */
export function loadHeadShape(mean: MeanHead, outputs: number): HeadShape {
  const head = loadIctHead(SHAPE_MODES);
  const basis = shapeBasis(head, viewFromFront(head), mean);
  return { mean, basis, modes: bestResolvedModes(basis, outputs) };
}

/**
 * Adds the numbers of shape to those of colour: the embedding. Where too little depth is known the shape numbers are
 * zero and colour decides alone.
 *
 * @param colour 1×n, of any length above zero
 * @param depth 1×1×112×112, the fourth channel of the encoder's input
 * @param shapeShare share of the squared distance that shape makes up, 0 … 1
 * @returns 1×(n + modes) of unit length
 */
export function addShapeToColour(
  graph: OnnxGraphBuilder,
  { colour, depth }: { readonly colour: string; readonly depth: string },
  { basis, mean, modes }: HeadShape,
  shapeShare: number,
): string {
  const { coefficients, known } = addShapeBranch(graph, depth, basis, mean);
  const shape = graph.node('Gather', [coefficients, graph.integers(modes)], { axis: int(1) });
  const scaled = (tensor: string, share: number) =>
    graph.node('Mul', [unitLength(graph, tensor), graph.floats([], [Math.sqrt(share)])]);
  const parts = [
    scaled(colour, 1 - shapeShare),
    graph.node('Mul', [scaled(shape, shapeShare), known]),
  ];
  return unitLength(graph, graph.node('Concat', parts, { axis: int(1) }));
}

/** 1×n → 1×n of unit length. */
function unitLength(graph: OnnxGraphBuilder, tensor: string): string {
  const norm = graph.node('ReduceL2', [tensor], { axes: ints(1), keepdims: int(1) });
  return graph.node('Div', [tensor, graph.node('Max', [norm, graph.floats([], [1e-6])])]);
}
