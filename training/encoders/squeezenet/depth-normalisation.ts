import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { MeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import type { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { int } from '../../../electron/engine/onnx/onnx-model.ts';

/** A head differs from the mean head by no more than this, mm; beyond it is hair or noise. */
const CLIP_MM = 15;
/** Marks a cell without a reading: further from all others than they are from each other. */
export const UNKNOWN = -2;
/** The depth channel counts 100 mm as 1. */
const CLIP_UNITS = CLIP_MM / 100;

/**
 * What the network sees of depth: how far the head stands out from the mean head, ±15 mm as ±1, `UNKNOWN` where
 * nothing was measured or the mean head has no surface. Changes the 112 × 112 numbers in place.
 */
export function normaliseDepth(depth: Float32Array, mean: MeanHead): void {
  for (let i = 0; i < depth.length; i++) {
    const expected = mean.relief[i] ?? NaN;
    const z = depth[i] ?? HOLE;
    if (z < HOLE / 2 || Number.isNaN(expected)) {
      depth[i] = UNKNOWN;
      continue;
    }
    const residual = (z - expected / 100) / CLIP_UNITS;
    depth[i] = residual > 1 ? 1 : residual < -1 ? -1 : residual;
  }
}

/** The same as nodes of the model that ships: 1×1×112×112 → 1×1×112×112. */
export function addDepthNormalisation(
  graph: OnnxGraphBuilder,
  depth: string,
  mean: MeanHead,
): string {
  const shape = [1, 1, INPUT_SIZE, INPUT_SIZE];
  const known = mean.relief.map((z) => (Number.isNaN(z) ? 0 : 1));
  const expected = mean.relief.map((z) => (Number.isNaN(z) ? 0 : z / 100));
  const difference = graph.node('Sub', [depth, graph.floats(shape, expected)]);
  const scaled = graph.node('Mul', [difference, graph.floats([], [1 / CLIP_UNITS])]);
  const clipped = graph.node('Min', [
    graph.node('Max', [scaled, graph.floats([], [-1])]),
    graph.floats([], [1]),
  ]);
  const read = graph.node('Cast', [graph.node('Greater', [depth, graph.floats([], [HOLE / 2])])], {
    to: int(1),
  });
  const usable = graph.node('Mul', [read, graph.floats(shape, known)]);
  // clipped · usable + UNKNOWN · (1 − usable)
  const shifted = graph.node('Sub', [clipped, graph.floats([], [UNKNOWN])]);
  return graph.node('Add', [graph.node('Mul', [shifted, usable]), graph.floats([], [UNKNOWN])]);
}
