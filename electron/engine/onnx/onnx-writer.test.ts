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

  it('refuse data that do not fill their shape', () => {
    expect(() => floatTensor('w', [2, 2], [1, 2, 3])).toThrow('[2, 2]');
  });
});
