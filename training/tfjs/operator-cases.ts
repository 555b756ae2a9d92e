/** For tests: random nodes of every operator that can be written for TensorFlow.js. */
import fc from 'fast-check';
import {
  floatTensor,
  int,
  int64Tensor,
  ints,
  type OnnxAttributes,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';
import type { Dims } from './graph-def.ts';

/** Row-major numbers and their shape, in ONNX's order of axes. */
export interface GraphValue {
  readonly dims: Dims;
  readonly data: Float32Array;
}

/** A node to try. */
export interface OperatorCase {
  /** Values of the run, constants of the file, or null where an input is left out. */
  readonly inputs: readonly (GraphValue | OnnxTensor | null)[];
  readonly attributes?: OnnxAttributes;
}

const size = fc.integer({ min: 1, max: 5 });
const imageDims = fc.tuple(
  fc.integer({ min: 1, max: 2 }),
  size,
  fc.integer({ min: 5, max: 9 }),
  fc.integer({ min: 5, max: 9 }),
);
const anyDims = fc.oneof(fc.array(size, { minLength: 1, maxLength: 3 }), imageDims);

interface Range {
  readonly from: number;
  readonly to: number;
}
const AROUND_ZERO: Range = { from: -2, to: 2 };
const POSITIVE: Range = { from: 0.1, to: 3 };

/** Few enough values that some of them are equal. */
const STEPS = 64;

/** One seed is drawn, not every number: arrays of thousands are slow to draw. */
function numbers(count: number, { from, to }: Range = AROUND_ZERO): fc.Arbitrary<Float32Array> {
  return fc.nat().map((seed) => {
    let state = seed;
    return Float32Array.from({ length: count }, () => {
      // Numerical Recipes, 2nd edition, section 7.1: a quick linear congruential generator.
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return from + (Math.floor((state / 2 ** 32) * STEPS) / STEPS) * (to - from);
    });
  });
}

const countOf = (dims: Dims): number => dims.reduce((product, dim) => product * dim, 1);

const value = (dims: Dims, range?: Range): fc.Arbitrary<GraphValue> =>
  numbers(countOf(dims), range).map((data) => ({ dims, data }));

const weights = (dims: Dims, range?: Range): fc.Arbitrary<OnnxTensor> =>
  numbers(countOf(dims), range).map((data) => floatTensor('', dims, data));

const list = (...values: number[]): OnnxTensor => int64Tensor('', [values.length], values);

const isImage = (dims: Dims): boolean => dims.length === 4;

function unary(
  attributes: OnnxAttributes = {},
  range: Range = AROUND_ZERO,
): fc.Arbitrary<OperatorCase> {
  return anyDims.chain((dims) => value(dims, range).map((x) => ({ inputs: [x], attributes })));
}

/** Shapes that are broadcast to `dims`. */
function broadcastDims(dims: Dims): fc.Arbitrary<Dims> {
  const [, channels = 1] = dims;
  const choices: Dims[] = [dims, [], dims.slice(-1), dims.map(() => 1)];
  if (isImage(dims)) choices.push([channels, 1, 1], dims.slice(1));
  return fc.constantFrom(...choices);
}

/** Two operands, the first of the full shape; an image is broadcast with constants only, as in encoders. */
function broadcast(range: Range = AROUND_ZERO): fc.Arbitrary<OperatorCase> {
  return anyDims.chain((dims) =>
    broadcastDims(dims)
      .chain((other) => {
        const fixed = weights(other, range);
        const canBeComputed = !isImage(dims) || isImage(other);
        return canBeComputed ? fc.oneof(value(other, range), fixed) : fixed;
      })
      .chain((other) => value(dims).map((x) => ({ inputs: [x, other] }))),
  );
}

const padding = fc.oneof(
  fc.constant<OnnxAttributes>({}),
  fc
    .tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 1 })))
    .map((amounts): OnnxAttributes => ({ pads: ints(...amounts) })),
);
const kernel = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 }));
const strides = fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 }));

const convolution = fc
  .record({ dims: imageDims, kernel, strides, outputs: size, padding, depthwise: fc.boolean() })
  .chain((drawn) => {
    const { dims, depthwise } = drawn;
    const channels = dims[1];
    const group = depthwise ? channels : 1;
    const outputs = depthwise ? channels * ((drawn.outputs % 2) + 1) : drawn.outputs;
    const step = depthwise ? [drawn.strides[0], drawn.strides[0]] : drawn.strides;
    return fc
      .tuple(
        value(dims),
        weights([outputs, channels / group, ...drawn.kernel]),
        fc.option(weights([outputs])),
      )
      .map((inputs) => ({
        inputs,
        attributes: { ...drawn.padding, group: int(group), strides: ints(...step) },
      }));
  });

const pool = fc.record({ dims: imageDims, kernel, strides }).chain((drawn) =>
  value(drawn.dims).map((x) => ({
    inputs: [x],
    attributes: { kernel_shape: ints(...drawn.kernel), strides: ints(...drawn.strides) },
  })),
);

/** Axes of `dims`, some of them counted from the last. */
const someAxes = (dims: Dims): fc.Arbitrary<number[]> =>
  fc
    .subarray(
      dims.map((_, i) => i),
      { minLength: 1 },
    )
    .chain((axes) =>
      fc.boolean().map((fromEnd) => (fromEnd ? axes.map((a) => a - dims.length) : axes)),
    );

/** Up to operator set 17 the axes are an attribute. An image keeps its axes. */
const reduction = anyDims.chain((dims) =>
  fc
    .record({ x: value(dims), axes: someAxes(dims), keep: fc.nat(1), all: fc.boolean() })
    .map(({ x, axes, keep, all }): OperatorCase => ({
      inputs: [x],
      attributes: {
        keepdims: int(isImage(dims) ? 1 : keep),
        ...(all ? {} : { axes: ints(...axes) }),
      },
    })),
);

const matMul = fc
  .record({ rows: size, inner: size, columns: size })
  .chain(({ rows, inner, columns }) =>
    fc
      .tuple(value([rows, inner]), fc.oneof(weights([inner, columns]), value([inner, columns])))
      .map((inputs): OperatorCase => ({ inputs })),
  );

const gemm = fc
  .record({ rows: size, inner: size, columns: size, flip: fc.nat(1) })
  .chain(({ rows, inner, columns, flip }) =>
    fc
      .tuple(
        value([rows, inner]),
        weights(flip ? [columns, inner] : [inner, columns]),
        fc.option(weights([columns])),
      )
      .map((inputs): OperatorCase => ({ inputs, attributes: { transB: int(flip) } })),
  );

const reshape = anyDims.chain((dims) =>
  value(dims).chain((x) =>
    fc
      .constantFrom(
        list(-1),
        list(0, -1),
        list(1, countOf(dims)),
        list(1, -1, 1, 1),
        list(0, 1, -1, 1),
      )
      .map((shape): OperatorCase => ({ inputs: [x, shape] })),
  ),
);

const flatten = anyDims
  .filter((dims) => dims.length > 1)
  .chain((dims) => value(dims).map((x): OperatorCase => ({ inputs: [x] })));

const concat = anyDims.chain((dims) =>
  fc
    .record({
      axis: fc.integer({ min: -dims.length, max: dims.length - 1 }),
      length: size,
      x: value(dims),
    })
    .chain(({ axis, length, x }) =>
      value(dims.with(axis, length)).map((other) => ({
        inputs: [x, other],
        attributes: { axis: int(axis) },
      })),
    ),
);

/** Beyond every size, as exporters write it. */
const TO_THE_END = 2 ** 31 - 1;

const slice = anyDims.chain((dims) =>
  fc
    .record({
      x: value(dims),
      axis: fc.integer({ min: -dims.length, max: dims.length - 1 }),
      start: fc.constantFrom(0, -1, -100),
      end: fc.constantFrom(1, 100, TO_THE_END),
    })
    .map(({ x, axis, start, end }): OperatorCase => ({
      // From the last one on only the end of the axis may follow, or nothing is left.
      inputs: [x, list(start), list(start === -1 ? TO_THE_END : end), list(axis), list(1)],
    })),
);

const gather = anyDims.chain((dims) =>
  fc
    .record({ x: value(dims), axis: fc.integer({ min: -dims.length, max: dims.length - 1 }) })
    .chain(({ x, axis }) => {
      const last = (dims.at(axis) ?? 1) - 1;
      return fc
        .constantFrom(list(last, 0, last), list(-1))
        .map((indices) => ({ inputs: [x, indices], attributes: { axis: int(axis) } }));
    }),
);

export const OPERATOR_CASES: Readonly<Record<string, fc.Arbitrary<OperatorCase>>> = {
  Identity: unary(),
  Relu: unary(),
  Abs: unary(),
  Log: unary({}, POSITIVE),
  Cast: unary({ to: int(1) }),
  Add: broadcast(),
  Sub: broadcast(),
  Mul: broadcast(),
  Div: broadcast(POSITIVE),
  Max: broadcast(),
  Greater: broadcast(),
  Less: broadcast(),
  Conv: convolution,
  MaxPool: pool,
  AveragePool: pool,
  MatMul: matMul,
  Gemm: gemm,
  ReduceMean: reduction,
  ReduceL2: reduction,
  Slice: slice,
  Gather: gather,
  Concat: concat,
  Reshape: reshape,
  Flatten: flatten,
};
