/** Matrix products and reductions. */
import { Activation } from './activation.ts';
import type { NodePlan, Operator, Step } from './node-plan.ts';
import type { Dims, Tfjs, TfjsTensor } from './tfjs.ts';

export const ALGEBRA_OPERATORS: Readonly<Record<string, Operator>> = {
  MatMul: matMul,
  Gemm: gemm,
  ReduceSum: reduction((tf, x, axes, keep) => tf.sum(x, axes, keep)),
  ReduceMean: reduction((tf, x, axes, keep) => tf.mean(x, axes, keep)),
  ReduceMax: reduction((tf, x, axes, keep) => tf.max(x, axes, keep)),
  ReduceMin: reduction((tf, x, axes, keep) => tf.min(x, axes, keep)),
  ReduceSumSquare: reduction((tf, x, axes, keep) => tf.sum(tf.square(x), axes, keep)),
  ReduceL2: reduction((tf, x, axes, keep) => tf.sqrt(tf.sum(tf.square(x), axes, keep))),
};

function matMul({ tf }: NodePlan): Step {
  return (operand) => [Activation.of(tf, tf.matMul(operand(0).onnx(), operand(1).onnx()))];
}

/** α · A · B + β · C, A and B transposed where asked. */
function gemm(plan: NodePlan): Step {
  const { tf } = plan;
  const [alpha, beta] = [plan.float('alpha', 1), plan.float('beta', 1)];
  const [flipA, flipB] = [plan.int('transA', 0) !== 0, plan.int('transB', 0) !== 0];
  const scaled = (x: TfjsTensor, factor: number) => (factor === 1 ? x : tf.mul(x, factor));
  return (operand) => {
    const product = tf.matMul(operand(0).onnx(), operand(1).onnx(), flipA, flipB);
    const sum = scaled(product, alpha);
    if (!plan.has(2)) return [Activation.of(tf, sum)];
    return [Activation.of(tf, tf.add(sum, scaled(operand(2).onnx(), beta)))];
  };
}

type Reduce = (tf: Tfjs, x: TfjsTensor, axes: Dims | undefined, keep: boolean) => TfjsTensor;

function reduction(reduce: Reduce): Operator {
  return (plan) => {
    const { tf } = plan;
    const axes = plan.integers(1, 'axes');
    const keep = plan.int('keepdims', 1) !== 0;
    const isNothing = (axes?.length ?? 0) === 0 && plan.int('noop_with_empty_axes', 0) !== 0;
    if (isNothing) plan.refuse('reduces no axis');
    const asked = axes?.length === 0 ? undefined : axes;
    return (operand) => {
      const x = operand(0);
      if (!keep) return [Activation.of(tf, reduce(tf, x.onnx(), asked, keep))];
      const places = asked?.map((axis) => x.rawAxis(axis));
      return [x.like(reduce(tf, x.raw, places, keep))];
    };
  };
}
