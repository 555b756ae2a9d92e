import { ONNX_TYPE_BYTES, ONNX_TYPE_NUMBERS, elementCount } from './onnx-model.ts';
import type {
  OnnxAttribute,
  OnnxDimension,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
} from './onnx-model.ts';
import {
  encodeModel,
  type AttributeProto,
  type DimensionProto,
  type Int64,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx-schema.ts';

/**
 * The bytes of an `.onnx` file.
 *
 * Equal models give equal bytes. Throws when a tensor's data do not fill its shape.
 */
export function writeModel({ irVersion, producer, opsets, graph }: OnnxModel): Uint8Array {
  return encodeModel({
    ir_version: int64(irVersion),
    producer_name: producer,
    graph: {
      name: graph.name,
      node: graph.nodes.map(nodeProto),
      initializer: graph.initializers.map(tensorProto),
      input: graph.inputs.map(valueProto),
      output: graph.outputs.map(valueProto),
    },
    opset_import: Object.entries(opsets).map(([domain, version]) => ({
      domain,
      version: int64(version),
    })),
  });
}

function nodeProto({ name, op, domain, inputs, outputs, attributes }: OnnxNode): NodeProto {
  return {
    input: inputs,
    output: outputs,
    name,
    op_type: op,
    attribute: Object.entries(attributes).map(([key, value]) => attributeProto(key, value)),
    ...(domain !== '' && { domain }),
  };
}

/** The numbers are those of `AttributeProto.AttributeType`. */
function attributeProto(name: string, attribute: OnnxAttribute): AttributeProto {
  switch (attribute.kind) {
    case 'float':
      return { name, f: attribute.value, type: 1 };
    case 'int':
      return { name, i: int64(attribute.value), type: 2 };
    case 'string':
      return { name, s: attribute.value, type: 3 };
    case 'tensor':
      return { name, t: tensorProto(attribute.value), type: 4 };
    case 'floats':
      return { name, floats: attribute.value, type: 6 };
    case 'ints':
      return { name, ints: attribute.value.map(int64), type: 7 };
    case 'strings':
      return { name, strings: attribute.value, type: 8 };
  }
}

function tensorProto({ name, type, dims, data }: OnnxTensor): TensorProto {
  const expected = elementCount(dims) * ONNX_TYPE_BYTES[type];
  if (data.length !== expected) {
    throw new Error(`Tensor ${name}: ${data.length} bytes instead of ${expected}.`);
  }
  return { dims: dims.map(int64), data_type: ONNX_TYPE_NUMBERS[type], name, raw_data: data };
}

function valueProto({ name, type, dims }: OnnxValue): ValueInfoProto {
  const shape = { dim: dims.map(dimensionProto) };
  return { name, type: { tensor_type: { elem_type: ONNX_TYPE_NUMBERS[type], shape } } };
}

const dimensionProto = (dim: OnnxDimension): DimensionProto =>
  typeof dim === 'string' ? { dim_param: dim } : { dim_value: int64(dim) };

/** Whole numbers outside the 64-bit range saturate; fractions throw. */
function int64(value: number): Int64 {
  if (!Number.isInteger(value)) throw new Error(`${value} is no whole number.`);
  if (value >= 2 ** 63) return { low: -1, high: 0x7fffffff };
  return Math.max(value, -(2 ** 63));
}
