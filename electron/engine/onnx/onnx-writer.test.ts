import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  float,
  floatTensor,
  floatValues,
  floats,
  int,
  int64Tensor,
  integerValues,
  ints,
  strings,
  text,
} from './onnx-model.ts';
import type { OnnxAttribute, OnnxModel } from './onnx-model.ts';
import { readModel } from './onnx-reader.ts';
import { encodeModel, type ModelProto, type TensorProto } from './onnx-schema.ts';
import { writeModel } from './onnx-writer.ts';

const finite32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const attribute: fc.Arbitrary<OnnxAttribute> = fc.oneof(
  finite32.map(float),
  fc.maxSafeInteger().map(int),
  fc.string().map(text),
  fc.array(finite32).map((values) => floats(...values)),
  fc.array(fc.maxSafeInteger()).map((values) => ints(...values)),
  fc.array(fc.string()).map((values) => strings(...values)),
  fc.array(finite32).map((values): OnnxAttribute => ({
    kind: 'tensor',
    value: floatTensor('t', [values.length], values),
  })),
);
const identifier = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);

function modelWith(attributes: Record<string, OnnxAttribute>): OnnxModel {
  const conv = { name: 'y/Conv', op: 'Conv', domain: '', inputs: ['x', 'w'], outputs: ['y'] };
  return {
    irVersion: 8,
    producer: 'test',
    opsets: { '': 17 },
    graph: {
      name: 'test',
      nodes: [{ ...conv, attributes }],
      initializers: [floatTensor('w', [1, 3, 1, 1], [1, 2, 3])],
      inputs: [{ name: 'x', type: 'float32', dims: ['N', 3, 8, 8] }],
      outputs: [{ name: 'y', type: 'float32', dims: ['N', 1, 8, 8] }],
    },
  };
}

describe('ONNX writer and reader', () => {
  it('give back every model they wrote', () => {
    fc.assert(
      fc.property(fc.dictionary(identifier, attribute, { noNullPrototype: true }), (attributes) => {
        const model = modelWith(attributes);
        expect(readModel(writeModel(model))).toEqual(model);
      }),
    );
  });

  it('give equal bytes for equal models', () => {
    const model = modelWith({ strides: ints(2, 2) });
    expect(writeModel(readModel(writeModel(model)))).toEqual(writeModel(model));
  });

  it('keep the largest 64-bit integer, which means "to the end" in Slice', () => {
    const model = modelWith({ ends: ints(Number(2n ** 63n - 1n)) });
    expect(readModel(writeModel(model)).graph.nodes[0]?.attributes).toEqual({
      ends: ints(2 ** 63),
    });
  });

  it('keep tensor values', () => {
    const shape = int64Tensor('shape', [3], [1, -1, 2_000_000_000_000]);
    const weights = floatTensor('weights', [2, 2], [0.5, -1, 3.25, 0]);
    expect(integerValues(shape)).toEqual([1, -1, 2_000_000_000_000]);
    expect([...floatValues(weights)]).toEqual([0.5, -1, 3.25, 0]);
  });

  it('refuse a file that is cut off', () => {
    const bytes = writeModel(modelWith({}));
    expect(() => readModel(bytes.subarray(0, bytes.length - 3))).toThrow('protobuf');
    expect(() => readModel(new Uint8Array())).toThrow('no graph');
  });

  it('read elements that lie in typed fields', () => {
    const read = (tensor: Omit<TensorProto, 'dims'>) => {
      const initializer = [{ dims: ['2'], ...tensor }];
      const graph = { node: [], initializer, input: [], output: [] };
      return readModel(encodeModel({ graph, opset_import: [] })).graph.initializers[0];
    };
    const elements = (tensor: Omit<TensorProto, 'dims'>) => [...(read(tensor)?.data ?? [])];
    const last = { low: -1, high: 0x7fffffff };
    expect(elements({ data_type: 7, int64_data: [last, -2] })).toEqual([
      ...[255, 255, 255, 255, 255, 255, 255, 127],
      ...[254, 255, 255, 255, 255, 255, 255, 255],
    ]);
    expect(elements({ data_type: 10, int32_data: [0x3c00, 1] })).toEqual([0, 60, 1, 0]);
    expect(elements({ data_type: 3, int32_data: [-1, 7] })).toEqual([255, 7]);
    expect(elements({ float_data: [1, -1] })).toEqual([0, 0, 128, 63, 0, 0, 128, 191]);
    expect(() => read({ float_data: [1] })).toThrow('do not fill its shape');
    expect(() => read({ external_data: [Uint8Array.of()] })).toThrow('another file');
  });

  it('refuse local functions, sparse tensors and subgraphs', () => {
    const graph = { node: [], initializer: [], input: [], output: [] };
    const read = (model: Partial<ModelProto>) =>
      readModel(encodeModel({ graph, opset_import: [], ...model }));
    const something = [Uint8Array.of()];
    expect(() => read({ functions: something })).toThrow('local functions');
    expect(() => read({ graph: { ...graph, sparse_initializer: something } })).toThrow('sparse');
    const node = { input: [], output: [], attribute: [{ name: 'body', type: 5 }] };
    expect(() => read({ graph: { ...graph, node: [node] } })).toThrow(
      'body has unsupported type 5',
    );
    const input = { name: 'x', type: {} };
    expect(() => read({ graph: { ...graph, input: [input] } })).toThrow('x is not a tensor');
  });

  it('refuse data that do not fill their shape', () => {
    expect(() => floatTensor('w', [2, 2], [1, 2, 3])).toThrow('[2, 2]');
  });
});
