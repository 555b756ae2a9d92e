/**
 * What the engine uses of TensorFlow.js. The package is an optional dependency, so the type checker cannot be sure of
 * its types; `@tensorflow/tfjs-node` and `@tensorflow/tfjs-core` with any backend both have this shape.
 */
export interface Tfjs {
  tensor(values: Float32Array | Int32Array | Uint8Array, dims: Dims, type: TfjsType): TfjsTensor;
  ones(dims: Dims): TfjsTensor;
  /** Frees every tensor made inside `work` but those it returns and those kept. */
  tidy<T extends readonly TfjsTensor[]>(work: () => T): T;
  keep(tensor: TfjsTensor): TfjsTensor;

  readonly add: Binary;
  readonly sub: Binary;
  readonly mul: Binary;
  readonly div: Binary;
  readonly pow: Binary;
  readonly maximum: Binary;
  readonly minimum: Binary;
  readonly greater: Binary;
  readonly greaterEqual: Binary;
  readonly less: Binary;
  readonly lessEqual: Binary;
  readonly equal: Binary;
  readonly logicalAnd: Binary;
  readonly logicalOr: Binary;
  readonly prelu: Binary;
  where(condition: TfjsTensor, yes: TfjsTensor, no: TfjsTensor): TfjsTensor;

  readonly abs: Unary;
  readonly neg: Unary;
  readonly exp: Unary;
  readonly log: Unary;
  readonly sqrt: Unary;
  readonly square: Unary;
  readonly reciprocal: Unary;
  readonly relu: Unary;
  readonly sigmoid: Unary;
  readonly tanh: Unary;
  readonly logicalNot: Unary;
  leakyRelu(x: TfjsTensor, slope: number): TfjsTensor;
  cast(x: TfjsTensor, type: TfjsType): TfjsTensor;

  readonly sum: Reduction;
  readonly mean: Reduction;
  readonly max: Reduction;
  readonly min: Reduction;

  reshape(x: TfjsTensor, dims: Dims): TfjsTensor;
  transpose(x: TfjsTensor, order?: Dims): TfjsTensor;
  concat(parts: readonly TfjsTensor[], axis: number): TfjsTensor;
  split(x: TfjsTensor, sizes: number | Dims, axis: number): TfjsTensor[];
  stridedSlice(x: TfjsTensor, begin: Dims, end: Dims, strides: Dims): TfjsTensor;
  gather(x: TfjsTensor, indices: TfjsTensor, axis: number): TfjsTensor;
  pad(x: TfjsTensor, amounts: readonly (readonly [number, number])[], value?: number): TfjsTensor;

  matMul(a: TfjsTensor, b: TfjsTensor, flipA?: boolean, flipB?: boolean): TfjsTensor;
  /** x: N×H×W×C, filter: height×width×C×outputs. */
  conv2d(x: TfjsTensor, filter: TfjsTensor, strides: Pair, padding: TfjsPadding): TfjsTensor;
  /** filter: height×width×C×outputs of each channel. */
  depthwiseConv2d(x: TfjsTensor, filter: TfjsTensor, strides: Pair, pad: TfjsPadding): TfjsTensor;
  readonly maxPool: Pooling;
  readonly avgPool: Pooling;
}

export interface TfjsTensor {
  readonly shape: number[];
  readonly rank: number;
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
  dispose(): void;
}

export type TfjsType = 'float32' | 'int32' | 'bool';
export type Dims = readonly number[];
export type Pair = readonly [number, number];
/** For a batch of images the pairs are batch, rows, columns and channels. */
export type TfjsPadding = 'valid' | 'same' | readonly [Pair, Pair, Pair, Pair];

export type Unary = (x: TfjsTensor) => TfjsTensor;
/** Numbers stand for scalars. Shapes are broadcast as in NumPy and ONNX. */
export type Binary = (a: TfjsTensor, b: TfjsTensor | number) => TfjsTensor;
export type Reduction = (x: TfjsTensor, axes?: Dims, keepDims?: boolean) => TfjsTensor;
export type Pooling = (
  x: TfjsTensor,
  size: Pair,
  strides: Pair,
  padding: 'valid' | 'same',
) => TfjsTensor;
