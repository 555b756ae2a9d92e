import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { largestChange } from '../ship/largest-change.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { preluInBlocks } from './prelu-in-blocks.ts';
import { anyGraph, randomGraph } from './random-graph-fixture.ts';

type Writing = (graph: OnnxGraphBuilder, x: string, slopes: readonly number[]) => string;

const perChannel = (graph: OnnxGraphBuilder, values: readonly number[]) =>
  graph.floats([1, values.length, 1, 1], values);

const WRITINGS: Readonly<Record<string, Writing>> = {
  PRelu: (graph, x, slopes) =>
    graph.node('PRelu', [x, graph.floats([slopes.length, 1, 1], slopes)]),
  'max(x, slope · x)': (graph, x, slopes) => {
    const scaled = graph.node('Mul', [x, perChannel(graph, slopes)]);
    return graph.node('Max', [x, scaled]);
  },
  'x + (slope − 1) · min(x, 0)': (graph, x, slopes) => {
    const negative = graph.node('Min', [x, graph.floats([], [0])]);
    const bend = perChannel(
      graph,
      slopes.map((slope) => slope - 1),
    );
    return graph.node('Add', [x, graph.node('Mul', [negative, bend])]);
  },
};

function written(writing: Writing, slopes: readonly number[]): OnnxModel {
  const graph = new OnnxGraphBuilder('prelu');
  const x = graph.input('x', [1, slopes.length, 4, 5]);
  graph.output(writing(graph, x, slopes), ['n', slopes.length, 4, 5], 'y');
  return graph.build();
}

const kinds = ({ graph }: OnnxModel): string[] => graph.nodes.map(({ op }) => op);

describe('preluInBlocks', () => {
  it.each(Object.entries(WRITINGS))(
    'writes %s so, with the same outputs',
    async (name, writing) => {
      const steepest = name.startsWith('max') ? 1 : 3;
      const slope = fc.float({ min: -3, max: steepest, noNaN: true });
      await fc.assert(
        fc.asyncProperty(fc.array(slope, { minLength: 2, maxLength: 20 }), async (slopes) => {
          const model = written(writing, slopes);
          const renewed = preluInBlocks(model);
          expect(kinds(renewed)).toEqual(['Relu', 'Conv', 'Conv', 'Add', 'Identity']);
          expect(await largestChange(model, renewed)).toBeLessThan(1e-6);
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each([
    ['max(x, slope · x) with a slope above 1, which is none', 'max(x, slope · x)', [0.5, 2]],
    ['one slope for all channels', 'PRelu', [0.25]],
  ])('leaves %s', (_, writing, slopes) => {
    const model = written(WRITINGS[writing] ?? (() => ''), slopes);
    expect(preluInBlocks(model)).toBe(model);
  });

  it('leaves what a network says as it was, whatever network', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, async (drawn) => {
        const model = randomGraph(drawn);
        expect(await largestChange(model, preluInBlocks(model))).toBeLessThan(3e-6);
      }),
    );
  }, 120_000);
});
