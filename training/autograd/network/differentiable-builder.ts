import type { FeedShape, ParameterSlice } from '../gradient-program.ts';
import type {
  ConvolutionOptions,
  DepthwiseOptions,
  Feature,
  FeatureShape,
  NetworkBuilder,
} from './network.ts';
import { firstValues, heInitialisation, ParameterStore } from './parameter-store.ts';
import type { Initialisation, ParameterValues } from './parameter-store.ts';
import type { Tape } from '../tape.ts';
import { activationSizes } from '../tensor.ts';
import type { Tensor } from '../tensor.ts';
import { add, multiply, scale } from '../operations/arithmetic.ts';
import { batchNorm, BATCH_NORM_EPSILON } from '../operations/batch-norm.ts';
import { convolution } from '../operations/windows/convolution.ts';
import { depthwiseConvolution } from '../operations/windows/depthwise-convolution.ts';
import { concat, slice } from '../operations/joining.ts';
import { matrixProduct } from '../operations/matrix-product.ts';
import { averagePool, globalAveragePool, maxPool } from '../operations/windows/pooling.ts';
import { leakyRelu, prelu, relu } from '../operations/rectifiers.ts';
import { reshape, transpose } from '../operations/reductions.ts';
import { unitLength } from '../operations/unit-length.ts';

const FIRST_PRELU_SLOPE = 0.25;

export interface DifferentiableOptions {
  readonly batch: number;
  readonly seed: number;
  readonly known: ParameterValues;
  /** Parameters that keep their initial value and get no gradient. */
  readonly frozen: (name: string) => boolean;
  readonly channelBlock: number;
}

/**
 * Builds a network as a training graph: activations [C, N, H, W], parameters as slices of one flat input, every
 * operation recorded on the tape.
 */
export class DifferentiableBuilder implements NetworkBuilder {
  readonly tape: Tape;
  readonly batch: number;
  readonly parameters: ParameterStore;
  readonly statistics: ParameterStore;
  readonly feeds: FeedShape[] = [];
  /** Frozen parameters, by name. */
  readonly constants = new Map<string, Float32Array>();
  /** This batch's means and variances, in the order of `statistics`. */
  readonly batchStatistics: Tensor[] = [];
  readonly exposed = new Map<string, Tensor>();
  readonly #options: DifferentiableOptions;
  readonly #flat: string;
  readonly #tensors = new Map<string, Tensor>();

  /** @param flat the graph's input that holds all parameters */
  constructor(tape: Tape, flat: string, options: DifferentiableOptions) {
    this.tape = tape;
    this.#flat = flat;
    this.#options = options;
    this.batch = options.batch;
    this.parameters = new ParameterStore(options.seed, options.known);
    this.statistics = new ParameterStore(options.seed, options.known);
  }

  /** The input of the network, fed as images [N, C, H, W]. */
  input(name: string, [channels, height, width]: FeatureShape): Feature {
    const images = this.feed(name, [this.batch, channels, height, width]);
    return this.#feature(this.tape.emit.transpose(images, [1, 0, 2, 3]));
  }

  /** A fed tensor; the same name returns the same one. */
  feed(name: string, shape: readonly number[]): Tensor {
    const known = this.feeds.find((feed) => feed.name === name);
    if (known === undefined) {
      this.feeds.push({ name, shape });
      this.tape.emit.graph.input(name, shape);
    } else if (known.shape.join() !== shape.join()) {
      throw new Error(`Feed ${name} has shapes [${known.shape.join()}] and [${shape.join()}].`);
    }
    return { name, shape };
  }

  /** A trained parameter, or a constant if it is frozen. */
  parameter(
    name: string,
    shape: readonly number[],
    decays: boolean,
    first: Initialisation,
  ): Tensor {
    const known = this.#tensors.get(name);
    const tensor = this.#options.frozen(name)
      ? (known ?? this.#constant(name, shape, first))
      : this.#trained(name, shape, decays, first);
    this.#tensors.set(name, tensor);
    return tensor;
  }

  tensorOf(feature: Feature): Tensor {
    const tensor = this.#tensors.get(feature.tensor);
    if (tensor === undefined) throw new Error(`${feature.tensor} is not of this graph.`);
    return tensor;
  }

  /** Gradient of a trained parameter, after the backward pass. */
  gradientOf({ name }: ParameterSlice): Tensor | undefined {
    const tensor = this.#tensors.get(name);
    return tensor && this.tape.gradientOf(tensor);
  }

  convolution(x: Feature, options: ConvolutionOptions): Feature {
    const { name, filters, kernel, stride = 1, padding = 0 } = options;
    const fanIn = x.channels * kernel * kernel;
    const shape = [filters, x.channels, kernel, kernel];
    const weights = this.parameter(`${name}.weights`, shape, true, heInitialisation(fanIn));
    const bias = options.bias === false ? undefined : this.#zeros(`${name}.bias`, filters);
    const window = { kernel, stride, padding };
    return this.#feature(convolution(this.tape, this.tensorOf(x), weights, bias, window));
  }

  depthwise(x: Feature, options: DepthwiseOptions): Feature {
    const { name, kernel, stride = 1, padding = 0 } = options;
    const shape = [x.channels, 1, kernel, kernel];
    const first = heInitialisation(kernel * kernel);
    const weights = this.parameter(`${name}.weights`, shape, true, first);
    const bias = options.bias === false ? undefined : this.#zeros(`${name}.bias`, x.channels);
    const window = { kernel, stride, padding };
    const { channelBlock } = this.#options;
    const tensor = this.tensorOf(x);
    return this.#feature(
      depthwiseConvolution(this.tape, tensor, weights, bias, window, channelBlock),
    );
  }

  linear(x: Feature, options: { name: string; outputs: number; bias?: boolean }): Feature {
    const { name, outputs } = options;
    const vector = this.flatten(x);
    const shape = [outputs, vector.channels];
    const first = heInitialisation(vector.channels);
    const weights = this.parameter(`${name}.weights`, shape, true, first);
    const bias = options.bias === false ? undefined : this.#zeros(`${name}.bias`, outputs);
    const matrix = reshape(this.tape, this.tensorOf(vector), [vector.channels, this.batch]);
    const column = bias && reshape(this.tape, bias, [outputs, 1]);
    return this.#vector(matrixProduct(this.tape, weights, matrix, column));
  }

  batchNorm(x: Feature, { name }: { name: string }): Feature {
    const one: Initialisation = { kind: 'constant', value: 1 };
    const gain = this.parameter(`${name}.gain`, [x.channels], false, one);
    const offset = this.#zeros(`${name}.offset`, x.channels);
    if (this.#options.frozen(`${name}.gain`)) return this.#frozenNorm(x, name, gain, offset);
    const result = batchNorm(this.tape, this.tensorOf(x), gain, offset);
    this.statistics.place(`${name}.mean`, [x.channels], false, { kind: 'constant', value: 0 });
    this.statistics.place(`${name}.variance`, [x.channels], false, one);
    this.batchStatistics.push(result.mean, result.variance);
    return this.#feature(result.output);
  }

  relu(x: Feature): Feature {
    return this.#feature(relu(this.tape, this.tensorOf(x)));
  }

  leakyRelu(x: Feature, slope: number): Feature {
    return this.#feature(leakyRelu(this.tape, this.tensorOf(x), slope));
  }

  prelu(x: Feature, { name }: { name: string }): Feature {
    const slopes = this.parameter(`${name}.slopes`, [x.channels], false, {
      kind: 'constant',
      value: FIRST_PRELU_SLOPE,
    });
    return this.#feature(prelu(this.tape, this.tensorOf(x), slopes));
  }

  maxPool(x: Feature, size: number, stride: number): Feature {
    return this.#feature(maxPool(this.tape, this.tensorOf(x), size, stride));
  }

  averagePool(x: Feature, size: number, stride: number): Feature {
    return this.#feature(averagePool(this.tape, this.tensorOf(x), size, stride));
  }

  globalAveragePool(x: Feature): Feature {
    return this.#feature(globalAveragePool(this.tape, this.tensorOf(x)));
  }

  concat(features: readonly Feature[]): Feature {
    const tensors = features.map((feature) => this.tensorOf(feature));
    return this.#feature(concat(this.tape, tensors));
  }

  add(a: Feature, b: Feature): Feature {
    return this.#feature(add(this.tape, this.tensorOf(a), this.tensorOf(b)));
  }

  scale(x: Feature, factor: number): Feature {
    return this.#feature(scale(this.tape, this.tensorOf(x), factor));
  }

  channels(x: Feature, from: number, to: number): Feature {
    return this.#feature(slice(this.tape, this.tensorOf(x), [0], [from], [to - from]));
  }

  crop(x: Feature, margin: number): Feature {
    const count = [x.height - 2 * margin, x.width - 2 * margin];
    return this.#feature(slice(this.tape, this.tensorOf(x), [2, 3], [margin, margin], count));
  }

  flatten(x: Feature): Feature {
    if (x.height === 1 && x.width === 1) return x;
    const pixels = x.height * x.width;
    const maps = reshape(this.tape, this.tensorOf(x), [x.channels, this.batch, pixels]);
    return this.#vector(
      reshape(this.tape, transpose(this.tape, maps, [0, 2, 1]), [x.channels * pixels, this.batch]),
    );
  }

  unitLength(x: Feature): Feature {
    return this.#feature(unitLength(this.tape, this.tensorOf(this.flatten(x))));
  }

  dropout(x: Feature, options: { feed: string; per: 'channel' | 'sample' }): Feature {
    const masks = options.per === 'channel' ? x.channels : 1;
    const mask = this.feed(options.feed, [this.batch, masks]);
    const { emit } = this.tape;
    const column = emit.reshape(emit.transpose(mask, [1, 0]), [masks, this.batch, 1, 1]);
    return this.#feature(multiply(this.tape, this.tensorOf(x), column));
  }

  expose(x: Feature, name: string): Feature {
    this.exposed.set(name, this.tensorOf(x));
    return x;
  }

  #feature(tensor: Tensor): Feature {
    const [channels, , height, width] = activationSizes(tensor);
    this.#tensors.set(tensor.name, tensor);
    return { tensor: tensor.name, channels, height, width };
  }

  /** A matrix [numbers, batch] as a feature. */
  #vector(matrix: Tensor): Feature {
    return this.#feature(reshape(this.tape, matrix, [...matrix.shape, 1, 1]));
  }

  #zeros(name: string, size: number): Tensor {
    return this.parameter(name, [size], false, { kind: 'constant', value: 0 });
  }

  #trained(name: string, shape: readonly number[], decays: boolean, first: Initialisation): Tensor {
    const { emit } = this.tape;
    const { offset, size } = this.parameters.place(name, shape, decays, first);
    const known = this.#tensors.get(name);
    if (known !== undefined) return known;
    const bounds = [emit.integers([offset]), emit.integers([offset + size])];
    const part = emit.node('Slice', [this.#flat, ...bounds], [size]);
    return this.tape.follow(emit.reshape(part, shape));
  }

  #constant(name: string, shape: readonly number[], first: Initialisation): Tensor {
    const size = shape.reduce((product, axis) => product * axis, 1);
    const values = firstValues(name, size, first, this.#options.seed, this.#options.known);
    this.constants.set(name, values);
    return this.tape.emit.floats(shape, values);
  }

  /** A frozen batch norm keeps its given statistics. */
  #frozenNorm(x: Feature, name: string, gain: Tensor, offset: Tensor): Feature {
    const { emit } = this.tape;
    const shape = [x.channels, 1, 1, 1];
    const mean = this.#constant(`${name}.mean`, shape, { kind: 'constant', value: 0 });
    const variance = this.#constant(`${name}.variance`, shape, { kind: 'constant', value: 1 });
    const deviation = emit.map('Sqrt', emit.add(variance, emit.scalar(BATCH_NORM_EPSILON)));
    const factor = emit.divide(emit.reshape(gain, shape), deviation);
    const constant = emit.subtract(emit.reshape(offset, shape), emit.multiply(mean, factor));
    return this.#feature(add(this.tape, multiply(this.tape, this.tensorOf(x), factor), constant));
  }
}
