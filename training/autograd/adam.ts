import type { ParameterSlice } from './gradient-program.ts';

export interface AdamOptions {
  /** Decay of the mean of gradients; default: 0.9. */
  readonly beta1?: number;
  /** Decay of the mean of squared gradients; default: 0.999. */
  readonly beta2?: number;
  readonly epsilon?: number;
  /** Share of a decaying parameter that one step at learning rate 1 removes; default: 0. */
  readonly weightDecay?: number;
}

/** State of the optimiser, stored in checkpoints. */
export interface AdamState {
  readonly mean: Float32Array;
  readonly meanSquare: Float32Array;
  step: number;
}

export function adamState(parameterCount: number): AdamState {
  return {
    mean: new Float32Array(parameterCount),
    meanSquare: new Float32Array(parameterCount),
    step: 0,
  };
}

/**
 * One step of Adam with decoupled weight decay; changes `parameters` and `state` in place.
 *
 * Decay goes by slice: weights decay, biases and batch norm do not. All arrays are as long as the parameters, or
 * this throws. Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019), algorithm 2.
 */
export function adamStep(
  parameters: Float32Array,
  gradient: Float32Array,
  state: AdamState,
  slices: readonly ParameterSlice[],
  learningRate: number,
  options: AdamOptions = {},
): void {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  const { mean, meanSquare } = state;
  for (const array of [gradient, mean, meanSquare]) {
    if (array.length !== parameters.length) {
      throw new Error(`${array.length} numbers for ${parameters.length} parameters.`);
    }
  }
  state.step++;
  const stepSize = learningRate / (1 - beta1 ** state.step);
  const squareCorrection = 1 / (1 - beta2 ** state.step);
  for (const { offset, size, decays } of slices) {
    const kept = 1 - (decays ? learningRate * weightDecay : 0);
    for (let i = offset; i < offset + size; i++) {
      const slope = gradient[i] ?? 0;
      const average = beta1 * (mean[i] ?? 0) + (1 - beta1) * slope;
      const averageSquare = beta2 * (meanSquare[i] ?? 0) + (1 - beta2) * slope * slope;
      mean[i] = average;
      meanSquare[i] = averageSquare;
      const scale = Math.sqrt(averageSquare * squareCorrection) + epsilon;
      parameters[i] = kept * (parameters[i] ?? 0) - (stepSize * average) / scale;
    }
  }
}
