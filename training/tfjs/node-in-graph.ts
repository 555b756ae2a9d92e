import {
  elementCount,
  floatValues,
  integerValues,
  type OnnxNode,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';
import type { Dims, GraphDef, NodeDef } from './graph-def.ts';

/** The graph cannot be written for TensorFlow.js; the message is a sentence that names the node. */
export class UnsupportedGraph extends Error {}

/** Where ONNX's axes (batch, channel, row, column) lie in TensorFlow's images, which keep channels last. */
const CHANNELS_LAST_AXIS = [0, 3, 1, 2] as const;
export const TO_CHANNELS_LAST = [0, 2, 3, 1] as const;
const TO_ONNX = [0, 3, 1, 2] as const;

/** A tensor that the graph computes. */
export interface MadeTensor {
  /** Name of the operation that computes it. */
  readonly name: string;
  /** In ONNX's order of axes. */
  readonly dims: Dims;
}

/**
 * One node of an ONNX graph while it is written for TensorFlow.js. Every tensor of four axes lies there with its
 * channels last, any other as in ONNX; `shape` is always in ONNX's order.
 */
export class NodeInGraph {
  readonly node: OnnxNode;
  readonly #graph: GraphDef;
  readonly #constants: ReadonlyMap<string, OnnxTensor>;
  readonly #made: ReadonlyMap<string, MadeTensor>;

  /** @param made inputs and what has been computed so far, by their names in the ONNX graph */
  constructor(
    node: OnnxNode,
    graph: GraphDef,
    constants: ReadonlyMap<string, OnnxTensor>,
    made: ReadonlyMap<string, MadeTensor>,
  ) {
    this.node = node;
    this.#graph = graph;
    this.#constants = constants;
    this.#made = made;
  }

  get output(): string {
    return this.node.outputs[0] ?? '';
  }

  has(index: number): boolean {
    return (this.node.inputs[index] ?? '') !== '';
  }

  shape(index: number): Dims {
    const name = this.node.inputs[index] ?? '';
    const dims = this.#constants.get(name)?.dims ?? this.#made.get(name)?.dims;
    return dims ?? this.refuse(`computes with the tensor "${name}", which nothing makes`);
  }

  isConstant(index: number): boolean {
    return this.#constants.has(this.node.inputs[index] ?? '');
  }

  /** The tensor on an input, which has to lie in the file. */
  constant(index: number): OnnxTensor {
    const tensor = this.#constants.get(this.node.inputs[index] ?? '');
    return tensor ?? this.refuse(`computes its input ${index}, which has to be a constant`);
  }

  integers(index: number): number[] {
    return integerValues(this.constant(index));
  }

  /**
   * Name of the tensor on an input, for an operation whose result has `rank` axes: a constant of fewer axes than an
   * image is broadcast as ONNX does it.
   */
  operand(index: number, rank: number = this.shape(index).length): string {
    const dims = this.shape(index);
    if (this.isConstant(index)) return this.#constantOperand(index, rank);
    if (rank === 4 && dims.length !== 4) this.refuse('broadcasts to an image what is none');
    return this.#made.get(this.node.inputs[index] ?? '')?.name ?? '';
  }

  /** Writes the numbers of the first input, in ONNX's order, in another shape. @returns the shape */
  reshape(dims: Dims): Dims {
    const shape = this.shape(0);
    const isTurned = (sizes: Dims) => sizes.length === 4 && !liesAlike(sizes);
    const source = isTurned(shape)
      ? this.#graph.transpose(`${this.output}/channels-first`, this.operand(0), TO_ONNX)
      : this.operand(0);
    if (isTurned(dims)) {
      const name = `${this.output}/reshaped`;
      this.write('Reshape', [source, this.list('shape', dims)], {}, name);
      this.#graph.transpose(this.output, name, TO_CHANNELS_LAST);
    } else this.write('Reshape', [source, this.list('shape', this.byAxis(dims))]);
    return dims;
  }

  /** Where an axis of ONNX lies in the tensor; negative ones count from the last. */
  axis(axis: number, rank: number): number {
    const positive = this.positive(axis, rank);
    return rank === 4 ? (CHANNELS_LAST_AXIS[positive] ?? positive) : positive;
  }

  positive(axis: number, rank: number): number {
    return axis < 0 ? axis + rank : axis;
  }

  /** Numbers by axis of ONNX, in the order in which the tensor's axes lie. */
  byAxis(numbers: readonly number[]): number[] {
    return numbers.length === 4 ? TO_CHANNELS_LAST.map((axis) => numbers[axis] ?? 0) : [...numbers];
  }

  int(name: string, fallback: number): number {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'int' ? attribute.value : fallback;
  }

  float(name: string, fallback: number): number {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'float' ? attribute.value : fallback;
  }

  ints(name: string, fallback: readonly number[]): readonly number[] {
    const attribute = this.node.attributes[name];
    return attribute?.kind === 'ints' ? attribute.value : fallback;
  }

  /** Writes an operation. Default name: that of the node's output. */
  write(
    op: string,
    inputs: readonly string[],
    attributes: NodeDef['attr'] = {},
    name: string = this.output,
  ): string {
    return this.#graph.node(name, op, inputs, attributes);
  }

  /** A constant of whole numbers that belongs to this node. */
  list(what: string, values: readonly number[], dims: Dims = [values.length]): string {
    const make = () => ({ dims, values: Int32Array.from(values) });
    return this.#graph.weight(`${this.output}/${what}`, make);
  }

  /** A constant of the file, seen as `dims` and with its axes in another order. */
  reordered(index: number, what: string, dims: Dims, order: Dims): string {
    const tensor = this.constant(index);
    return this.#graph.weight(`${tensor.name}/${what}`, () => ({
      dims: order.map((axis) => dims[axis] ?? 1),
      values: permuted(floatValues(tensor), dims, order),
    }));
  }

  /** @param why predicate of the sentence, the node being its subject */
  refuse(why: string): never {
    throw new UnsupportedGraph(`The node "${this.node.name}" (${this.node.op}) ${why}.`);
  }

  #constantOperand(index: number, rank: number): string {
    const tensor = this.constant(index);
    if (rank !== 4 || tensor.dims.length === 0) {
      const make = () => ({ dims: tensor.dims, values: floatValues(tensor) });
      return this.#graph.weight(tensor.name, make);
    }
    const image = [...new Array<number>(4 - tensor.dims.length).fill(1), ...tensor.dims];
    return this.reordered(index, 'channels-last', image, TO_CHANNELS_LAST);
  }
}

/** Whether the numbers of an image lie in one order, channels first or last. */
function liesAlike([, channels = 1, rows = 1, columns = 1]: Dims): boolean {
  return channels === 1 || rows * columns === 1;
}

/** Row-major values of shape `dims` with axis `order[i]` as the new axis i. */
function permuted(values: Float32Array, dims: Dims, order: Dims): Float32Array {
  const strides = dims.map((_, axis) => elementCount(dims.slice(axis + 1)));
  const sizes = order.map((axis) => dims[axis] ?? 1);
  const steps = order.map((axis) => strides[axis] ?? 0);
  const result = new Float32Array(values.length);
  const index = sizes.map(() => 0);
  let source = 0;
  for (let i = 0; i < result.length; i++) {
    result[i] = values[source] ?? 0;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const [size, step, at] = [sizes[axis] ?? 1, steps[axis] ?? 0, (index[axis] ?? 0) + 1];
      index[axis] = at % size;
      source += at === size ? -step * (size - 1) : step;
      if (at !== size) break;
    }
  }
  return result;
}
