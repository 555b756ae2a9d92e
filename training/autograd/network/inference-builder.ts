import type { OnnxGraphBuilder } from '../../../electron/engine/onnx/onnx-builder.ts';
import { float, int, ints, type OnnxAttributes } from '../../../electron/engine/onnx/onnx-model.ts';
import type {
  ConvolutionOptions,
  DepthwiseOptions,
  Feature,
  FeatureShape,
  NetworkBuilder,
} from './network.ts';
import { BATCH_NORM_EPSILON } from '../operations/batch-norm.ts';
import { windowCount } from '../operations/windows/window.ts';
import type { ParameterValues } from './parameter-store.ts';

/** A convolution into which a following batch norm may be folded. */
interface FoldableConvolution {
  readonly input: string;
  readonly weights: Float32Array;
  readonly weightShape: readonly number[];
  readonly bias: Float32Array;
  readonly attributes: OnnxAttributes;
}

/** Builds a network as the graph that ships: batch 1, [1, C, H, W], parameters as constants, batch norm folded. */
export class InferenceBuilder implements NetworkBuilder {
  readonly #graph: OnnxGraphBuilder;
  readonly #values: ParameterValues;
  readonly #convolutions = new Map<string, FoldableConvolution>();

  /** `values`: parameters and running statistics by name. */
  constructor(graph: OnnxGraphBuilder, values: ParameterValues) {
    this.#graph = graph;
    this.#values = values;
  }

  input(name: string, [channels, height, width]: FeatureShape): Feature {
    const tensor = this.#graph.input(name, [1, channels, height, width]);
    return { tensor, channels, height, width };
  }

  convolution(x: Feature, options: ConvolutionOptions): Feature {
    const { filters, kernel } = options;
    return this.#convolve(x, options, [filters, x.channels, kernel, kernel], 1);
  }

  depthwise(x: Feature, options: DepthwiseOptions): Feature {
    const { kernel } = options;
    return this.#convolve(x, options, [x.channels, 1, kernel, kernel], x.channels);
  }

  linear(x: Feature, options: { name: string; outputs: number; bias?: boolean }): Feature {
    const { name, outputs, bias } = options;
    const vector = this.flatten(x);
    const flat = this.#graph.node('Flatten', [vector.tensor]);
    const weights = this.#graph.floats(
      [outputs, vector.channels],
      this.#value(`${name}.weights`, outputs * vector.channels),
    );
    const inputs = [flat, weights];
    if (bias !== false) {
      inputs.push(this.#graph.floats([outputs], this.#value(`${name}.bias`, outputs)));
    }
    const product = this.#graph.node('Gemm', inputs, { transB: int(1) });
    return this.#vector(product, outputs);
  }

  batchNorm(x: Feature, { name }: { name: string }): Feature {
    const gain = this.#value(`${name}.gain`, x.channels);
    const offset = this.#value(`${name}.offset`, x.channels);
    const mean = this.#value(`${name}.mean`, x.channels);
    const variance = this.#value(`${name}.variance`, x.channels);
    const factor = gain.map(
      (value, c) => value / Math.sqrt((variance[c] ?? 0) + BATCH_NORM_EPSILON),
    );
    const constant = offset.map((value, c) => value - (mean[c] ?? 0) * (factor[c] ?? 0));
    const convolution = this.#convolutions.get(x.tensor);
    if (convolution !== undefined) return this.#folded(x, convolution, factor, constant);
    const scaled = this.#graph.node('Mul', [x.tensor, this.#perChannel(factor)]);
    return { ...x, tensor: this.#graph.node('Add', [scaled, this.#perChannel(constant)]) };
  }

  relu(x: Feature): Feature {
    return { ...x, tensor: this.#graph.node('Relu', [x.tensor]) };
  }

  leakyRelu(x: Feature, slope: number): Feature {
    return { ...x, tensor: this.#graph.node('LeakyRelu', [x.tensor], { alpha: float(slope) }) };
  }

  prelu(x: Feature, { name }: { name: string }): Feature {
    const slopes = this.#value(`${name}.slopes`, x.channels);
    const constant = this.#graph.floats([x.channels, 1, 1], slopes);
    return { ...x, tensor: this.#graph.node('PRelu', [x.tensor, constant]) };
  }

  maxPool(x: Feature, size: number, stride: number): Feature {
    return this.#pool('MaxPool', x, size, stride);
  }

  averagePool(x: Feature, size: number, stride: number): Feature {
    return this.#pool('AveragePool', x, size, stride);
  }

  globalAveragePool(x: Feature): Feature {
    const tensor = this.#graph.node('GlobalAveragePool', [x.tensor]);
    return { tensor, channels: x.channels, height: 1, width: 1 };
  }

  concat(features: readonly Feature[]): Feature {
    const [first] = features;
    if (first === undefined) throw new Error('There is nothing to concatenate.');
    const tensors = features.map(({ tensor }) => tensor);
    const channels = features.reduce((sum, feature) => sum + feature.channels, 0);
    return { ...first, channels, tensor: this.#graph.node('Concat', tensors, { axis: int(1) }) };
  }

  add(a: Feature, b: Feature): Feature {
    return { ...a, tensor: this.#graph.node('Add', [a.tensor, b.tensor]) };
  }

  scale(x: Feature, factor: number): Feature {
    if (factor === 1) return x;
    return { ...x, tensor: this.#graph.node('Mul', [x.tensor, this.#graph.floats([], [factor])]) };
  }

  channels(x: Feature, from: number, to: number): Feature {
    return { ...x, channels: to - from, tensor: this.#slice(x, [1], [from], [to]) };
  }

  crop(x: Feature, margin: number): Feature {
    if (margin === 0) return x;
    const [height, width] = [x.height - 2 * margin, x.width - 2 * margin];
    const end = [margin + height, margin + width];
    return { ...x, height, width, tensor: this.#slice(x, [2, 3], [margin, margin], end) };
  }

  flatten(x: Feature): Feature {
    if (x.height === 1 && x.width === 1) return x;
    return this.#vector(this.#graph.node('Flatten', [x.tensor]), x.channels * x.height * x.width);
  }

  unitLength(x: Feature): Feature {
    const vector = this.flatten(x);
    const graph = this.#graph;
    const length = graph.node('ReduceL2', [vector.tensor], { axes: ints(1), keepdims: int(1) });
    const positive = graph.node('Max', [length, graph.floats([], [1e-6])]);
    return { ...vector, tensor: graph.node('Div', [vector.tensor, positive]) };
  }

  dropout(x: Feature): Feature {
    return x;
  }

  expose(x: Feature): Feature {
    return x;
  }

  /** The feature as the matrix [1, numbers] that a model outputs. */
  matrix(x: Feature): string {
    return this.#graph.node('Flatten', [x.tensor]);
  }

  #convolve(
    x: Feature,
    options: DepthwiseOptions,
    weightShape: readonly number[],
    group: number,
  ): Feature {
    const { name, kernel, stride = 1, padding = 0 } = options;
    const [filters = 0] = weightShape;
    const size = weightShape.reduce((product, axis) => product * axis, 1);
    const window = { kernel, stride, padding };
    const convolution: FoldableConvolution = {
      input: x.tensor,
      weights: this.#value(`${name}.weights`, size),
      weightShape,
      bias:
        options.bias === false ? new Float32Array(filters) : this.#value(`${name}.bias`, filters),
      attributes: {
        group: int(group),
        kernel_shape: ints(kernel, kernel),
        strides: ints(stride, stride),
        pads: ints(padding, padding, padding, padding),
      },
    };
    const tensor = this.#emitConvolution(convolution);
    return {
      tensor,
      channels: filters,
      height: windowCount(x.height, window),
      width: windowCount(x.width, window),
    };
  }

  /** factor · (weights · x + bias) + constant, as one convolution. The original one stays behind unused. */
  #folded(
    x: Feature,
    convolution: FoldableConvolution,
    factor: Float32Array,
    constant: Float32Array,
  ): Feature {
    const size = convolution.weights.length / x.channels;
    const tensor = this.#emitConvolution({
      ...convolution,
      weights: convolution.weights.map((w, i) => w * (factor[Math.floor(i / size)] ?? 0)),
      bias: convolution.bias.map((b, c) => b * (factor[c] ?? 0) + (constant[c] ?? 0)),
    });
    return { ...x, tensor };
  }

  #emitConvolution(convolution: FoldableConvolution): string {
    const graph = this.#graph;
    const { input, weights, weightShape, bias, attributes } = convolution;
    const constants = [graph.floats(weightShape, weights), graph.floats([bias.length], bias)];
    const tensor = graph.node('Conv', [input, ...constants], attributes);
    this.#convolutions.set(tensor, convolution);
    return tensor;
  }

  #pool(op: string, x: Feature, size: number, stride: number): Feature {
    const window = { kernel: size, stride, padding: 0 };
    const attributes = { kernel_shape: ints(size, size), strides: ints(stride, stride) };
    return {
      tensor: this.#graph.node(op, [x.tensor], attributes),
      channels: x.channels,
      height: windowCount(x.height, window),
      width: windowCount(x.width, window),
    };
  }

  #slice(x: Feature, axes: number[], start: number[], end: number[]): string {
    const bounds = [start, end, axes].map((values) => this.#graph.integers(values));
    return this.#graph.node('Slice', [x.tensor, ...bounds]);
  }

  #perChannel(values: Float32Array): string {
    return this.#graph.floats([1, values.length, 1, 1], values);
  }

  #vector(matrix: string, channels: number): Feature {
    const shape = this.#graph.integers([1, channels, 1, 1]);
    const tensor = this.#graph.node('Reshape', [matrix, shape]);
    return { tensor, channels, height: 1, width: 1 };
  }

  #value(name: string, size: number): Float32Array {
    const values = this.#values.get(name);
    if (values?.length !== size) {
      throw new Error(`Parameter ${name} needs ${size} values, ${values?.length ?? 0} are given.`);
    }
    return values;
  }
}
