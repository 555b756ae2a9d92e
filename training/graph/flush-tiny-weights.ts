import { floatTensor, floatValues } from '../../electron/engine/onnx/onnx-model.ts';
import type { OnnxModel, OnnxTensor } from '../../electron/engine/onnx/onnx-model.ts';

/**
 * Weights nearer to zero than this say nothing: next to weights of ordinary size a 32-bit sum loses them. They cost
 * time all the same: products of theirs are denormal numbers, which processors of Intel compute 10 to 20 times slower.
 */
export const TINY = 1e-10;

/** The model with tiny weights set to zero. Scalars are left alone: they are floors and thresholds, not weights. */
export function flushTinyWeights(model: OnnxModel): OnnxModel {
  const initializers = model.graph.initializers.map(flushed);
  return { ...model, graph: { ...model.graph, initializers } };
}

function flushed(tensor: OnnxTensor): OnnxTensor {
  if (tensor.type !== 'float32') return tensor;
  const values = floatValues(tensor);
  if (values.length < 2 || !values.some(isTiny)) return tensor;
  return floatTensor(
    tensor.name,
    tensor.dims,
    values.map((value) => (isTiny(value) ? 0 : value)),
  );
}

const isTiny = (value: number): boolean => value !== 0 && Math.abs(value) < TINY;
