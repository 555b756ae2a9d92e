import { ONNX_TYPE_BYTES, ONNX_TYPE_NUMBERS, elementCount } from './onnx-model.ts';
import type {
  OnnxAttribute,
  OnnxDimension,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxType,
  OnnxValue,
} from './onnx-model.ts';
import {
  decodeModel,
  type AttributeProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx-schema.ts';

/**
 * Reads an `.onnx` file: nodes, initialisers, inputs and outputs.
 *
 * Left out: documentation strings, metadata, inferred shapes of inner tensors. Throws on bytes that are no
 * ONNX model and on what the rest of Depthlock has no use for (weights in separate files, subgraphs,
 * sparse tensors, local functions), so that nothing is dropped in silence.
 */
export function readModel(bytes: Uint8Array): OnnxModel {
  const { ir_version, producer_name = '', graph, opset_import, functions } = decodeModel(bytes);
  if (functions?.length) throw new Error('ONNX: local functions are not supported.');
  if (graph === undefined) throw new Error('Not an ONNX model: it holds no graph.');
  if (graph.sparse_initializer?.length) {
    throw new Error('ONNX: sparse tensors are not supported.');
  }
  const initializers = graph.initializer.map(readTensor);
  // Up to IR version 3 every initialiser had to be listed among the inputs too.
  const weights = new Set(initializers.map(({ name }) => name));
  return {
    irVersion: Number(ir_version ?? 0),
    producer: producer_name,
    opsets: Object.fromEntries(
      opset_import.map(({ domain = '', version = 0 }) => [domain, Number(version)]),
    ),
    graph: {
      name: graph.name ?? '',
      nodes: graph.node.map(readNode),
      initializers,
      inputs: graph.input.map(readValue).filter(({ name }) => !weights.has(name)),
      outputs: graph.output.map(readValue),
    },
  };
}

function readNode({ name = '', op_type, domain = '', ...node }: NodeProto): OnnxNode {
  const attributes = Object.fromEntries(
    node.attribute.map((attribute) => [attribute.name ?? '', readAttribute(attribute)]),
  );
  return { name, op: op_type ?? '', domain, inputs: node.input, outputs: node.output, attributes };
}

function readAttribute(attribute: AttributeProto): OnnxAttribute {
  const { name = '', type = 0, floats = [], ints = [], strings = [] } = attribute;
  switch (type) {
    case 1:
      return { kind: 'float', value: attribute.f ?? 0 };
    case 2:
      return { kind: 'int', value: Number(attribute.i ?? 0) };
    case 3:
      return { kind: 'string', value: attribute.s ?? '' };
    case 4:
      return { kind: 'tensor', value: readTensor(attribute.t ?? { dims: [] }) };
    case 6:
      return { kind: 'floats', value: floats };
    case 7:
      return { kind: 'ints', value: ints.map(Number) };
    case 8:
      return { kind: 'strings', value: strings };
    default:
      throw new Error(`ONNX: attribute ${name} has unsupported type ${type}.`);
  }
}

function readTensor(tensor: TensorProto): OnnxTensor {
  const { name = '', raw_data, external_data } = tensor;
  if (external_data?.length) throw new Error(`ONNX: tensor ${name} lies in another file.`);
  const type = typeOf(tensor.data_type);
  const dims = tensor.dims.map(Number);
  const data = raw_data === undefined ? elementsOf(type, tensor) : Uint8Array.from(raw_data);
  if (data.length !== elementCount(dims) * ONNX_TYPE_BYTES[type]) {
    throw new Error(`ONNX: the data of tensor ${name} do not fill its shape.`);
  }
  return { name, type, dims, data };
}

/** Elements that lie in typed fields instead of `raw_data`. */
function elementsOf(type: OnnxType, tensor: TensorProto): Uint8Array {
  const { float_data = [], int32_data = [], int64_data = [] } = tensor;
  switch (type) {
    case 'float32':
      return new Uint8Array(Float32Array.from(float_data).buffer);
    case 'int64':
      return new Uint8Array(BigInt64Array.from(int64_data.map(String), BigInt).buffer);
    case 'int32':
      return new Uint8Array(Int32Array.from(int32_data).buffer);
    case 'float16':
      return new Uint8Array(Uint16Array.from(int32_data).buffer);
    case 'uint8':
    case 'int8':
    case 'bool':
      return Uint8Array.from(int32_data, (value) => value & 0xff);
    case 'float64':
      throw new Error('ONNX: float64 elements outside raw_data are not supported.');
  }
}

/** A dimension without a size or a name is free: it comes back as '?'. */
function readValue({ name = '', type }: ValueInfoProto): OnnxValue {
  if (type !== undefined && type.tensor_type === undefined) {
    throw new Error(`ONNX: ${name} is not a tensor.`);
  }
  const { elem_type, shape } = type?.tensor_type ?? {};
  const dims = (shape?.dim ?? []).map(({ dim_value, dim_param = '?' }): OnnxDimension =>
    dim_value === undefined ? dim_param : Number(dim_value),
  );
  return { name, type: typeOf(elem_type), dims };
}

/** Tensors that do not say what they hold are floats. */
function typeOf(number: number = ONNX_TYPE_NUMBERS.float32): OnnxType {
  for (const [name, value] of Object.entries(ONNX_TYPE_NUMBERS)) {
    if (value === number) return name as OnnxType;
  }
  throw new Error(`ONNX: unsupported element type ${number}.`);
}
