/** The operators that encoders are made of, each as the operations of TensorFlow that compute it. */
import { elementCount } from '../../electron/engine/onnx/onnx-model.ts';
import { flag, FREE, integers, typeAttribute, word, type Dims } from './graph-def.ts';
import type { NodeInGraph } from './node-in-graph.ts';

/** Writes a node. @returns the shape of what it computes, in ONNX's order of axes */
export type Operator = (at: NodeInGraph) => Dims;

/** ONNX's number of 32-bit floats in the attribute `to` of Cast. */
const FLOAT = 1;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  Identity: unary('Identity'),
  Relu: unary('Relu'),
  Abs: unary('Abs'),
  Log: unary('Log'),
  Cast: cast,
  Add: binary('AddV2'),
  Sub: binary('Sub'),
  Mul: binary('Mul'),
  Div: binary('RealDiv'),
  Max: binary('Maximum'),
  Greater: binary('Greater'),
  Less: binary('Less'),
  Conv: convolution,
  MaxPool: pool('MaxPool'),
  AveragePool: pool('AvgPool'),
  MatMul: matMul,
  Gemm: gemm,
  ReduceMean: reduction((at, x, axes, keep) => at.write('Mean', [x, axes], keep)),
  ReduceL2: reduction((at, x, axes, keep) => {
    const squares = at.write('Square', [x], {}, `${at.output}/squares`);
    const sum = at.write('Sum', [squares, axes], keep, `${at.output}/sum`);
    return at.write('Sqrt', [sum]);
  }),
  Slice: slice,
  Gather: gather,
  Concat: concat,
  Reshape: reshape,
  Flatten: flatten,
};

function unary(op: string): Operator {
  return (at) => {
    at.write(op, [at.operand(0)]);
    return at.shape(0);
  };
}

function cast(at: NodeInGraph): Dims {
  if (at.int('to', FLOAT) !== FLOAT) at.refuse('makes numbers other than floats');
  at.write('Cast', [at.operand(0)], { DstT: typeAttribute('DT_FLOAT') });
  return at.shape(0);
}

function binary(op: string): Operator {
  return (at) => {
    if (at.node.inputs.length !== 2) at.refuse('has other than two operands');
    const dims = broadcast(at.shape(0), at.shape(1));
    at.write(op, [at.operand(0, dims.length), at.operand(1, dims.length)]);
    return dims;
  };
}

function broadcast(a: Dims, b: Dims): Dims {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [left, right] = [a.at(i - rank + a.length), b.at(i - rank + b.length)];
    const [x, y] = [i < rank - a.length ? 1 : left, i < rank - b.length ? 1 : right];
    return x === 1 ? (y ?? 1) : (x ?? 1);
  });
}

function convolution(at: NodeInGraph): Dims {
  const { dims } = at.constant(1);
  const [outputs = 0, inputs = 0, ...kernel] = dims;
  if (kernel.length !== 2) at.refuse('is not two-dimensional');
  const group = at.int('group', 1);
  if (group > 1 && inputs !== 1) at.refuse('has groups of more than one channel');
  const { pads, strides, size } = windowOf(at, kernel);
  // TensorFlow's depthwise kernel knows no other.
  if (group > 1 && strides[0] !== strides[1]) at.refuse('has unequal strides');
  const attributes = {
    ...strideAttributes(strides),
    dilations: integers(1, 1, 1, 1),
    padding: word(pads.some((amount) => amount !== 0) ? 'EXPLICIT' : 'VALID'),
    explicit_paddings: integers(0, 0, ...[0, 2, 1, 3].map((side) => pads[side] ?? 0), 0, 0),
  };
  const filter =
    group > 1
      ? at.reordered(1, 'depthwise', [group, outputs / group, ...kernel], [2, 3, 0, 1])
      : at.reordered(1, 'filter', dims, [2, 3, 1, 0]);
  const op = group > 1 ? 'DepthwiseConv2dNative' : 'Conv2D';
  const name = at.has(2) ? `${at.output}/sum` : at.output;
  at.write(op, [at.operand(0), filter], attributes, name);
  if (at.has(2)) at.write('BiasAdd', [name, at.operand(2, 1)]);
  return [at.shape(0)[0] ?? FREE, outputs, ...size];
}

function pool(op: string): Operator {
  return (at) => {
    const kernel = at.ints('kernel_shape', []);
    if (kernel.length !== 2) at.refuse('is not two-dimensional');
    if (at.int('ceil_mode', 0) !== 0) at.refuse('rounds its size up (ceil_mode)');
    const { pads, strides, size } = windowOf(at, kernel);
    if (pads.some((amount) => amount !== 0)) at.refuse('pads its image');
    const attributes = {
      ...strideAttributes(strides),
      ksize: integers(1, ...kernel, 1),
      padding: word('VALID'),
    };
    at.write(op, [at.operand(0)], attributes);
    return [...at.shape(0).slice(0, 2), ...size];
  };
}

const strideAttributes = (strides: Dims) => ({
  strides: integers(1, ...strides, 1),
  data_format: word('NHWC'),
});

interface Window {
  /** Above, left, below, right. */
  readonly pads: Dims;
  readonly strides: Dims;
  /** Rows and columns that come out. */
  readonly size: Dims;
}

function windowOf(at: NodeInGraph, kernel: Dims): Window {
  if (at.ints('dilations', []).some((step) => step !== 1)) at.refuse('is dilated');
  if (at.node.attributes['auto_pad'] !== undefined) at.refuse('leaves its padding open (auto_pad)');
  const pads = at.ints('pads', [0, 0, 0, 0]);
  const strides = at.ints('strides', [1, 1]);
  const [, , ...image] = at.shape(0);
  const size = image.map((length, i) => {
    const room = length + (pads[i] ?? 0) + (pads[i + 2] ?? 0) - (kernel[i] ?? 1);
    return Math.floor(room / (strides[i] ?? 1)) + 1;
  });
  return { pads, strides, size };
}

function matMul(at: NodeInGraph): Dims {
  return product(at, false, at.output);
}

function gemm(at: NodeInGraph): Dims {
  const isPlain = at.float('alpha', 1) === 1 && at.float('beta', 1) === 1;
  if (!isPlain || at.int('transA', 0) !== 0) at.refuse('does more than multiply and add');
  const name = at.has(2) ? `${at.output}/product` : at.output;
  const dims = product(at, at.int('transB', 0) !== 0, name);
  if (at.has(2)) at.write('AddV2', [name, at.operand(2, 2)]);
  return dims;
}

function product(at: NodeInGraph, isTransposed: boolean, name: string): Dims {
  const [a, b] = [at.shape(0), at.shape(1)];
  if (a.length !== 2 || b.length !== 2) at.refuse('multiplies other than two matrices');
  const flips = { transpose_a: flag(false), transpose_b: flag(isTransposed) };
  at.write('MatMul', [at.operand(0), at.operand(1)], flips, name);
  return [a[0] ?? FREE, b[isTransposed ? 0 : 1] ?? 0];
}

type Reduce = (
  at: NodeInGraph,
  x: string,
  axes: string,
  keep: { readonly keep_dims: ReturnType<typeof flag> },
) => string;

/** Up to operator set 17 the axes are an attribute. */
function reduction(reduce: Reduce): Operator {
  return (at) => {
    const dims = at.shape(0);
    const all = dims.map((_, axis) => axis);
    const axes = at.ints('axes', all).map((axis) => at.positive(axis, dims.length));
    const keeps = at.int('keepdims', 1) !== 0;
    if (dims.length === 4 && !keeps) at.refuse('takes axes away from an image');
    const where = axes.map((axis) => at.axis(axis, dims.length));
    reduce(at, at.operand(0), at.list('axes', where), { keep_dims: flag(keeps) });
    return dims.flatMap((size, axis) => (!axes.includes(axis) ? [size] : keeps ? [1] : []));
  };
}

function slice(at: NodeInGraph): Dims {
  const dims = at.shape(0);
  const [starts, ends] = [at.integers(1), at.integers(2)];
  const axes = at.has(3) ? at.integers(3) : starts.map((_, i) => i);
  if (at.has(4) && at.integers(4).some((step) => step !== 1)) at.refuse('leaves numbers out');
  const [begin, size] = [dims.map(() => 0), [...dims]];
  for (const [i, given] of axes.entries()) {
    const axis = at.positive(given, dims.length);
    const length = dims[axis] ?? 0;
    if (length === FREE) at.refuse('cuts an axis whose length is free');
    const place = (x: number) => Math.min(Math.max(x < 0 ? x + length : x, 0), length);
    const [from, to] = [place(starts[i] ?? 0), place(ends[i] ?? length)];
    begin[axis] = from;
    size[axis] = to - from;
  }
  at.write('Slice', [
    at.operand(0),
    at.list('begin', at.byAxis(begin)),
    at.list('size', at.byAxis(size)),
  ]);
  return size;
}

function gather(at: NodeInGraph): Dims {
  const dims = at.shape(0);
  const axis = at.positive(at.int('axis', 0), dims.length);
  if (at.shape(1).length !== 1) at.refuse('gathers by other than one list');
  const length = dims[axis] ?? 0;
  const places = at.integers(1).map((place) => (place < 0 ? place + length : place));
  const where = at.list('axis', [at.axis(axis, dims.length)], []);
  at.write('GatherV2', [at.operand(0), at.list('places', places), where]);
  return dims.with(axis, places.length);
}

function concat(at: NodeInGraph): Dims {
  const dims = at.shape(0);
  const axis = at.positive(at.int('axis', 0), dims.length);
  const parts = at.node.inputs.map((_, index) => at.operand(index));
  const where = at.list('axis', [at.axis(axis, dims.length)], []);
  at.write('ConcatV2', [...parts, where], { N: { i: parts.length } });
  const lengths = parts.map((_, index) => at.shape(index)[axis] ?? 0);
  return dims.with(
    axis,
    lengths.reduce((sum, length) => sum + length, 0),
  );
}

function reshape(at: NodeInGraph): Dims {
  return at.reshape(resolveShape(at.shape(0), at.integers(1)));
}

function flatten(at: NodeInGraph): Dims {
  const [batch = FREE, ...others] = at.shape(0);
  if (at.int('axis', 1) !== 1) at.refuse('flattens from another axis than the second');
  return at.reshape([batch, elementCount(others)]);
}

/** A wanted shape with its zeros (the length that is there) and its −1 (what is left) filled in. */
function resolveShape(dims: Dims, wanted: Dims): Dims {
  const filled = wanted.map((size, axis) => (size === 0 ? (dims[axis] ?? 0) : size));
  const open = wanted.indexOf(-1);
  const isFree = dims.includes(FREE);
  if (open < 0 || (isFree && filled.filter((size) => size === FREE).length === 1)) return filled;
  const known = (sizes: Dims) => elementCount(sizes.filter((size) => size !== FREE));
  return filled.with(open, known(dims) / known(filled));
}
