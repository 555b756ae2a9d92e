import {
  floatTensor,
  int,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';
import { channelRole, weightsOf, type Weights } from './channel-groups.ts';
import { withoutUnusedNodes } from './unused-nodes.ts';

/** Smallest and largest number that a tensor held, zero among them. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Convolutions that `quantiseConvolutions` can write with integers: those that mix channels, but for the first. */
export function quantisable({ graph }: OnnxModel): readonly OnnxNode[] {
  const weights = weightsOf(graph);
  const inputs = new Set(graph.nodes.filter(({ op }) => op === 'Slice').flatMap((n) => n.outputs));
  return graph.nodes.filter(
    (node) =>
      channelRole(node, weights) === 'mixes' &&
      weights.has(node.inputs[2] ?? '') &&
      !inputs.has(node.inputs[0] ?? ''),
  );
}

/**
 * Writes convolutions for 8-bit integers, as onnxruntime's static quantisation does (QDQ): weights signed with one
 * scale a filter, what goes in and comes out unsigned with one scale a tensor, biases 32-bit.
 *
 * @param ranges of what goes into and comes out of each `quantisable` convolution, by tensor name
 */
export function quantiseConvolutions(
  model: OnnxModel,
  ranges: ReadonlyMap<string, Range>,
): OnnxModel {
  const wanted = new Set(quantisable(model));
  const writer = new QuantisedWriter(weightsOf(model.graph), ranges);
  for (const node of model.graph.nodes) {
    if (wanted.has(node)) writer.convolution(node);
    else writer.nodes.push(node);
  }
  const initializers = [...model.graph.initializers, ...writer.initializers];
  return withoutUnusedNodes({
    ...model,
    graph: { ...model.graph, nodes: writer.nodes, initializers },
  });
}

class QuantisedWriter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  readonly #weights: Weights;
  readonly #ranges: ReadonlyMap<string, Range>;

  constructor(weights: Weights, ranges: ReadonlyMap<string, Range>) {
    this.#weights = weights;
    this.#ranges = ranges;
  }

  convolution(node: OnnxNode): void {
    const [input = '', kernelName = '', biasName = ''] = node.inputs;
    const [output = ''] = node.outputs;
    const kernel = this.#weights.get(kernelName);
    const bias = this.#weights.get(biasName);
    if (kernel === undefined || bias === undefined) throw new Error(`${output} has no weights.`);
    const [filters = 0] = kernel.dims;
    const size = kernel.values.length / filters;
    const scales = Float32Array.from({ length: filters }, (_, c) => {
      const filter = kernel.values.subarray(c * size, (c + 1) * size);
      return filter.reduce((most, w) => Math.max(most, Math.abs(w)), 1e-6) / 127;
    });
    const whole = Int8Array.from(kernel.values, (w, i) =>
      Math.round(w / (scales[Math.floor(i / size)] ?? 1)),
    );
    const { name: x, scale } = this.#rounded(input, `${output}/seen`, input);
    const biasScales = scales.map((s) => s * scale);
    const wholeBias = Int32Array.from(bias.values, (b, c) => Math.round(b / (biasScales[c] ?? 1)));
    const w = this.#stored(`${output}/kernel`, 'int8', kernel.dims, whole, scales);
    const b = this.#stored(`${output}/bias`, 'int32', [filters], wholeBias, biasScales);
    this.nodes.push({ ...node, inputs: [x, w, b], outputs: [`${output}/exact`] });
    this.#rounded(`${output}/exact`, output, output);
  }

  /** Rounds a tensor to 256 steps of its range; returns the rounded one and the size of a step. */
  #rounded(tensor: string, name: string, rangeOf: string) {
    const { least, most } = this.#ranges.get(rangeOf) ?? { least: -1, most: 1 };
    const scale = Math.max(1e-6, (most - least) / 255);
    const zero = Uint8Array.of(Math.round(-least / scale));
    const [step, start] = [`${name}/step`, `${name}/start`];
    this.initializers.push(floatTensor(step, [], [scale]));
    this.initializers.push({ name: start, type: 'uint8', dims: [], data: zero });
    this.#add('QuantizeLinear', [tensor, step, start], `${name}/whole`);
    this.#add('DequantizeLinear', [`${name}/whole`, step, start], name);
    return { name, scale: Math.fround(scale) };
  }

  /** A constant of integers with one scale a filter, as floats. */
  #stored(
    name: string,
    type: 'int8' | 'int32',
    dims: readonly number[],
    values: Int8Array | Int32Array,
    scales: Float32Array,
  ): string {
    const data = new Uint8Array(values.buffer);
    const zeros = new Uint8Array(scales.length * values.BYTES_PER_ELEMENT);
    this.initializers.push({ name: `${name}/whole`, type, dims, data });
    this.initializers.push(floatTensor(`${name}/step`, [scales.length], scales));
    this.initializers.push({ name: `${name}/start`, type, dims: [scales.length], data: zeros });
    const parts = ['whole', 'step', 'start'].map((part) => `${name}/${part}`);
    this.#add('DequantizeLinear', parts, name, { axis: int(0) });
    return name;
  }

  #add(
    op: string,
    inputs: string[],
    output: string,
    attributes: OnnxNode['attributes'] = {},
  ): void {
    const outputs = [output];
    this.nodes.push({ name: `${output}/${op}`, op, domain: '', inputs, outputs, attributes });
  }
}
