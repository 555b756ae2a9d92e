import { describe, expect, it } from 'vitest';
import { ints } from '../../electron/engine/onnx/onnx-model.ts';
import { largestChange } from '../ship/largest-change.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { quantisable, quantiseConvolutions } from './quantise-convolutions.ts';

describe('quantiseConvolutions', () => {
  it('says what floats say, to a few steps of the ranges', async () => {
    const random = seededRandom(3);
    const graph = new OnnxGraphBuilder('network');
    const x = graph.input('x', [1, 2, 5, 5]);
    const kernel = Float32Array.from({ length: 3 * 2 * 9 }, () => random.range(-0.2, 0.2));
    const inputs = [x, graph.floats([3, 2, 3, 3], kernel), graph.floats([3], [0.1, -0.2, 0.3])];
    const y = graph.node('Conv', inputs, { pads: ints(1, 1, 1, 1) });
    graph.output(y, [1, 3, 5, 5], 'y');
    const model = graph.build();
    const range = { least: -2, most: 2 };
    const ranges = new Map([
      [x, { least: -1, most: 1 }],
      [y, range],
    ]);
    expect(quantisable(model).map(({ outputs }) => outputs)).toEqual([[y]]);
    const change = await largestChange(model, quantiseConvolutions(model, ranges));
    expect(change).toBeGreaterThan(0);
    expect(change).toBeLessThan((3 * (range.most - range.least)) / 255);
  });
});
