import type { Initialisation } from '../network/parameter-store.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';

/** Access to the graph for building a loss. */
export interface LossContext {
  readonly tape: Tape;
  readonly batch: number;
  /** A tensor that every batch supplies. */
  feed(name: string, shape: readonly number[]): Tensor;
  /** A trained parameter of the loss itself, such as the weights of a classification head. */
  parameter(name: string, shape: readonly number[], decays: boolean, first: Initialisation): Tensor;
  /** A feature that the network exposed, as a matrix [numbers, batch]. */
  exposed(name: string): Tensor;
}

/** One part of the loss. It counts `weight` times, and is reported unweighted under its name. */
export interface LossTerm {
  readonly name: string;
  readonly weight: number;
  /** A scalar. */
  readonly value: Tensor;
}

/** The parts of a loss on a network's output, a matrix [numbers, batch]. */
export type Loss = (context: LossContext, output: Tensor) => readonly LossTerm[];
