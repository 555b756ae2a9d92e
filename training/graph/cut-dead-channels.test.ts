import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { int, ints, type OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { largestChange } from '../ship/largest-change.ts';
import { addDeadChannels } from './add-dead-channels.ts';
import { weightsOf } from './channel-groups.ts';
import { cutDeadChannels } from './cut-dead-channels.ts';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { anyGraph, randomGraph } from './random-graph-fixture.ts';

/** Filters of each convolution, in order. */
function widths({ graph }: OnnxModel): (number | undefined)[] {
  const weights = weightsOf(graph);
  return graph.nodes
    .filter(({ op }) => op === 'Conv')
    .map(({ inputs }) => weights.get(inputs[1] ?? '')?.dims[0]);
}

interface Parts {
  /** Weights of the last channel. */
  readonly expand?: number;
  readonly bias?: number;
  readonly depthwise?: number;
  readonly padding: number;
  readonly project?: number;
}

/** Three channels go through a depthwise window of 3 × 3; the last is as told, by default alive. */
function bottleneck({
  expand = 1,
  bias = 0.5,
  depthwise = 1,
  padding,
  project = 1,
}: Parts): OnnxModel {
  const graph = new OnnxGraphBuilder('bottleneck');
  const x = graph.input('x', [1, 1, 6, 6]);
  const wide = graph.node('Conv', [
    x,
    graph.floats([3, 1, 1, 1], [0.7, -0.9, expand]),
    graph.floats([3], [0.1, 0.2, bias]),
  ]);
  const window = Array.from({ length: 27 }, (_, i) =>
    i < 18 ? Math.sin(i) : depthwise * Math.cos(i),
  );
  const seen = graph.node('Conv', [wide, graph.floats([3, 1, 3, 3], window)], {
    group: int(3),
    pads: ints(padding, padding, padding, padding),
  });
  const y = graph.node('Conv', [seen, graph.floats([2, 3, 1, 1], [1, 2, project, 3, 4, -project])]);
  graph.output(y, ['n', 2, 'h', 'w'], 'y');
  return graph.build();
}

describe('cutDeadChannels', () => {
  it('leaves what a network says as it was, whatever network', async () => {
    await fc.assert(
      fc.asyncProperty(anyGraph, fc.constantFrom(1, 4, 16), async (drawn, block) => {
        const model = randomGraph(drawn);
        const cut = cutDeadChannels(model, block);
        expect(await largestChange(model, cut)).toBeLessThan(3e-6);
        expect(cutDeadChannels(cut, block)).toEqual(cut);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it.each([
    ['nobody reads it', { project: 0, padding: 1 }],
    ['its window is zeros', { depthwise: 0, padding: 1 }],
    ['its filter and its bias are zeros', { expand: 0, bias: 0, padding: 1 }],
    ['its filter is zeros and no window reaches over the edge', { expand: 0, padding: 0 }],
  ])('cuts a channel where %s', async (_, parts) => {
    const model = bottleneck(parts);
    const cut = cutDeadChannels(model, 1);
    expect(widths(cut)).toEqual([2, 2, 2]);
    expect(await largestChange(model, cut)).toBeLessThan(1e-6);
  });

  it('keeps a constant channel whose window sees the edge, since it varies there', () => {
    expect(widths(cutDeadChannels(bottleneck({ expand: 0, padding: 1 }), 1))).toEqual([3, 3, 2]);
  });

  it('fills blocks with copies that are not dead and share what they count for', async () => {
    const model = addDeadChannels(bottleneck({ padding: 1 }), [9]);
    const cut = cutDeadChannels(model, 4);
    expect(widths(model)).toEqual([9, 9, 2]);
    expect(widths(cut)).toEqual([4, 4, 2]);
    expect(await largestChange(model, cut)).toBeLessThan(1e-6);
    for (const [name, { dims, values }] of weightsOf(cut.graph)) {
      if (dims.length < 4) continue;
      const size = values.length / (dims[0] ?? 1);
      const rows = Array.from({ length: dims[0] ?? 0 }, (_, c) =>
        values.subarray(c * size, (c + 1) * size).some((w) => w !== 0),
      );
      expect(rows, name).not.toContain(false);
    }
  });

  it('leaves one channel of a network that says the same of everything', async () => {
    const model = bottleneck({ padding: 0 });
    const { graph } = model;
    const silent = {
      ...model,
      graph: {
        ...graph,
        initializers: graph.initializers.map((tensor) =>
          tensor.dims[0] === 3 && tensor.dims.length === 4
            ? { ...tensor, data: new Uint8Array(tensor.data.length) }
            : tensor,
        ),
      },
    };
    const cut = cutDeadChannels(silent, 1);
    expect(widths(cut)).toEqual([1, 1, 2]);
    expect(await largestChange(silent, cut)).toBeLessThan(1e-6);
  });
});
