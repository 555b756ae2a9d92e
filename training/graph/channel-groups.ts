import {
  elementCount,
  floatValues,
  type OnnxGraph,
  type OnnxNode,
} from '../../electron/engine/onnx/onnx-model.ts';
import { TINY } from './flush-tiny-weights.ts';
import type { FloatConstant } from './replace-constants.ts';

/** Tensors whose channel c only ever meets channel c of each other, so that channels can be cut from all of them. */
export interface ChannelGroup {
  readonly tensors: ReadonlySet<string>;
  readonly channels: number;
  /** Convolutions that read a tensor of the group and mix its channels. */
  readonly readers: readonly OnnxNode[];
}

export interface ChannelGroups {
  readonly groups: readonly ChannelGroup[];
  /** For each tensor of a group and each channel the number it holds at every place; NaN where it varies. */
  readonly constants: ReadonlyMap<string, Float64Array>;
}

/** Weights by tensor name, 32-bit floats alone. */
export type Weights = ReadonlyMap<string, FloatConstant>;

/** What one node does with channels. */
export type ChannelRole = 'mixes' | 'depthwise' | 'keeps' | 'unknown';

type Elementwise = (operands: readonly number[], node: OnnxNode) => number;

const ELEMENTWISE: Readonly<Record<string, Elementwise>> = {
  Identity: ([x = NaN]) => x,
  Relu: ([x = NaN]) => Math.max(0, x),
  LeakyRelu: ([x = NaN], { attributes: { alpha } }) =>
    x < 0 ? x * (alpha?.kind === 'float' ? alpha.value : 0.01) : x,
  PRelu: ([x = NaN, slope = NaN]) => (x < 0 ? x * slope : x),
  Add: ([a = NaN, b = NaN]) => a + b,
  Sub: ([a = NaN, b = NaN]) => a - b,
  Mul: ([a = NaN, b = NaN]) => a * b,
  Max: (operands) => Math.max(...operands),
  Min: (operands) => Math.min(...operands),
};
const POOLS = ['MaxPool', 'AveragePool', 'GlobalAveragePool'];

export function weightsOf(graph: OnnxGraph): Weights {
  const floats = graph.initializers.filter(({ type }) => type === 'float32');
  return new Map(
    floats.map((tensor) => [tensor.name, { dims: tensor.dims, values: floatValues(tensor) }]),
  );
}

/** Depthwise convolutions have one filter a channel; other groups are unknown, as are weights that are computed. */
export function channelRole(node: OnnxNode, weights: Weights): ChannelRole {
  if (node.domain !== '') return 'unknown';
  if (node.op !== 'Conv')
    return Object.hasOwn(ELEMENTWISE, node.op) || POOLS.includes(node.op) ? 'keeps' : 'unknown';
  const [, kernel = '', bias] = node.inputs;
  const dims = weights.get(kernel)?.dims;
  if (dims?.length !== 4 || (bias !== undefined && bias !== '' && !weights.has(bias))) {
    return 'unknown';
  }
  const { group } = node.attributes;
  const groups = group?.kind === 'int' ? group.value : 1;
  if (groups === 1) return 'mixes';
  return dims[0] === groups && dims[1] === 1 ? 'depthwise' : 'unknown';
}

/** Whether a window reaches over the edge, where a convolution reads zeros. */
export function hasPadding({ attributes: { auto_pad: automatic, pads } }: OnnxNode): boolean {
  if (automatic?.kind === 'string' && automatic.value.startsWith('SAME')) return true;
  return pads?.kind === 'ints' && pads.value.some((pad) => pad !== 0);
}

/** Whether a constant has one number a channel (C×1×1, 1×C×1×1). */
export function isPerChannel(dims: readonly number[], channels: number): boolean {
  return dims.length >= 3 && elementCount(dims) === channels && dims.at(-3) === channels;
}

/** Finds the groups of channels of a graph, those alone that nothing unknown reads or writes. */
export function findChannelGroups(graph: OnnxGraph): ChannelGroups {
  return new GroupFinder(graph).find();
}

class GroupFinder {
  readonly #graph: OnnxGraph;
  readonly #weights: Weights;
  readonly #initializers: ReadonlySet<string>;
  /** Another tensor of the same group, by name; a tensor that is its own parent stands for its group. */
  readonly #parents = new Map<string, string>();
  readonly #widths = new Map<string, number>();
  readonly #fixed = new Set<string>();
  readonly #constants = new Map<string, Float64Array>();
  readonly #reads: { readonly tensor: string; readonly reader: OnnxNode }[] = [];

  constructor(graph: OnnxGraph) {
    this.#graph = graph;
    this.#weights = weightsOf(graph);
    this.#initializers = new Set(graph.initializers.map(({ name }) => name));
  }

  find(): ChannelGroups {
    for (const { name } of this.#graph.inputs) this.#fixed.add(name);
    for (const node of this.#graph.nodes) this.#follow(node);
    for (const { name } of this.#graph.outputs) this.#fixed.add(name);
    const fixedGroups = new Set([...this.#fixed].map((name) => this.#groupOf(name)));
    const members = new Map<string, Set<string>>();
    for (const name of this.#widths.keys()) {
      const group = this.#groupOf(name);
      if (fixedGroups.has(group)) continue;
      members.set(group, (members.get(group) ?? new Set()).add(name));
    }
    const groups = [...members].map(([group, tensors]): ChannelGroup => ({
      tensors,
      channels: this.#widths.get(group) ?? 0,
      readers: this.#reads.filter(({ tensor }) => tensors.has(tensor)).map(({ reader }) => reader),
    }));
    return { groups, constants: this.#constants };
  }

  #follow(node: OnnxNode): void {
    const [output = ''] = node.outputs;
    const [input = '', kernel = '', bias = ''] = node.inputs;
    switch (channelRole(node, this.#weights)) {
      case 'mixes': {
        this.#reads.push({ tensor: input, reader: node });
        this.#begin(output, this.#weights.get(kernel)?.dims[0] ?? 0);
        this.#setConstant(
          output,
          this.#convolved(kernel, bias, () => NaN),
        );
        return;
      }
      case 'depthwise': {
        const before = this.#constants.get(input);
        const padded = hasPadding(node);
        this.#join(output, [input]);
        // A constant is none at the edge where zeros are read beside it.
        const seen = (c: number) => (padded && before?.[c] !== 0 ? NaN : (before?.[c] ?? NaN));
        this.#setConstant(output, this.#convolved(kernel, bias, seen));
        return;
      }
      case 'keeps':
        this.#keep(node, output);
        return;
      case 'unknown':
        for (const name of [...node.inputs, ...node.outputs]) this.#fixed.add(name);
    }
  }

  /** Constants behind filters of which each sees the constant `seen(c)`; a filter of zeros sees nothing. */
  #convolved(kernel: string, bias: string, seen: (c: number) => number): Float64Array {
    const { dims, values } = this.#weights.get(kernel) ?? { dims: [0], values: new Float32Array() };
    const size = values.length / (dims[0] ?? 1);
    const offsets = this.#weights.get(bias)?.values;
    return Float64Array.from({ length: dims[0] ?? 0 }, (_, c) => {
      const filter = values.subarray(c * size, (c + 1) * size);
      const offset = offsets?.[c] ?? 0;
      if (filter.every((w) => w === 0)) return offset;
      return offset + seen(c) * filter.reduce((sum, w) => sum + w, 0);
    });
  }

  #keep(node: OnnxNode, output: string): void {
    const tensors = node.inputs.filter((name) => !this.#initializers.has(name));
    this.#join(output, tensors);
    const width = this.#widths.get(output);
    const operands = node.inputs.map((name) => this.#operand(name, width ?? 0));
    if (width === undefined || operands.some((operand) => operand === null)) {
      this.#fixed.add(output);
      return;
    }
    // The mean over a window that reaches over the edge may count zeros.
    const isBlurred = node.op === 'AveragePool' && hasPadding(node);
    const apply = ELEMENTWISE[node.op] ?? (([x = NaN]) => x);
    const constant = Float64Array.from({ length: width }, (_, c) =>
      isBlurred
        ? NaN
        : apply(
            operands.map((operand) => operand?.(c) ?? NaN),
            node,
          ),
    );
    this.#setConstant(output, constant);
  }

  /** Like weights, constants that are tiny are zero. */
  #setConstant(name: string, values: Float64Array): void {
    this.#constants.set(
      name,
      values.map((value) => (Math.abs(value) < TINY ? 0 : value)),
    );
  }

  /** What a node reads in each channel; null where a constant is neither one number nor one a channel. */
  #operand(name: string, width: number): ((c: number) => number) | null {
    if (!this.#initializers.has(name)) {
      const constant = this.#constants.get(name);
      return (c) => constant?.[c] ?? NaN;
    }
    const weights = this.#weights.get(name);
    if (weights === undefined) return null;
    const { dims, values } = weights;
    if (values.length === 1) return () => values[0] ?? NaN;
    return isPerChannel(dims, width) ? (c) => values[c] ?? NaN : null;
  }

  #begin(name: string, width: number): void {
    this.#parents.set(name, name);
    this.#widths.set(name, width);
  }

  /** Puts a tensor into the group of those it is made of; they belong together from now on. */
  #join(name: string, sources: readonly string[]): void {
    const widths = new Set(sources.map((source) => this.#widths.get(source)));
    const [width] = widths;
    this.#parents.set(name, name);
    if (width !== undefined) this.#widths.set(name, width);
    // Whoever has no known width, or another one, is stretched over the channels.
    if (widths.size !== 1 || width === undefined) this.#fixed.add(name);
    for (const source of sources) this.#parents.set(this.#groupOf(source), this.#groupOf(name));
  }

  #groupOf(name: string): string {
    let at = name;
    for (;;) {
      const parent = this.#parents.get(at) ?? at;
      if (parent === at) return at;
      at = parent;
    }
  }
}
