/** What a graph is refused for, and that nothing it makes is left behind. */
import { describe, expect, it } from 'vitest';
import {
  float,
  floatTensor,
  int,
  int64Tensor,
  ints,
  text,
  type OnnxAttributes,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../onnx/onnx-model.ts';
import { planGraph } from './graph-runner.ts';
import { openTestTfjs } from './tfjs-fixture.ts';

const opened = await openTestTfjs();

const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxAttributes = {},
): OnnxNode => ({ name: `${output}/${op}`, op, domain: '', inputs, outputs: [output], attributes });

/** `x` in, `y` out. */
function model(nodes: readonly OnnxNode[], initializers: readonly OnnxTensor[] = []): OnnxModel {
  const plain = { type: 'float32', dims: [] } as const;
  const [inputs, outputs] = [[{ name: 'x', ...plain }], [{ name: 'y', ...plain }]];
  const graph = { name: 'test', nodes, initializers, inputs, outputs };
  return { irVersion: 8, producer: 'test', opsets: { '': 17 }, graph };
}

describe.skipIf(opened === null)(`a graph on ${opened?.backend ?? 'TensorFlow.js'}`, () => {
  const plan = (of: OnnxModel) => {
    if (opened === null) throw new Error('TensorFlow.js is not installed.');
    return planGraph(opened.tf, of);
  };
  const kernel = floatTensor('w', [2, 2, 1, 1], [1, 0, 0, 1]);
  const x = { dims: [1, 2, 2, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) };

  it('leaves no tensor behind after a run, and none of its weights after it is disposed', async () => {
    const count = () => opened?.tf.memory().numTensors;
    const before = count();
    const bias = floatTensor('b', [2, 1, 1], [10, 20]);
    const nodes = [node('Conv', ['x', 'w'], 'c'), node('Add', ['c', 'b'], 'y')];
    const graph = plan(model(nodes, [kernel, bias]));
    await graph.run({ x });
    const warm = count();
    const { y } = await graph.run({ x });
    expect(y?.data).toEqual(Float32Array.of(11, 12, 13, 14, 25, 26, 27, 28));
    expect(count()).toBe(warm);
    graph.dispose();
    expect(count()).toBe(before);
  });

  it('computes with constants that are nodes', async () => {
    const half = node('Constant', [], 'half', { value_float: float(0.5) });
    const shape = node('Constant', [], 'shape', { value_ints: ints(2, 4) });
    const graph = plan(
      model([half, shape, node('Reshape', ['x', 'shape'], 'r'), node('Mul', ['r', 'half'], 'y')]),
    );
    const { y } = await graph.run({ x });
    expect(y).toEqual({ dims: [2, 4], data: x.data.map((value) => value / 2) });
    graph.dispose();
  });

  it.each<readonly [why: string, of: OnnxModel]>([
    ['"y/Einsum" (Einsum) is of a kind that is not known', model([node('Einsum', ['x'], 'y')])],
    [
      'not known here',
      model([{ ...node('Conv', ['x', 'w'], 'y'), domain: 'com.microsoft' }], [kernel]),
    ],
    ['operator set 11, older than 13', { ...model([]), opsets: { '': 11 } }],
    ['input 1, which has to be a constant', model([node('Reshape', ['x', 'x'], 'y')])],
    ['is dilated', model([node('Conv', ['x', 'w'], 'y', { dilations: ints(2, 2) })], [kernel])],
    [
      'groups of more than one channel',
      model(
        [node('Conv', ['x', 'g'], 'y', { group: int(2) })],
        [floatTensor('g', [2, 2, 1, 1], [1, 0, 0, 1])],
      ),
    ],
    [
      'pads its image by SAME_LOWER',
      model([node('Conv', ['x', 'w'], 'y', { auto_pad: text('SAME_LOWER') })], [kernel]),
    ],
    [
      'rounds its size up',
      model([node('MaxPool', ['x'], 'y', { kernel_shape: ints(2, 2), ceil_mode: int(1) })]),
    ],
    ['a type other than float and bool', model([node('Cast', ['x'], 'y', { to: int(7) })])],
    [
      'walks backwards',
      model(
        [node('Slice', ['x', 'a', 'a', 'a', 'back'], 'y')],
        [int64Tensor('a', [1], [1]), int64Tensor('back', [1], [-1])],
      ),
    ],
  ])('is refused when it is planned: %s', (why, of) => {
    expect(() => plan(of)).toThrow(why);
  });

  it.each<readonly [why: string, of: OnnxModel]>([
    ['Nothing makes its tensor "z"', model([node('Add', ['x', 'z'], 'y')])],
    [
      'computes with int64 numbers (tensor "n")',
      model([node('Add', ['x', 'n'], 'y')], [int64Tensor('n', [1], [1])]),
    ],
  ])('is refused when it first runs: %s', async (why, of) => {
    await expect(plan(of).run({ x })).rejects.toThrow(why);
  });
});
