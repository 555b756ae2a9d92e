import type { GradientProgram } from '../autograd/gradient-program.ts';

/** What one batch feeds to the program, by feed name; every array as long as its shape says. */
export type Feeds = Readonly<Record<string, Float32Array>>;

/** Figures of a validation, for the plot and the log; `eer` decides which checkpoint is best. */
export interface ValidationFigures {
  readonly eer: number;
  readonly [name: string]: number;
}

/** Everything that training one network needs. Each worker thread creates its own from the same options. */
export interface TrainingTask {
  readonly name: string;
  /** Changes when the network does: a checkpoint of another architecture is refused. */
  readonly architecture: string;
  readonly program: GradientProgram;
  readonly initial: Float32Array;
  /** Images of one batch of one worker that run through the network. */
  readonly passesPerBatch: number;
  readonly totalPasses: number;
  /** A pure function of seed, step and shard: a resumed run sees the batches it would have seen. */
  batch(step: number, shard: number): Feeds | Promise<Feeds>;
  /** @param done share of the run behind us, 0 to 1 */
  learningRate(done: number): number;
  /** On people that no batch shows. */
  validate(parameters: Float32Array, statistics: Float32Array): Promise<ValidationFigures>;
  /** Writes the trained network where the application reads it; returns a line to print. */
  export(parameters: Float32Array, statistics: Float32Array): Promise<string>;
}

/** A module that a worker thread imports by its URL. */
export interface TrainingTaskModule {
  createTask(options: unknown): Promise<TrainingTask>;
}
