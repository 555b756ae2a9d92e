/** Operators that treat every number by itself. */
import { floatValues } from '../../onnx/onnx-model.ts';
import { inOneOrder } from './activation.ts';
import type { NodePlan, Operator } from './node-plan.ts';
import type { Tfjs, TfjsTensor } from './tfjs.ts';

/** `TensorProto.DataType` numbers that Cast can make. */
const FLOAT32 = 1;
const BOOL = 9;

export const ELEMENT_OPERATORS: Readonly<Record<string, Operator>> = {
  Abs: unary((tf, x) => tf.abs(x)),
  Neg: unary((tf, x) => tf.neg(x)),
  Exp: unary((tf, x) => tf.exp(x)),
  Log: unary((tf, x) => tf.log(x)),
  Sqrt: unary((tf, x) => tf.sqrt(x)),
  Reciprocal: unary((tf, x) => tf.reciprocal(x)),
  Relu: unary((tf, x) => tf.relu(x)),
  Sigmoid: unary((tf, x) => tf.sigmoid(x)),
  Tanh: unary((tf, x) => tf.tanh(x)),
  Not: unary((tf, x) => tf.logicalNot(x)),
  Identity: unary((_, x) => x),
  LeakyRelu: (plan) => {
    const slope = plan.float('alpha', 0.01);
    return unary((tf, x) => tf.leakyRelu(x, slope))(plan);
  },
  Dropout: (plan) => {
    if (plan.node.outputs.length > 1) plan.refuse('asks for the mask of what it drops');
    return unary((_, x) => x)(plan);
  },
  Cast: (plan) => {
    const to = plan.int('to', FLOAT32);
    if (to !== FLOAT32 && to !== BOOL) plan.refuse('casts to a type other than float and bool');
    return unary((tf, x) => tf.cast(x, to === FLOAT32 ? 'float32' : 'bool'))(plan);
  },
  Clip: clip,

  Add: overInputs((tf, a, b) => tf.add(a, b)),
  Sub: overInputs((tf, a, b) => tf.sub(a, b)),
  Mul: overInputs((tf, a, b) => tf.mul(a, b)),
  Div: overInputs((tf, a, b) => tf.div(a, b)),
  Pow: overInputs((tf, a, b) => tf.pow(a, b)),
  PRelu: overInputs((tf, x, slope) => tf.prelu(x, slope)),
  Greater: overInputs((tf, a, b) => tf.greater(a, b)),
  GreaterOrEqual: overInputs((tf, a, b) => tf.greaterEqual(a, b)),
  Less: overInputs((tf, a, b) => tf.less(a, b)),
  LessOrEqual: overInputs((tf, a, b) => tf.lessEqual(a, b)),
  Equal: overInputs((tf, a, b) => tf.equal(a, b)),
  And: overInputs((tf, a, b) => tf.logicalAnd(a, b)),
  Or: overInputs((tf, a, b) => tf.logicalOr(a, b)),
  Max: overInputs((tf, a, b) => tf.maximum(a, b)),
  Min: overInputs((tf, a, b) => tf.minimum(a, b)),
  Sum: overInputs((tf, a, b) => tf.add(a, b)),
  Where: where,
};

function unary(compute: (tf: Tfjs, x: TfjsTensor) => TfjsTensor): Operator {
  return ({ tf }) =>
    (operand) => {
      const x = operand(0);
      return [x.like(compute(tf, x.raw))];
    };
}

type Compute = (tf: Tfjs, a: TfjsTensor, b: TfjsTensor) => TfjsTensor;

/** a ∘ b ∘ c …; one input stays as it is. */
function overInputs(compute: Compute): Operator {
  return ({ tf, node }) =>
    (operand) => {
      const { tensors, wrap } = inOneOrder(
        tf,
        node.inputs.map((_, index) => operand(index)),
      );
      return [wrap(tensors.reduce((a, b) => compute(tf, a, b)))];
    };
}

function where({ tf }: NodePlan): ReturnType<Operator> {
  return (operand) => {
    const { tensors, wrap } = inOneOrder(tf, [operand(0), operand(1), operand(2)]);
    const [condition, yes, no] = tensors;
    if (condition === undefined || yes === undefined || no === undefined) return [];
    return [wrap(tf.where(condition, yes, no))];
  };
}

function clip(plan: NodePlan): ReturnType<Operator> {
  const least = limit(plan, 1, 'min');
  const most = limit(plan, 2, 'max');
  return unary((tf, x) => {
    const raised = least === undefined ? x : tf.maximum(x, least);
    return most === undefined ? raised : tf.minimum(raised, most);
  })(plan);
}

function limit(plan: NodePlan, index: number, attribute: string): number | undefined {
  const tensor = plan.constant(index);
  if (tensor !== undefined) return floatValues(tensor)[0];
  const value = plan.float(attribute, Number.NaN);
  return Number.isNaN(value) ? undefined : value;
}
