import { describe, expect, it } from 'vitest';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { int, ints, type OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { weightsOf } from './channel-groups.ts';
import { averageWeights } from './average-weights.ts';

interface Numbers {
  readonly kernel: readonly number[];
  readonly bias?: readonly number[];
  readonly factor: number;
}

/** x → conv(x) + factor · x on two channels; `swapped` adds in the other order, under other names. */
function network({ kernel, bias, factor }: Numbers, swapped = false): OnnxModel {
  const graph = new OnnxGraphBuilder('test');
  const x = graph.input(swapped ? 'picture' : 'x', [1, 2, 1, 1]);
  const scaled = graph.node('Mul', [x, graph.floats([1, 2, 1, 1], [factor, factor])]);
  const inputs = [x, graph.floats([2, 2, 1, 1], kernel)];
  if (bias !== undefined) inputs.push(graph.floats([2], bias));
  const convolved = graph.node('Conv', inputs, { group: int(1), kernel_shape: ints(1, 1) });
  const sum = graph.node('Add', swapped ? [scaled, convolved] : [convolved, scaled]);
  graph.output(sum, [1, 2, 1, 1], 'y');
  return graph.build();
}

const constants = ({ graph }: OnnxModel): number[][] =>
  graph.nodes.flatMap(({ inputs }) =>
    inputs.flatMap((name) => {
      const weights = weightsOf(graph).get(name);
      return weights === undefined ? [] : [[...weights.values]];
    }),
  );

const A: Numbers = { kernel: [1, 2, 3, 4], bias: [1, -1], factor: 2 };
const B: Numbers = { kernel: [5, 2, -3, 0], bias: [3, 1], factor: 4 };

describe('averageWeights', () => {
  it('lies between two networks, weight by weight', () => {
    expect(constants(averageWeights(network(A), network(B), 0.5))).toEqual([
      [3, 3],
      [3, 2, 0, 2],
      [2, 0],
    ]);
  });

  it('is the first for a share of 1 and the second for 0', () => {
    expect(constants(averageWeights(network(A), network(B), 1))).toEqual(constants(network(A)));
    expect(constants(averageWeights(network(A), network(B), 0))).toEqual(constants(network(B)));
  });

  it('finds the twin of a node whatever the order of a sum and the names', () => {
    expect(constants(averageWeights(network(A), network(B, true), 0.5))).toEqual(
      constants(averageWeights(network(A), network(B), 0.5)),
    );
  });

  it('takes a missing bias for zeros, on either side', () => {
    const { kernel, factor } = B;
    const mixed = averageWeights(network(A), network({ kernel, factor }), 0.5);
    expect(constants(mixed).at(-1)).toEqual([0.5, -0.5]);
    const other = averageWeights(network({ kernel, factor }), network(A), 0.5);
    expect(constants(other).at(-1)).toEqual([0.5, -0.5]);
  });

  it('refuses a network of another graph with a sentence', () => {
    const graph = new OnnxGraphBuilder('other');
    const x = graph.input('x', [1, 2, 1, 1]);
    graph.output(graph.node('Relu', [x]), [1, 2, 1, 1], 'y');
    expect(() => averageWeights(network(A), graph.build(), 0.5)).toThrow(/different graphs/);
    const wider = new OnnxGraphBuilder('wider');
    const input = wider.input('x', [1, 2, 1, 1]);
    const kernel = wider.floats([2, 2, 3, 3], new Float32Array(36));
    const convolved = wider.node('Conv', [input, kernel], { group: int(1) });
    const scaled = wider.node('Mul', [input, wider.floats([1, 2, 1, 1], [1, 1])]);
    wider.output(wider.node('Add', [convolved, scaled]), [1, 2, 1, 1], 'y');
    expect(() => averageWeights(network(A), wider.build(), 0.5)).toThrow(/different graphs/);
  });
});
