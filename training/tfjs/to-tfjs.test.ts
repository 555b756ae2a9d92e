/** What a graph is refused for, and what TensorFlow.js makes of one. */
import { describe, expect, it } from 'vitest';
import {
  floatTensor,
  int,
  int64Tensor,
  ints,
  text,
  type OnnxAttributes,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';
import { openTestTfjs } from '../../electron/engine/vision/encode/engines/tfjs-fixture.ts';
import { openModel } from './open-model-fixture.ts';
import { toTfjs } from './to-tfjs.ts';

const opened = await openTestTfjs();

const node = (
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: OnnxAttributes = {},
): OnnxNode => ({ name: `${output}/${op}`, op, domain: '', inputs, outputs: [output], attributes });

/** `x` in, `y` out. */
function model(nodes: readonly OnnxNode[], initializers: readonly OnnxTensor[] = []): OnnxModel {
  const inputs = [{ name: 'x', type: 'float32', dims: ['N', 2, 2, 2] }] as const;
  const outputs = [{ name: 'y', type: 'float32', dims: ['N', 8] }] as const;
  const graph = { name: 'test', nodes, initializers, inputs, outputs };
  return { irVersion: 8, producer: 'test', opsets: { '': 17 }, graph };
}

const kernel = floatTensor('w', [2, 2, 1, 1], [1, 0, 0, 1]);

describe.skipIf(opened === null)(`a graph on ${opened?.backend ?? 'TensorFlow.js'}`, () => {
  it('leaves no tensor behind after a run, and none of its weights after it is disposed', async () => {
    if (opened === null) return;
    const count = () => opened.tf.memory().numTensors;
    const before = count();
    const bias = floatTensor('b', [2, 1, 1], [10, 20]);
    const nodes = [
      node('Conv', ['x', 'w'], 'c'),
      node('Add', ['c', 'b'], 's'),
      node('Flatten', ['s'], 'y'),
    ];
    const graph = await openModel(opened.tf, toTfjs(model(nodes, [kernel, bias])));
    const x = { dims: [1, 2, 2, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8) };
    await graph.run({ x }, 'y');
    const warm = count();
    const y = await graph.run({ x }, 'y');
    expect(y).toEqual(Float32Array.of(11, 12, 13, 14, 25, 26, 27, 28));
    expect(count()).toBe(warm);
    graph.dispose();
    expect(count()).toBe(before);
  });

  it('takes several inputs where the first axis is free', async () => {
    if (opened === null) return;
    const nodes = [node('Abs', ['x'], 'a'), node('Reshape', ['a', 'rows'], 'y')];
    const rows = int64Tensor('rows', [2], [0, -1]);
    const graph = await openModel(opened.tf, toTfjs(model(nodes, [rows])));
    const data = Float32Array.from({ length: 24 }, (_, i) => i - 12);
    const y = await graph.run({ x: { dims: [3, 2, 2, 2], data } }, 'y');
    expect(y).toEqual(data.map(Math.abs));
    graph.dispose();
  });
});

describe('toTfjs', () => {
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
      'leaves its padding open (auto_pad)',
      model([node('Conv', ['x', 'w'], 'y', { auto_pad: text('SAME_LOWER') })], [kernel]),
    ],
    [
      'rounds its size up',
      model([node('MaxPool', ['x'], 'y', { kernel_shape: ints(2, 2), ceil_mode: int(1) })]),
    ],
    ['makes numbers other than floats', model([node('Cast', ['x'], 'y', { to: int(7) })])],
    [
      'leaves numbers out',
      model(
        [node('Slice', ['x', 'a', 'a', 'a', 'back'], 'y')],
        [int64Tensor('a', [1], [1]), int64Tensor('back', [1], [-1])],
      ),
    ],
    ['the tensor "z", which nothing makes', model([node('Add', ['x', 'z'], 'y')])],
    [
      'Tensor n holds int64, not floats',
      model([node('Add', ['x', 'n'], 'y')], [int64Tensor('n', [1], [1])]),
    ],
    ['Nothing makes its output "y"', model([])],
    ['output "y" is an image', model([node('Abs', ['x'], 'y')])],
  ])('is refused: %s', (why, of) => {
    expect(() => toTfjs(of)).toThrow(why);
  });
});
