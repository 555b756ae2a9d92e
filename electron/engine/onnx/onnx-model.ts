/**
 * An ONNX model as plain values: what the reader returns, the writer takes and the builder assembles.
 *
 * Source: onnx.proto of ONNX 1.17 (IR version 8 and later).
 */

/** Element types and their numbers in `TensorProto.DataType`. */
export const ONNX_TYPE_NUMBERS = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
} as const;

export type OnnxType = keyof typeof ONNX_TYPE_NUMBERS;

export const ONNX_TYPE_BYTES: Readonly<Record<OnnxType, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  int32: 4,
  int64: 8,
  bool: 1,
  float16: 2,
  float64: 8,
};

export interface OnnxTensor {
  readonly name: string;
  readonly type: OnnxType;
  /** Empty for a scalar. */
  readonly dims: readonly number[];
  /** Little-endian elements, row-major. */
  readonly data: Uint8Array;
}

export type OnnxAttribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'tensor'; readonly value: OnnxTensor }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] };

export type OnnxAttributes = Readonly<Record<string, OnnxAttribute>>;

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  /** Empty for the standard operators. */
  readonly domain: string;
  /** Tensor names; '' stands for an optional input left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: OnnxAttributes;
}

/** A number is a fixed size, a string names a size that is free at run time. */
export type OnnxDimension = number | string;

/** Name, type and shape of a graph input or output. */
export interface OnnxValue {
  readonly name: string;
  readonly type: OnnxType;
  readonly dims: readonly OnnxDimension[];
}

export interface OnnxGraph {
  readonly name: string;
  /** In an order in which every tensor is made before it is used. */
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export interface OnnxModel {
  readonly irVersion: number;
  readonly producer: string;
  /** Operator set version by domain; '' is the standard domain. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly graph: OnnxGraph;
}

export const float = (value: number): OnnxAttribute => ({ kind: 'float', value });
export const int = (value: number): OnnxAttribute => ({ kind: 'int', value });
export const text = (value: string): OnnxAttribute => ({ kind: 'string', value });
export const ints = (...value: number[]): OnnxAttribute => ({ kind: 'ints', value });
export const floats = (...value: number[]): OnnxAttribute => ({ kind: 'floats', value });
export const strings = (...value: string[]): OnnxAttribute => ({ kind: 'strings', value });

/** `values` holds as many numbers as `dims` say, or this throws. */
export function floatTensor(
  name: string,
  dims: readonly number[],
  values: Float32Array | readonly number[],
): OnnxTensor {
  const array = values instanceof Float32Array ? values : Float32Array.from(values);
  return tensorOf(name, 'float32', dims, array);
}

/** Shapes, axes and indices: ONNX wants them as 64-bit integers. */
export function int64Tensor(
  name: string,
  dims: readonly number[],
  values: readonly number[],
): OnnxTensor {
  return tensorOf(
    name,
    'int64',
    dims,
    BigInt64Array.from(values, (value) => BigInt(value)),
  );
}

/** Elements of a float32 or float16 tensor as 32-bit floats (a copy). Throws for other types. */
export function floatValues(tensor: OnnxTensor): Float32Array {
  const { data } = tensor;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const count = elementCount(tensor.dims);
  const values = new Float32Array(count);
  if (tensor.type === 'float32') {
    for (let i = 0; i < count; i++) values[i] = view.getFloat32(i * 4, true);
    return values;
  }
  if (tensor.type === 'float16') {
    for (let i = 0; i < count; i++) values[i] = float16FromBits(view.getUint16(i * 2, true));
    return values;
  }
  throw new Error(`Tensor ${tensor.name} holds ${tensor.type}, not floats.`);
}

/** Elements of an int64 or int32 tensor as numbers. Throws for other types. */
export function integerValues(tensor: OnnxTensor): number[] {
  const { data } = tensor;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const length = elementCount(tensor.dims);
  if (tensor.type === 'int64') {
    return Array.from({ length }, (_, i) => Number(view.getBigInt64(i * 8, true)));
  }
  if (tensor.type === 'int32') return Array.from({ length }, (_, i) => view.getInt32(i * 4, true));
  throw new Error(`Tensor ${tensor.name} holds ${tensor.type}, not integers.`);
}

export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

function tensorOf(
  name: string,
  type: OnnxType,
  dims: readonly number[],
  array: Float32Array | BigInt64Array,
): OnnxTensor {
  if (array.length !== elementCount(dims)) {
    throw new Error(`Tensor ${name}: ${array.length} values do not fill [${dims.join(', ')}].`);
  }
  const data = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return { name, type, dims, data: Uint8Array.from(data) };
}

/** IEEE 754 half precision, from its bits. */
export function float16FromBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
