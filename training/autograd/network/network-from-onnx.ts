import { floatValues } from '../../../electron/engine/onnx/onnx-model.ts';
import type { OnnxModel, OnnxNode, OnnxTensor } from '../../../electron/engine/onnx/onnx-model.ts';
import { BATCH_NORM_EPSILON } from '../operations/batch-norm.ts';
import type { Feature, FeatureShape, Network, NetworkBuilder } from './network.ts';

/** A network read from a file, with its trained values. */
export interface LoadedNetwork {
  readonly network: Network;
  readonly input: FeatureShape;
  /** Parameters and running statistics by name: the `known` of `buildProgram`. */
  readonly known: ReadonlyMap<string, Float32Array>;
  /** Names of the layers with parameters, in order, for `frozen`. */
  readonly layers: readonly string[];
}

/** One layer of the graph: takes the features so far by tensor name, returns its own. */
type Layer = (build: NetworkBuilder, features: ReadonlyMap<string, Feature>) => Feature;

/**
 * Turns an ONNX graph of Conv, PRelu, Relu, LeakyRelu, Add, BatchNormalization, Gemm, MatMul, Flatten, Reshape to
 * a vector, MaxPool, AveragePool and GlobalAveragePool into a network that can be trained on.
 *
 * Layers are called `prefix` and their number among the layers with parameters: `colour.0`, `colour.1`, …
 * Throws a sentence for every other node and for what the layers cannot express (uneven padding, dilation, groups
 * that are not depthwise).
 */
export function networkFromOnnx(model: OnnxModel, prefix = 'layer'): LoadedNetwork {
  const { graph } = model;
  const [input] = graph.inputs;
  const [output] = graph.outputs;
  if (graph.inputs.length !== 1 || graph.outputs.length !== 1 || !input || !output) {
    throw new Error('The network must have one input and one output.');
  }
  const reader = new LayerReader(graph.initializers, prefix);
  const layers = graph.nodes.map((node): [string, Layer] => [outputOf(node), reader.read(node)]);
  return {
    network: (build, x) => {
      const features = new Map([[input.name, x]]);
      for (const [name, layer] of layers) features.set(name, layer(build, features));
      return featureNamed(features, output.name);
    },
    input: featureShape(input.dims),
    known: reader.known,
    layers: reader.layers,
  };
}

class LayerReader {
  readonly known = new Map<string, Float32Array>();
  readonly layers: string[] = [];
  readonly #tensors: ReadonlyMap<string, OnnxTensor>;
  readonly #prefix: string;

  constructor(tensors: readonly OnnxTensor[], prefix: string) {
    this.#tensors = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    this.#prefix = prefix;
  }

  read(node: OnnxNode): Layer {
    const [first = ''] = node.inputs;
    const one =
      (apply: (build: NetworkBuilder, x: Feature) => Feature): Layer =>
      (build, features) =>
        apply(build, featureNamed(features, first));
    switch (node.op) {
      case 'Conv':
        return one(this.#convolution(node));
      case 'BatchNormalization':
        return one(this.#batchNorm(node));
      case 'Gemm':
      case 'MatMul':
        return one(this.#linear(node));
      case 'PRelu':
        return one(this.#prelu(node));
      case 'Relu':
        return one((build, x) => build.relu(x));
      case 'LeakyRelu':
        return one((build, x) => build.leakyRelu(x, floatOr(node, 'alpha', 0.01)));
      case 'Flatten':
        return one((build, x) => build.flatten(x));
      case 'Reshape':
        if (this.#tensor(node, 1).dims[0] !== 2) {
          throw new Error(`${describe(node)}: only reshaping to a vector can be trained.`);
        }
        return one((build, x) => build.flatten(x));
      case 'Identity':
        return one((_, x) => x);
      case 'GlobalAveragePool':
        return one((build, x) => build.globalAveragePool(x));
      case 'MaxPool':
        return one((build, x) => build.maxPool(x, ...poolWindow(node)));
      case 'AveragePool':
        return one((build, x) => build.averagePool(x, ...poolWindow(node)));
      case 'Add':
        return (build, features) => {
          const [a = '', b = ''] = node.inputs;
          return build.add(featureNamed(features, a), featureNamed(features, b));
        };
      default:
        throw new Error(`${describe(node)}: this kind of layer cannot be trained.`);
    }
  }

  #convolution(node: OnnxNode): (build: NetworkBuilder, x: Feature) => Feature {
    const weights = this.#tensor(node, 1);
    const [filters = 0, inputs = 0, kernel = 0, kernelWidth] = weights.dims;
    const group = intOr(node, 'group', 1);
    const dilations = intsOr(node, 'dilations', [1, 1]);
    if (kernel !== kernelWidth || dilations.some((dilation) => dilation !== 1)) {
      throw new Error(`${describe(node)}: only square kernels without dilation can be trained.`);
    }
    const name = this.#layer();
    this.known.set(`${name}.weights`, floatValues(weights));
    const bias = node.inputs.length > 2;
    if (bias) this.known.set(`${name}.bias`, floatValues(this.#tensor(node, 2)));
    const [stride, padding] = [evenStride(node), evenPadding(node)];
    if (group === 1) {
      return (build, x) => build.convolution(x, { name, filters, kernel, stride, padding, bias });
    }
    if (inputs !== 1 || filters !== group) {
      throw new Error(`${describe(node)}: groups of several channels cannot be trained.`);
    }
    return (build, x) => build.depthwise(x, { name, kernel, stride, padding, bias });
  }

  #batchNorm(node: OnnxNode): (build: NetworkBuilder, x: Feature) => Feature {
    const name = this.#layer();
    const [gain, offset, mean, variance] = [1, 2, 3, 4].map((i) =>
      floatValues(this.#tensor(node, i)),
    );
    if (!gain || !offset || !mean || !variance) {
      throw new Error(`${describe(node)}: parameters are missing.`);
    }
    // The network's own epsilon differs from ours: the variance absorbs the difference.
    const shift = floatOr(node, 'epsilon', 1e-5) - BATCH_NORM_EPSILON;
    this.known.set(`${name}.gain`, gain);
    this.known.set(`${name}.offset`, offset);
    this.known.set(`${name}.mean`, mean);
    this.known.set(
      `${name}.variance`,
      variance.map((value) => value + shift),
    );
    return (build, x) => build.batchNorm(x, { name });
  }

  #linear(node: OnnxNode): (build: NetworkBuilder, x: Feature) => Feature {
    const scaled = floatOr(node, 'alpha', 1) !== 1 || floatOr(node, 'beta', 1) !== 1;
    if (scaled || intOr(node, 'transA', 0) !== 0) {
      throw new Error(`${describe(node)}: only x · W + b can be trained.`);
    }
    const matrix = this.#tensor(node, 1);
    const outputsFirst = node.op === 'Gemm' && intOr(node, 'transB', 0) === 1;
    const [rows = 0, columns = 0] = matrix.dims;
    const outputs = outputsFirst ? rows : columns;
    const values = floatValues(matrix);
    const name = this.#layer();
    this.known.set(`${name}.weights`, outputsFirst ? values : transposed(values, rows, columns));
    const bias = node.inputs.length > 2;
    if (bias) this.known.set(`${name}.bias`, floatValues(this.#tensor(node, 2)));
    return (build, x) => build.linear(x, { name, outputs, bias });
  }

  #prelu(node: OnnxNode): (build: NetworkBuilder, x: Feature) => Feature {
    const name = this.#layer();
    const slopes = floatValues(this.#tensor(node, 1));
    this.known.set(`${name}.slopes`, slopes);
    return (build, x) => build.prelu(x, { name });
  }

  /** A name for the next layer with parameters. */
  #layer(): string {
    const name = `${this.#prefix}.${this.layers.length}`;
    this.layers.push(name);
    return name;
  }

  #tensor(node: OnnxNode, input: number): OnnxTensor {
    const tensor = this.#tensors.get(node.inputs[input] ?? '');
    if (tensor === undefined) {
      throw new Error(`${describe(node)}: input ${input} is no constant of the model.`);
    }
    return tensor;
  }
}

const describe = (node: OnnxNode): string => `${node.op} ${node.name || outputOf(node)}`;

function outputOf(node: OnnxNode): string {
  const [output, ...others] = node.outputs;
  if (output === undefined || others.some((name) => name !== '')) {
    throw new Error(`${node.op} ${node.name}: a layer must have one output.`);
  }
  return output;
}

function featureNamed(features: ReadonlyMap<string, Feature>, name: string): Feature {
  const feature = features.get(name);
  if (feature === undefined) throw new Error(`No layer makes the tensor ${name}.`);
  return feature;
}

function featureShape(dims: readonly (number | string)[]): FeatureShape {
  const [, channels, height, width] = dims;
  if (
    dims.length !== 4 ||
    typeof channels !== 'number' ||
    typeof height !== 'number' ||
    typeof width !== 'number'
  ) {
    throw new Error(`The input must be an image of fixed size, not [${dims.join(', ')}].`);
  }
  return [channels, height, width];
}

function poolWindow(node: OnnxNode): [size: number, stride: number] {
  const [height = 1, width] = intsOr(node, 'kernel_shape', [1, 1]);
  if (height !== width || evenPadding(node) !== 0 || intOr(node, 'ceil_mode', 0) !== 0) {
    throw new Error(`${describe(node)}: only square windows without padding can be trained.`);
  }
  return [height, evenStride(node)];
}

function evenStride(node: OnnxNode): number {
  const [vertical = 1, horizontal] = intsOr(node, 'strides', [1, 1]);
  if (vertical !== horizontal) throw new Error(`${describe(node)}: its strides differ.`);
  return vertical;
}

function evenPadding(node: OnnxNode): number {
  const automatic = node.attributes['auto_pad'];
  const [first = 0, ...others] = intsOr(node, 'pads', [0, 0, 0, 0]);
  const named = automatic?.kind === 'string' && !['NOTSET', 'VALID'].includes(automatic.value);
  if (named || others.some((padding) => padding !== first)) {
    throw new Error(`${describe(node)}: its padding differs from side to side.`);
  }
  return first;
}

function transposed(values: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(
    values,
    (_, i) => values[(i % rows) * columns + Math.floor(i / rows)] ?? 0,
  );
}

function intOr(node: OnnxNode, name: string, fallback: number): number {
  const attribute = node.attributes[name];
  return attribute?.kind === 'int' ? attribute.value : fallback;
}

function floatOr(node: OnnxNode, name: string, fallback: number): number {
  const attribute = node.attributes[name];
  return attribute?.kind === 'float' ? attribute.value : fallback;
}

function intsOr(node: OnnxNode, name: string, fallback: readonly number[]): readonly number[] {
  const attribute = node.attributes[name];
  return attribute?.kind === 'ints' ? attribute.value : fallback;
}
