/** Where one parameter lies in the flat vector of all parameters. */
export interface ParameterSlice {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  /** False where weight decay would do harm: biases, batch norm, PReLU slopes. */
  readonly decays: boolean;
}

/** Shape of one tensor that every batch must supply. */
export interface FeedShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * Forward pass, loss and backward pass as one ONNX model.
 *
 * Inputs: `parameters` [parameterCount] and the feeds. Outputs: `gradient` [parameterCount], `losses` [one per
 * name] and, where the network normalises batches, `batchStatistics` [statistics.count]: this batch's means and
 * variances, which the trainer averages into the running ones.
 */
export interface GradientProgram {
  readonly model: Uint8Array;
  readonly parameters: readonly ParameterSlice[];
  readonly parameterCount: number;
  readonly statistics: { readonly count: number; readonly initial: Float32Array };
  readonly feeds: readonly FeedShape[];
  /** The first is the total, to which the gradient belongs; the others are its parts. */
  readonly losses: readonly string[];
}
