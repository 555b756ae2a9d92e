/** Operators that move numbers about and compute none. */
import { elementCount, floatValues, integerValues } from '../../onnx/onnx-model.ts';
import { Activation, inOneOrder } from './activation.ts';
import type { NodePlan, Operator, Step } from './node-plan.ts';
import type { Dims, Tfjs, TfjsTensor } from './tfjs.ts';

export const SHAPE_OPERATORS: Readonly<Record<string, Operator>> = {
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
};

/** A step on one value in ONNX's order of axes. */
function inOnnxOrder(tf: Tfjs, compute: (x: TfjsTensor) => TfjsTensor): Step {
  return (operand) => [Activation.of(tf, compute(operand(0).onnx()))];
}

/** `dims` of what comes in → dims of what goes out. */
function reshaped(tf: Tfjs, resize: (dims: Dims) => Dims): Step {
  return inOnnxOrder(tf, (x) => tf.reshape(x, resize(x.shape)));
}

const fromFront = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

function reshape(plan: NodePlan): Step {
  const asked = plan.integers(1, 'shape') ?? plan.refuse('lacks its shape');
  const copiesZeros = plan.int('allowzero', 0) === 0;
  return reshaped(plan.tf, (dims) =>
    asked.map((size, i) => (size === 0 && copiesZeros ? (dims[i] ?? 0) : size)),
  );
}

function flatten(plan: NodePlan): Step {
  const axis = plan.int('axis', 1);
  return reshaped(plan.tf, (dims) => {
    const cut = fromFront(axis, dims.length);
    return [elementCount(dims.slice(0, cut)), elementCount(dims.slice(cut))];
  });
}

function squeeze(plan: NodePlan): Step {
  const axes = plan.integers(1, 'axes');
  return reshaped(plan.tf, (dims) => {
    const dropped = axes?.map((axis) => fromFront(axis, dims.length));
    return dims.filter((size, i) => (dropped === undefined ? size !== 1 : !dropped.includes(i)));
  });
}

function unsqueeze(plan: NodePlan): Step {
  const axes = plan.integers(1, 'axes') ?? plan.refuse('lacks its axes');
  return reshaped(plan.tf, (dims) => {
    const rank = dims.length + axes.length;
    const added = new Set(axes.map((axis) => fromFront(axis, rank)));
    const rest = [...dims];
    return Array.from({ length: rank }, (_, i) => (added.has(i) ? 1 : (rest.shift() ?? 1)));
  });
}

function transpose(plan: NodePlan): Step {
  const order = plan.ints('perm');
  return inOnnxOrder(plan.tf, (x) => plan.tf.transpose(x, order));
}

function concat(plan: NodePlan): Step {
  const { tf, node } = plan;
  const axis = plan.int('axis', 0);
  return (operand) => {
    const parts = inOneOrder(
      tf,
      node.inputs.map((_, index) => operand(index)),
    );
    return [parts.wrap(tf.concat(parts.tensors, parts.rawAxis(axis)))];
  };
}

function split(plan: NodePlan): Step {
  const { tf, node } = plan;
  const axis = plan.int('axis', 0);
  const sizes = plan.integers(1, 'split');
  return (operand) => {
    const x = operand(0);
    const place = x.rawAxis(axis);
    const length = x.raw.shape[place] ?? 0;
    const parts = tf.split(x.raw, sizes ?? evenSizes(length, node.outputs.length), place);
    return parts.map((part) => x.like(part));
  };
}

/** Equal parts, the last one smaller where they do not come out even. */
function evenSizes(length: number, count: number): number[] {
  const size = Math.ceil(length / count);
  return Array.from({ length: count }, (_, i) => Math.min(size, length - i * size));
}

function slice(plan: NodePlan): Step {
  const { tf } = plan;
  const starts = plan.integers(1, 'starts') ?? plan.refuse('lacks its starts');
  const ends = plan.integers(2, 'ends') ?? plan.refuse('lacks its ends');
  const axes = plan.integers(3, 'axes') ?? starts.map((_, i) => i);
  const steps = plan.integers(4, 'steps') ?? starts.map(() => 1);
  if (steps.some((step) => step < 1)) plan.refuse('walks backwards');
  return inOnnxOrder(tf, (x) => {
    const begin = x.shape.map(() => 0);
    const end = [...x.shape];
    const strides = x.shape.map(() => 1);
    for (const [i, asked] of axes.entries()) {
      const axis = fromFront(asked, x.rank);
      const size = x.shape[axis] ?? 0;
      begin[axis] = withinSize(starts[i] ?? 0, size);
      end[axis] = Math.max(begin[axis] ?? 0, withinSize(ends[i] ?? size, size));
      strides[axis] = steps[i] ?? 1;
    }
    return tf.stridedSlice(x, begin, end, strides);
  });
}

/** Positions beyond the ends mean the ends, negative ones count from the last. */
function withinSize(position: number, size: number): number {
  return Math.min(Math.max(fromFront(position, size), 0), size);
}

function gather(plan: NodePlan): Step {
  const { tf } = plan;
  const axis = plan.int('axis', 0);
  const tensor = plan.constant(1) ?? plan.refuse('lacks its indices');
  const positions = integerValues(tensor);
  if (positions.some((position) => position < 0)) plan.refuse('counts from the last');
  const indices = plan.hold(tf.tensor(Int32Array.from(positions), tensor.dims, 'int32'));
  return inOnnxOrder(tf, (x) => tf.gather(x, indices, fromFront(axis, x.rank)));
}

function pad(plan: NodePlan): Step {
  const { tf } = plan;
  if (plan.text('mode', 'constant') !== 'constant') plan.refuse('mirrors what it pads');
  if (plan.has(3)) plan.refuse('names the axes that it pads');
  const amounts = plan.integers(1, 'pads') ?? plan.refuse('lacks its amounts');
  if (amounts.some((amount) => amount < 0)) plan.refuse('cuts instead of padding');
  const filler = plan.constant(2);
  const value = filler === undefined ? plan.float('value', 0) : (floatValues(filler)[0] ?? 0);
  const rank = amounts.length / 2;
  const pairs = amounts
    .slice(0, rank)
    .map((before, i) => [before, amounts[rank + i] ?? 0] as const);
  return inOnnxOrder(tf, (x) => tf.pad(x, pairs, value));
}
