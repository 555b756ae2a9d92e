/** Operators on images: convolution and pooling, which TensorFlow computes with channels last. */
import { floatValues, type OnnxTensor } from '../../onnx/onnx-model.ts';
import { Activation } from './activation.ts';
import type { NodePlan, Operator, Step } from './node-plan.ts';
import { resolvePadding, type ImagePadding } from './image-padding.ts';
import type { Pair, Tfjs, TfjsPadding, TfjsTensor } from './tfjs.ts';

export const IMAGE_OPERATORS: Readonly<Record<string, Operator>> = {
  Conv: convolution,
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: overPlane((tf, x) => tf.mean(x, [1, 2], true)),
  GlobalMaxPool: overPlane((tf, x) => tf.max(x, [1, 2], true)),
  BatchNormalization: batchNormalization,
};

function convolution(plan: NodePlan): Step {
  const { tf } = plan;
  const weights = plan.constant(1);
  if (weights?.dims.length !== 4) plan.refuse('is not two-dimensional');
  refuseDilations(plan);
  const group = plan.int('group', 1);
  const isDepthwise = group > 1 && weights.dims[1] === 1;
  if (group > 1 && !isDepthwise) plan.refuse('has groups of more than one channel');
  const strides = plan.pair('strides', 1);
  // TensorFlow's depthwise kernel knows no other.
  if (isDepthwise && strides[0] !== strides[1]) plan.refuse('has unequal strides');
  const filter = isDepthwise ? depthwiseFilter(plan, weights, group) : denseFilter(plan, weights);
  const bias = vector(plan, 2);
  const padding = resolvePadding(plan);
  const convolve = isDepthwise ? tf.depthwiseConv2d : tf.conv2d;
  return (operand) => {
    const sum = convolve(operand(0).channelsLast(), filter, strides, paddingOf(padding));
    return [Activation.ofImage(tf, bias === undefined ? sum : tf.add(sum, bias))];
  };
}

/** outputs×inputs×rows×columns → rows×columns×inputs×outputs. */
function denseFilter(plan: NodePlan, weights: OnnxTensor): TfjsTensor {
  return upload(plan, weights, weights.dims, [2, 3, 1, 0]);
}

/** (channels·outputs of each)×1×rows×columns → rows×columns×channels×outputs of each. */
function depthwiseFilter(plan: NodePlan, weights: OnnxTensor, channels: number): TfjsTensor {
  const [outputs = 0, , rows = 0, columns = 0] = weights.dims;
  return upload(plan, weights, [channels, outputs / channels, rows, columns], [2, 3, 0, 1]);
}

function upload(
  plan: NodePlan,
  weights: OnnxTensor,
  dims: readonly number[],
  order: readonly number[],
): TfjsTensor {
  const values = plan.tf.tensor(floatValues(weights), dims, 'float32');
  const filter = plan.hold(plan.tf.transpose(values, order));
  values.dispose();
  return filter;
}

function vector(plan: NodePlan, index: number): TfjsTensor | undefined {
  const tensor = plan.constant(index);
  if (tensor === undefined) return undefined;
  return plan.hold(plan.tf.tensor(floatValues(tensor), tensor.dims, 'float32'));
}

function paddingOf(padding: ImagePadding): TfjsPadding {
  if (padding === 'same') return 'same';
  const [rows, columns] = padding;
  if (isZero(rows) && isZero(columns)) return 'valid';
  return [[0, 0], rows, columns, [0, 0]];
}

const isZero = (amounts: Pair): boolean => amounts[0] === 0 && amounts[1] === 0;

interface Pool {
  readonly size: Pair;
  readonly strides: Pair;
  readonly padding: ImagePadding;
}

function poolOf(plan: NodePlan): Pool {
  if (plan.node.outputs.length > 1) plan.refuse('asks for the places of the largest values');
  if (plan.ints('kernel_shape')?.length !== 2) plan.refuse('is not two-dimensional');
  if (plan.int('ceil_mode', 0) !== 0) plan.refuse('rounds its size up (ceil_mode)');
  refuseDilations(plan);
  return {
    size: plan.pair('kernel_shape', 1),
    strides: plan.pair('strides', 1),
    padding: resolvePadding(plan),
  };
}

function maxPool(plan: NodePlan): Step {
  const { tf } = plan;
  const pool = poolOf(plan);
  return (operand) => {
    const x = operand(0).channelsLast();
    const pooled = padded(tf, x, pool.padding, Number.NEGATIVE_INFINITY);
    return [Activation.ofImage(tf, tf.maxPool(pooled, pool.size, pool.strides, kindOf(pool)))];
  };
}

function averagePool(plan: NodePlan): Step {
  const { tf } = plan;
  const pool = poolOf(plan);
  const countsPadding = plan.int('count_include_pad', 0) !== 0;
  if (countsPadding && pool.padding === 'same') plan.refuse('counts a padding that is not given');
  const average = (x: TfjsTensor) =>
    tf.avgPool(padded(tf, x, pool.padding, 0), pool.size, pool.strides, kindOf(pool));
  const isExact = countsPadding || pool.padding === 'same' || pool.padding.every(isZero);
  return (operand) => {
    const x = operand(0).channelsLast();
    if (isExact) return [Activation.ofImage(tf, average(x))];
    const [, rows = 0, columns = 0] = x.shape;
    const share = average(tf.ones([1, rows, columns, 1]));
    return [Activation.ofImage(tf, tf.div(average(x), share))];
  };
}

/** TensorFlow's pools know no padding but 'same'. */
function padded(tf: Tfjs, x: TfjsTensor, padding: ImagePadding, value: number): TfjsTensor {
  if (padding === 'same' || padding.every(isZero)) return x;
  const [rows, columns] = padding;
  return tf.pad(x, [[0, 0], rows, columns, [0, 0]], value);
}

const kindOf = ({ padding }: Pool): 'same' | 'valid' => (padding === 'same' ? 'same' : 'valid');

function refuseDilations(plan: NodePlan): void {
  if (plan.ints('dilations')?.some((step) => step !== 1)) plan.refuse('is dilated');
}

function overPlane(compute: (tf: Tfjs, x: TfjsTensor) => TfjsTensor): Operator {
  return ({ tf }) =>
    (operand) => [Activation.ofImage(tf, compute(tf, operand(0).channelsLast()))];
}

/** At inference: (x − mean) / √(variance + ε) · scale + bias, by channel, as one factor and one shift. */
function batchNormalization(plan: NodePlan): Step {
  const { tf } = plan;
  if (plan.int('training_mode', 0) !== 0) plan.refuse('is in training mode');
  const epsilon = plan.float('epsilon', 1e-5);
  const [scale, bias, mean, variance] = [
    floatsOf(plan, 1),
    floatsOf(plan, 2),
    floatsOf(plan, 3),
    floatsOf(plan, 4),
  ];
  const factors = scale.map((s, c) => s / Math.sqrt((variance[c] ?? 0) + epsilon));
  const shifts = bias.map((b, c) => b - (mean[c] ?? 0) * (factors[c] ?? 0));
  const factor = plan.hold(tf.tensor(factors, [factors.length], 'float32'));
  const shift = plan.hold(tf.tensor(shifts, [shifts.length], 'float32'));
  return (operand) => {
    const x = operand(0);
    // With two axes the channels are last as they are.
    const image = x.rank === 2 ? x : Activation.ofImage(tf, x.channelsLast());
    return [image.like(tf.add(tf.mul(image.raw, factor), shift))];
  };
}

function floatsOf(plan: NodePlan, index: number): Float32Array {
  return floatValues(plan.constant(index) ?? plan.refuse(`lacks its input ${index}`));
}
