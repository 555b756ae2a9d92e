/** For tests: random nodes of every operator that the TensorFlow.js runner knows. */
import fc from 'fast-check';
import {
  float,
  floatTensor,
  int,
  int64Tensor,
  ints,
  text,
  type OnnxAttributes,
  type OnnxTensor,
} from '../../onnx/onnx-model.ts';
import type { GraphValue } from './graph-runner.ts';
import type { Dims } from './tfjs.ts';

/** A node to try. */
export interface OperatorCase {
  /** Values of the run, constants of the file, or null where an input is left out. */
  readonly inputs: readonly (GraphValue | OnnxTensor | null)[];
  readonly attributes?: OnnxAttributes;
  readonly outputs?: number;
  /** Inputs that become true where they are above zero. */
  readonly truths?: readonly number[];
  /** Passes the first input through a convolution that changes nothing, after which channels are last. */
  readonly afterConvolution?: boolean;
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

function unary(range?: Range, attributes: OnnxAttributes = {}): fc.Arbitrary<OperatorCase> {
  return anyDims.chain((dims) =>
    fc.record({ x: value(dims, range), turned: fc.boolean() }).map(({ x, turned }) => ({
      inputs: [x],
      attributes,
      afterConvolution: turned && isImage(dims),
    })),
  );
}

/** Shapes that are broadcast to `dims`. */
function broadcastDims(dims: Dims): fc.Arbitrary<Dims> {
  const [, channels = 1] = dims;
  const choices: Dims[] = [dims, [], dims.slice(-1), dims.map(() => 1)];
  if (isImage(dims)) choices.push([channels, 1, 1], dims.slice(1));
  return fc.constantFrom(...choices);
}

interface BinaryOptions {
  readonly ranges?: readonly [Range, Range];
  readonly truths?: boolean;
  /** Operand count; the first has the full shape. */
  readonly count?: number;
}

function broadcast(options: BinaryOptions = {}): fc.Arbitrary<OperatorCase> {
  const { ranges = [AROUND_ZERO, AROUND_ZERO], truths = false, count = 2 } = options;
  return anyDims.chain((dims) => {
    const others = Array.from({ length: count - 1 }, () =>
      broadcastDims(dims).chain((other) =>
        fc.oneof(value(other, ranges[1]), weights(other, ranges[1])),
      ),
    );
    return fc
      .record({ x: value(dims, ranges[0]), rest: fc.tuple(...others), turned: fc.boolean() })
      .map(({ x, rest, turned }) => ({
        inputs: [x, ...rest],
        truths: truths ? [0, ...rest.map((_, i) => i + 1)] : [],
        afterConvolution: turned && isImage(dims),
      }));
  });
}

const padding = fc.oneof(
  fc.constant<OnnxAttributes>({}),
  fc.constant<OnnxAttributes>({ auto_pad: text('SAME_UPPER') }),
  fc.constant<OnnxAttributes>({ auto_pad: text('VALID') }),
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

function pool(extra: fc.Arbitrary<OnnxAttributes>): fc.Arbitrary<OperatorCase> {
  return fc.record({ dims: imageDims, kernel, strides, padding, extra }).chain((drawn) =>
    value(drawn.dims).map((x) => ({
      inputs: [x],
      attributes: {
        ...drawn.padding,
        ...('auto_pad' in drawn.padding ? {} : drawn.extra),
        kernel_shape: ints(...drawn.kernel),
        strides: ints(...drawn.strides),
      },
    })),
  );
}

const onImage = imageDims.chain((dims) => value(dims).map((x): OperatorCase => ({ inputs: [x] })));

const batchNormalization = imageDims.chain((image) =>
  fc.constantFrom<Dims>(image, image.slice(0, 2)).chain((dims) => {
    const channels = [image[1]];
    return fc
      .tuple(
        value(dims),
        weights(channels),
        weights(channels),
        weights(channels),
        weights(channels, POSITIVE),
      )
      .map((inputs): OperatorCase => ({ inputs, attributes: { epsilon: float(1e-3) } }));
  }),
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

/** Up to operator set 17 the axes of all but ReduceSum are an attribute. */
function reduction(axesAs: 'input' | 'attribute'): fc.Arbitrary<OperatorCase> {
  return anyDims.chain((dims) =>
    fc
      .record({
        x: value(dims),
        axes: someAxes(dims),
        keep: fc.nat(1),
        all: fc.boolean(),
        turned: fc.boolean(),
      })
      .map(({ x, axes, keep, all, turned }) => ({
        inputs: axesAs === 'input' && !all ? [x, list(...axes)] : [x],
        attributes: {
          keepdims: int(keep),
          ...(axesAs === 'attribute' && !all ? { axes: ints(...axes) } : {}),
        },
        afterConvolution: turned && isImage(dims),
      })),
  );
}

const matMul = fc
  .record({ rows: size, inner: size, columns: size, batch: fc.array(size, { maxLength: 2 }) })
  .chain(({ rows, inner, columns, batch }) =>
    fc
      .tuple(value([...batch, rows, inner]), weights([inner, columns]))
      .map((inputs): OperatorCase => ({ inputs })),
  );

const gemm = fc
  .record({ rows: size, inner: size, columns: size, flips: fc.tuple(fc.nat(1), fc.nat(1)) })
  .chain(({ rows, inner, columns, flips }) =>
    fc
      .tuple(
        value(flips[0] ? [inner, rows] : [rows, inner]),
        weights(flips[1] ? [columns, inner] : [inner, columns]),
        fc.option(weights([columns])),
      )
      .map((inputs): OperatorCase => ({
        inputs,
        attributes: {
          alpha: float(0.5),
          beta: float(1.5),
          transA: int(flips[0]),
          transB: int(flips[1]),
        },
      })),
  );

function shaping(
  make: (dims: Dims, turned: boolean) => fc.Arbitrary<Omit<OperatorCase, 'afterConvolution'>>,
): fc.Arbitrary<OperatorCase> {
  return fc
    .tuple(anyDims, fc.boolean())
    .chain(([dims, turned]) =>
      make(dims, turned).map((made) => ({ ...made, afterConvolution: turned && isImage(dims) })),
    );
}

const reshape = shaping((dims) =>
  value(dims).chain((x) =>
    fc
      .constantFrom(list(-1), list(0, -1), list(1, countOf(dims)))
      .map((shape) => ({ inputs: [x, shape] })),
  ),
);

const flatten = shaping((dims) =>
  fc
    .tuple(value(dims), fc.integer({ min: -dims.length, max: dims.length }))
    .map(([x, axis]) => ({ inputs: [x], attributes: { axis: int(axis) } })),
);

const squeeze = fc
  .tuple(size, size)
  .chain(([a, b]) => value([1, a, 1, b]))
  .chain((x) => fc.constantFrom([x], [x, list(0)], [x, list(-2, 0)]))
  .map((inputs): OperatorCase => ({ inputs }));

const unsqueeze = fc
  .tuple(size, size)
  .chain((dims) => value(dims))
  .chain((x) => fc.constantFrom([0], [-1], [1, 3]).map((axes) => [x, list(...axes)]))
  .map((inputs): OperatorCase => ({ inputs }));

const transpose = shaping((dims) =>
  fc
    .tuple(
      value(dims),
      fc.option(
        fc.shuffledSubarray(
          dims.map((_, i) => i),
          { minLength: dims.length },
        ),
      ),
    )
    .map(([x, order]) => ({
      inputs: [x],
      attributes: order === null ? {} : { perm: ints(...order) },
    })),
);

const concat = shaping((dims) =>
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

const split = shaping((dims) =>
  fc.integer({ min: -dims.length, max: dims.length - 1 }).chain((axis) => {
    const doubled = dims.with(axis, 2 * (dims.at(axis) ?? 1));
    const first = (dims.at(axis) ?? 1) + 1;
    const sizes = list(first, (doubled.at(axis) ?? 2) - first);
    return value(doubled).chain((x) =>
      fc.constantFrom([x], [x, sizes]).map((inputs) => ({
        inputs,
        attributes: { axis: int(axis) },
        outputs: 2,
      })),
    );
  }),
);

/** Beyond every size, as exporters write it. */
const TO_THE_END = 2 ** 31 - 1;

const slice = shaping((dims) =>
  fc
    .record({
      x: value(dims),
      axis: fc.integer({ min: -dims.length, max: dims.length - 1 }),
      start: fc.constantFrom(0, -1, -100),
      end: fc.constantFrom(1, 100, TO_THE_END),
      step: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ x, axis, start, end, step }) => ({
      // From the last one on only the end of the axis may follow, or nothing is left.
      inputs: [x, list(start), list(start === -1 ? TO_THE_END : end), list(axis), list(step)],
    })),
);

const gather = shaping((dims) =>
  fc
    .record({ x: value(dims), axis: fc.integer({ min: -dims.length, max: dims.length - 1 }) })
    .chain(({ x, axis }) => {
      const last = (dims.at(axis) ?? 1) - 1;
      return fc
        .constantFrom(list(last, 0, last), int64Tensor('', [], [last]))
        .map((indices) => ({ inputs: [x, indices], attributes: { axis: int(axis) } }));
    }),
);

const pad = shaping((dims) =>
  fc
    .record({
      x: value(dims),
      amounts: fc.array(fc.nat(2), { minLength: 2 * dims.length, maxLength: 2 * dims.length }),
      filler: fc.option(weights([])),
    })
    .map(({ x, amounts, filler }) => ({ inputs: [x, list(...amounts), filler] })),
);

const clip = fc
  .tuple(unary(), fc.option(weights([], { from: -1, to: 0 })), fc.option(weights([], POSITIVE)))
  .map(([made, least, most]): OperatorCase => ({ ...made, inputs: [...made.inputs, least, most] }));

const where = broadcast({ count: 3 }).map((made): OperatorCase => ({ ...made, truths: [0] }));

const truthful = broadcast({ truths: true });

export const OPERATOR_CASES: Readonly<Record<string, fc.Arbitrary<OperatorCase>>> = {
  Abs: unary(),
  Neg: unary(),
  Exp: unary(),
  Log: unary(POSITIVE),
  Sqrt: unary(POSITIVE),
  Reciprocal: unary(POSITIVE),
  Relu: unary(),
  Sigmoid: unary(),
  Tanh: unary(),
  Not: unary().map((made) => ({ ...made, truths: [0] })),
  Identity: unary(),
  LeakyRelu: unary(AROUND_ZERO, { alpha: float(0.2) }),
  Dropout: unary(),
  Cast: unary(AROUND_ZERO, { to: int(1) }),
  Clip: clip,
  Add: broadcast(),
  Sub: broadcast(),
  Mul: broadcast(),
  Div: broadcast({ ranges: [AROUND_ZERO, POSITIVE] }),
  Pow: broadcast({ ranges: [POSITIVE, AROUND_ZERO] }),
  PRelu: broadcast(),
  Greater: broadcast(),
  GreaterOrEqual: broadcast(),
  Less: broadcast(),
  LessOrEqual: broadcast(),
  Equal: broadcast(),
  And: truthful,
  Or: truthful,
  Max: broadcast({ count: 3 }),
  Min: broadcast({ count: 3 }),
  Sum: broadcast({ count: 3 }),
  Where: where,
  Conv: convolution,
  MaxPool: pool(fc.constant({})),
  AveragePool: pool(fc.constantFrom({}, { count_include_pad: int(1) })),
  GlobalAveragePool: onImage,
  GlobalMaxPool: onImage,
  BatchNormalization: batchNormalization,
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Transpose: transpose,
  Concat: concat,
  Split: split,
  Slice: slice,
  Gather: gather,
  Pad: pad,
  MatMul: matMul,
  Gemm: gemm,
  ReduceSum: reduction('input'),
  ReduceMean: reduction('attribute'),
  ReduceMax: reduction('attribute'),
  ReduceMin: reduction('attribute'),
  ReduceSumSquare: reduction('attribute'),
  ReduceL2: reduction('attribute'),
};
