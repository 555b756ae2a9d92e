import { describe, expect, it } from 'vitest';
import { floatTensor, floatValues } from '../../electron/engine/onnx/onnx-model.ts';
import { flushTinyWeights } from './flush-tiny-weights.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';

describe('flushTinyWeights', () => {
  it('sets to zero what is nearly zero, denormals among it, and nothing else', () => {
    const graph = new OnnxGraphBuilder('weights');
    graph.floats([2, 3], [1e-45, -1e-30, 9e-11, 2e-10, -3, 0], 'weights');
    graph.floats([], [1e-20], 'floor');
    graph.integers([0, 1], 'axes');
    const [weights, floor, axes] = flushTinyWeights(graph.build()).graph.initializers;
    expect(floatValues(weights ?? floatTensor('', [0], []))).toEqual(
      Float32Array.of(0, 0, 0, 2e-10, -3, 0),
    );
    expect(floor).toEqual(floatTensor('floor', [], [1e-20]));
    expect(axes).toBe(graph.build().graph.initializers[2]);
  });
});
