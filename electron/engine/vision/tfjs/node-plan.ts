import { integerValues, type OnnxNode, type OnnxTensor } from '../../onnx/onnx-model.ts';
import type { Activation } from './activation.ts';
import type { Tfjs, TfjsTensor } from './tfjs.ts';

/** What a node does in every run. `operand` gives the value on one of its inputs. */
export type Step = (operand: (index: number) => Activation) => readonly Activation[];

/** Prepares a node once: reads its attributes, uploads its weights. Throws `UnsupportedGraph`. */
export type Operator = (plan: NodePlan) => Step;

/** A graph that the runner cannot run; the message is a sentence that names the node. */
export class UnsupportedGraph extends Error {}

/** One node while it is prepared. */
export class NodePlan {
  readonly tf: Tfjs;
  readonly node: OnnxNode;
  private readonly fixed: ReadonlyMap<string, OnnxTensor>;
  private readonly held: TfjsTensor[];

  /**
   * @param fixed tensors that lie in the file, by name
   * @param held takes what the node uploads, to be disposed with the graph
   */
  constructor(
    tf: Tfjs,
    node: OnnxNode,
    fixed: ReadonlyMap<string, OnnxTensor>,
    held: TfjsTensor[],
  ) {
    this.tf = tf;
    this.node = node;
    this.fixed = fixed;
    this.held = held;
  }

  /** Keeps a tensor beyond the planning. */
  hold(tensor: TfjsTensor): TfjsTensor {
    this.held.push(this.tf.keep(tensor));
    return tensor;
  }

  has(index: number): boolean {
    return (this.node.inputs[index] ?? '') !== '';
  }

  /** The tensor on an input, which has to lie in the file; undefined where the input is left out. */
  constant(index: number): OnnxTensor | undefined {
    if (!this.has(index)) return undefined;
    const tensor = this.fixed.get(this.node.inputs[index] ?? '');
    return tensor ?? this.refuse(`computes its input ${index}, which has to be a constant`);
  }

  /** Whole numbers on a constant input or, in older operator sets, in an attribute. */
  integers(index: number, attribute: string): readonly number[] | undefined {
    const tensor = this.constant(index);
    return tensor === undefined ? this.ints(attribute) : integerValues(tensor);
  }

  int(name: string, fallback: number): number {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'int' ? attribute.value : fallback;
  }

  float(name: string, fallback: number): number {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'float' ? attribute.value : fallback;
  }

  text(name: string, fallback: string): string {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'string' ? attribute.value : fallback;
  }

  ints(name: string): readonly number[] | undefined {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'ints' ? attribute.value : undefined;
  }

  /** Two whole numbers, one for rows and one for columns. */
  pair(name: string, fallback: number): readonly [number, number] {
    const [rows = fallback, columns = fallback, ...more] = this.ints(name) ?? [];
    if (more.length > 0) this.refuse(`has ${name} for more than rows and columns`);
    return [rows, columns];
  }

  /** @param why predicate of the sentence, the node being its subject */
  refuse(why: string): never {
    throw new UnsupportedGraph(`The node "${this.node.name}" (${this.node.op}) ${why}.`);
  }
}
