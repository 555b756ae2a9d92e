import { ONNX_TYPE_BYTES, ONNX_TYPE_NUMBERS, elementCount } from './onnx-model.ts';
import type {
  OnnxAttribute,
  OnnxDimension,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxType,
  OnnxValue,
} from './onnx-model.ts';
import {
  expectBytes,
  expectInteger,
  expectText,
  readFields,
  readFloats,
  readIntegers,
} from './onnx-protobuf.ts';
import type { ProtobufField } from './onnx-protobuf.ts';

/**
 * Reads an `.onnx` file: nodes, initialisers, inputs and outputs.
 *
 * Left out: documentation strings, metadata, inferred shapes of inner tensors. Throws on bytes that are no
 * ONNX model and on what the rest of Depthlock has no use for (weights in separate files, subgraphs,
 * sparse tensors, local functions), so that nothing is dropped in silence.
 */
export function readModel(bytes: Uint8Array): OnnxModel {
  let irVersion = 0;
  let producer = '';
  let graph: OnnxGraph | undefined;
  const opsets: Record<string, number> = {};
  for (const field of readFields(bytes)) {
    if (field.field === 1) irVersion = expectInteger(field);
    else if (field.field === 2) producer = expectText(field);
    else if (field.field === 7) graph = readGraph(expectBytes(field));
    else if (field.field === 8) Object.assign(opsets, readOpset(expectBytes(field)));
    else if (field.field === 25) throw new Error('ONNX: local functions are not supported.');
  }
  if (graph === undefined) throw new Error('Not an ONNX model: it holds no graph.');
  return { irVersion, producer, opsets, graph };
}

function readOpset(bytes: Uint8Array): Record<string, number> {
  let domain = '';
  let version = 0;
  for (const field of readFields(bytes)) {
    if (field.field === 1) domain = expectText(field);
    else if (field.field === 2) version = expectInteger(field);
  }
  return { [domain]: version };
}

function readGraph(bytes: Uint8Array): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  let name = '';
  for (const field of readFields(bytes)) {
    if (field.field === 1) nodes.push(readNode(expectBytes(field)));
    else if (field.field === 2) name = expectText(field);
    else if (field.field === 5) initializers.push(readTensor(expectBytes(field)));
    else if (field.field === 11) inputs.push(readValue(expectBytes(field)));
    else if (field.field === 12) outputs.push(readValue(expectBytes(field)));
    else if (field.field === 15) throw new Error('ONNX: sparse tensors are not supported.');
  }
  return { name, nodes, initializers, inputs: withoutWeights(inputs, initializers), outputs };
}

/** Up to IR version 3 every initialiser had to be listed among the inputs too. */
function withoutWeights(inputs: OnnxValue[], initializers: OnnxTensor[]): OnnxValue[] {
  const weights = new Set(initializers.map((tensor) => tensor.name));
  return inputs.filter((input) => !weights.has(input.name));
}

function readNode(bytes: Uint8Array): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Record<string, OnnxAttribute> = {};
  let name = '';
  let op = '';
  let domain = '';
  for (const field of readFields(bytes)) {
    if (field.field === 1) inputs.push(expectText(field));
    else if (field.field === 2) outputs.push(expectText(field));
    else if (field.field === 3) name = expectText(field);
    else if (field.field === 4) op = expectText(field);
    else if (field.field === 5) {
      const [key, attribute] = readAttribute(expectBytes(field));
      attributes[key] = attribute;
    } else if (field.field === 7) domain = expectText(field);
  }
  return { name, op, domain, inputs, outputs, attributes };
}

function readAttribute(bytes: Uint8Array): [string, OnnxAttribute] {
  const fields = readFields(bytes);
  const first = (number: number) => fields.find((field) => field.field === number);
  const all = (number: number) => fields.filter((field) => field.field === number);
  const nameField = first(1);
  const typeField = first(20);
  const name = nameField ? expectText(nameField) : '';
  const type = typeField ? expectInteger(typeField) : 0;
  switch (type) {
    case 1:
      return [name, { kind: 'float', value: firstFloat(first(2)) }];
    case 2:
      return [name, { kind: 'int', value: integerOr(first(3), 0) }];
    case 3:
      return [name, { kind: 'string', value: textOr(first(4), '') }];
    case 4:
      return [name, { kind: 'tensor', value: readTensor(bytesOrEmpty(first(5))) }];
    case 6:
      return [name, { kind: 'floats', value: all(7).flatMap(readFloats) }];
    case 7:
      return [name, { kind: 'ints', value: all(8).flatMap(readIntegers).map(Number) }];
    case 8:
      return [name, { kind: 'strings', value: all(9).map(expectText) }];
    default:
      throw new Error(`ONNX: attribute ${name} has unsupported type ${type}.`);
  }
}

function readTensor(bytes: Uint8Array): OnnxTensor {
  const dims: number[] = [];
  const typed: TypedElements = { floats: [], int32s: [], int64s: [] };
  let name = '';
  let type: OnnxType = 'float32';
  let raw: Uint8Array | undefined;
  for (const field of readFields(bytes)) {
    if (field.field === 1) dims.push(...readIntegers(field).map(Number));
    else if (field.field === 2) type = typeOf(expectInteger(field));
    else if (field.field === 4) typed.floats.push(...readFloats(field));
    else if (field.field === 5) typed.int32s.push(...readIntegers(field));
    else if (field.field === 7) typed.int64s.push(...readIntegers(field));
    else if (field.field === 8) name = expectText(field);
    else if (field.field === 9) raw = Uint8Array.from(expectBytes(field));
    else if (field.field === 13) throw new Error(`ONNX: tensor ${name} lies in another file.`);
  }
  const data = raw ?? rawElements(type, typed);
  if (data.length !== elementCount(dims) * ONNX_TYPE_BYTES[type]) {
    throw new Error(`ONNX: the data of tensor ${name} do not fill its shape.`);
  }
  return { name, type, dims, data };
}

/** Elements that lie in typed fields instead of `raw_data`. */
interface TypedElements {
  readonly floats: number[];
  readonly int32s: bigint[];
  readonly int64s: bigint[];
}

function rawElements(type: OnnxType, elements: TypedElements): Uint8Array {
  switch (type) {
    case 'float32':
      return new Uint8Array(Float32Array.from(elements.floats).buffer);
    case 'int64':
      return new Uint8Array(BigInt64Array.from(elements.int64s).buffer);
    case 'int32':
      return new Uint8Array(Int32Array.from(elements.int32s, Number).buffer);
    case 'float16':
      return new Uint8Array(Uint16Array.from(elements.int32s, Number).buffer);
    case 'uint8':
    case 'int8':
    case 'bool':
      return Uint8Array.from(elements.int32s, (value) => Number(value) & 0xff);
    case 'float64':
      throw new Error('ONNX: float64 elements outside raw_data are not supported.');
  }
}

function readValue(bytes: Uint8Array): OnnxValue {
  let name = '';
  let type: OnnxType = 'float32';
  const dims: OnnxDimension[] = [];
  for (const field of readFields(bytes)) {
    if (field.field === 1) name = expectText(field);
    if (field.field !== 2) continue;
    for (const kind of readFields(expectBytes(field))) {
      if (kind.field !== 1) throw new Error(`ONNX: ${name} is not a tensor.`);
      for (const part of readFields(expectBytes(kind))) {
        if (part.field === 1) type = typeOf(expectInteger(part));
        if (part.field === 2) dims.push(...readFields(expectBytes(part)).map(readDimension));
      }
    }
  }
  return { name, type, dims };
}

/** A dimension without a size or a name is free: it comes back as '?'. */
function readDimension(dimension: ProtobufField): OnnxDimension {
  const [content] = readFields(expectBytes(dimension));
  if (content?.field === 1) return expectInteger(content);
  if (content?.field === 2) return expectText(content);
  return '?';
}

function typeOf(number: number): OnnxType {
  for (const [name, value] of Object.entries(ONNX_TYPE_NUMBERS)) {
    if (value === number) return name as OnnxType;
  }
  throw new Error(`ONNX: unsupported element type ${number}.`);
}

const firstFloat = (field: ProtobufField | undefined): number =>
  field ? (readFloats(field)[0] ?? 0) : 0;
const integerOr = (field: ProtobufField | undefined, fallback: number): number =>
  field ? expectInteger(field) : fallback;
const textOr = (field: ProtobufField | undefined, fallback: string): string =>
  field ? expectText(field) : fallback;
const bytesOrEmpty = (field: ProtobufField | undefined): Uint8Array =>
  field ? expectBytes(field) : new Uint8Array();
