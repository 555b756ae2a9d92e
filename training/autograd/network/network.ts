/** A layer's output for one sample: `channels` maps of `height` × `width`. A vector has 1×1 maps. */
export interface Feature {
  /** The tensor that holds it; its batch axis is up to the builder. */
  readonly tensor: string;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** Channels, height and width of a network's input. */
export type FeatureShape = readonly [channels: number, height: number, width: number];

export interface ConvolutionOptions {
  /** The parameters are called `name.weights` and `name.bias`. */
  readonly name: string;
  readonly filters: number;
  /** Width and height of the kernel in pixels. */
  readonly kernel: number;
  /** Default: 1. */
  readonly stride?: number;
  /** Zeros on every side, in pixels; default: 0. */
  readonly padding?: number;
  /** Default: true. Use false before a batch norm, which has its own offset. */
  readonly bias?: boolean;
}

export type DepthwiseOptions = Omit<ConvolutionOptions, 'filters'>;

/**
 * The layers of a network. A network is written once against this interface; the training graph and the model
 * that ships are two implementations of it. Layers of equal name share their parameters.
 */
export interface NetworkBuilder {
  convolution(x: Feature, options: ConvolutionOptions): Feature;
  /** Convolves every channel with its own kernel. */
  depthwise(x: Feature, options: DepthwiseOptions): Feature;
  /** Weights [outputs, channels · height · width] and bias; the result is a vector. */
  linear(x: Feature, options: { name: string; outputs: number; bias?: boolean }): Feature;
  /** In training by the batch's statistics, in the shipped model by the running ones. */
  batchNorm(x: Feature, options: { name: string }): Feature;
  relu(x: Feature): Feature;
  leakyRelu(x: Feature, slope: number): Feature;
  /** One learned slope a channel, initially 0.25. */
  prelu(x: Feature, options: { name: string }): Feature;
  maxPool(x: Feature, size: number, stride: number): Feature;
  averagePool(x: Feature, size: number, stride: number): Feature;
  globalAveragePool(x: Feature): Feature;
  concat(features: readonly Feature[]): Feature;
  add(a: Feature, b: Feature): Feature;
  scale(x: Feature, factor: number): Feature;
  /** Channels from `from` up to, but excluding, `to`. */
  channels(x: Feature, from: number, to: number): Feature;
  /** Cuts off `margin` pixels on each of the four sides. */
  crop(x: Feature, margin: number): Feature;
  /** All numbers of a sample as one vector, channel by channel. */
  flatten(x: Feature): Feature;
  /** Normalises to a vector of length 1. */
  unitLength(x: Feature): Feature;
  /**
   * In training multiplies by the fed mask `feed`, shaped [batch, channels] or, for whole samples, [batch, 1]. The mask
   * holds 0 or 1 / (share kept). The shipped model keeps everything.
   */
  dropout(x: Feature, options: { feed: string; per: 'channel' | 'sample' }): Feature;
  /** Exposes an inner feature to losses under a name; returns x. */
  expose(x: Feature, name: string): Feature;
}

/** A network: from one input feature to its output. */
export type Network = (builder: NetworkBuilder, input: Feature) => Feature;
