import {
  floatTensor,
  floatValues,
  int64Tensor,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../onnx/onnx-model.ts';
import { Activation } from './activation.ts';
import { ALGEBRA_OPERATORS } from './algebra-operators.ts';
import { ELEMENT_OPERATORS } from './element-operators.ts';
import { IMAGE_OPERATORS } from './image-operators.ts';
import { NodePlan, UnsupportedGraph, type Operator, type Step } from './node-plan.ts';
import { SHAPE_OPERATORS } from './shape-operators.ts';
import type { Dims, Tfjs, TfjsTensor } from './tfjs.ts';

/** Since 13 axes and sizes come as inputs throughout, and operators mean what they mean today. */
const OLDEST_OPSET = 13;

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...ELEMENT_OPERATORS,
    ...IMAGE_OPERATORS,
    ...SHAPE_OPERATORS,
    ...ALGEBRA_OPERATORS,
  }),
);

/** Names of the operators that the runner knows, of ONNX's standard domain. */
export const SUPPORTED_OPERATORS: readonly string[] = [...OPERATORS.keys()];

/** Row-major numbers and their shape, in ONNX's order of axes. */
export interface GraphValue {
  readonly dims: Dims;
  readonly data: Float32Array;
}

/** An ONNX graph on TensorFlow.js. Its weights are uploaded once. */
export interface GraphRunner {
  /** @param inputs one value for each input of the graph. @returns its outputs by name */
  run(inputs: Readonly<Record<string, GraphValue>>): Promise<Readonly<Record<string, GraphValue>>>;
  /** Frees the weights. */
  dispose(): void;
}

interface PlannedNode {
  readonly node: OnnxNode;
  readonly step: Step;
}

/**
 * Prepares a graph of 32-bit floats. Shapes of weights, axes and indices have to be constants in the file.
 *
 * Throws `UnsupportedGraph`, whose message names the first node that cannot be run.
 */
export function planGraph(tf: Tfjs, model: OnnxModel): GraphRunner {
  const opset = model.opsets[''] ?? 0;
  if (opset < OLDEST_OPSET) {
    throw new UnsupportedGraph(`It uses operator set ${opset}, older than ${OLDEST_OPSET}.`);
  }
  const held: TfjsTensor[] = [];
  const { graph } = model;
  const fixed = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]));
  const steps: PlannedNode[] = [];
  for (const node of graph.nodes) {
    if (node.op === 'Constant') fixed.set(node.outputs[0] ?? '', constantOf(node));
    else steps.push({ node, step: stepOf(new NodePlan(tf, node, fixed, held)) });
  }
  const constants = new ConstantStore(tf, fixed);
  return {
    async run(inputs) {
      const names = graph.outputs.map((output) => output.name);
      const outputs = tf.tidy(() => runSteps(tf, steps, constants, inputs, names));
      const values = await Promise.all(outputs.map(read));
      return Object.fromEntries(names.map((name, i) => [name, values[i] ?? EMPTY]));
    },
    dispose() {
      for (const tensor of held) tensor.dispose();
      constants.dispose();
    },
  };
}

const EMPTY: GraphValue = { dims: [0], data: new Float32Array() };

function stepOf(plan: NodePlan): Step {
  const operator = plan.node.domain === '' ? OPERATORS.get(plan.node.op) : undefined;
  return (operator ?? plan.refuse('is of a kind that is not known here'))(plan);
}

function runSteps(
  tf: Tfjs,
  steps: readonly PlannedNode[],
  constants: ConstantStore,
  inputs: Readonly<Record<string, GraphValue>>,
  outputs: readonly string[],
): TfjsTensor[] {
  const values = new Map<string, Activation>();
  for (const [name, { dims, data }] of Object.entries(inputs)) {
    values.set(name, Activation.of(tf, tf.tensor(data, dims, 'float32')));
  }
  const valueOf = (name: string): Activation => values.get(name) ?? constants.get(name);
  for (const { node, step } of steps) {
    const results = step((index) => valueOf(node.inputs[index] ?? ''));
    for (const [i, name] of node.outputs.entries()) {
      const result = results[i];
      if (result !== undefined) values.set(name, result);
    }
  }
  return outputs.map((name) => valueOf(name).onnx());
}

async function read(tensor: TfjsTensor): Promise<GraphValue> {
  const data = Float32Array.from(await tensor.data());
  const dims = [...tensor.shape];
  tensor.dispose();
  return { dims, data };
}

/** Uploads the constants that are computed with, each when it is first asked for. */
class ConstantStore {
  private readonly tf: Tfjs;
  private readonly fixed: ReadonlyMap<string, OnnxTensor>;
  private readonly uploaded = new Map<string, Activation>();

  constructor(tf: Tfjs, fixed: ReadonlyMap<string, OnnxTensor>) {
    this.tf = tf;
    this.fixed = fixed;
  }

  get(name: string): Activation {
    const known = this.uploaded.get(name);
    if (known !== undefined) return known;
    const tensor = this.fixed.get(name);
    if (tensor === undefined) throw new UnsupportedGraph(`Nothing makes its tensor "${name}".`);
    const activation = Activation.ofConstant(this.tf, this.upload(tensor));
    this.uploaded.set(name, activation);
    return activation;
  }

  dispose(): void {
    for (const activation of this.uploaded.values()) activation.dispose();
  }

  private upload({ name, type, dims, data }: OnnxTensor): TfjsTensor {
    if (type === 'bool') return this.tf.tensor(data, dims, 'bool');
    if (type !== 'float32' && type !== 'float16') {
      throw new UnsupportedGraph(`It computes with ${type} numbers (tensor "${name}").`);
    }
    return this.tf.tensor(floatValues({ name, type, dims, data }), dims, 'float32');
  }
}

/** What a node of kind Constant holds. */
function constantOf({ name, outputs, attributes }: OnnxNode): OnnxTensor {
  const output = outputs[0] ?? '';
  for (const [key, attribute] of Object.entries(attributes)) {
    if (key === 'value' && attribute.kind === 'tensor') return { ...attribute.value, name: output };
    if (attribute.kind === 'float') return floatTensor(output, [], [attribute.value]);
    if (attribute.kind === 'int') return int64Tensor(output, [], [attribute.value]);
    if (attribute.kind === 'floats') {
      return floatTensor(output, [attribute.value.length], attribute.value);
    }
    if (attribute.kind === 'ints') {
      return int64Tensor(output, [attribute.value.length], attribute.value);
    }
  }
  throw new UnsupportedGraph(`The node "${name}" (Constant) holds no numbers.`);
}
