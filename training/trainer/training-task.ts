import type { AdamOptions } from '../autograd/adam.ts';
import type { GradientProgram } from '../autograd/gradient-program.ts';

/** What one batch feeds to the program, by feed name; every array as long as its shape says. */
export type Feeds = Readonly<Record<string, Float32Array>>;

/**
 * Figures of a validation, for the plot and the log; `errorRate` (an encoder’s EER, say) decides which parameters
 * are exported, unless the task exports its last.
 */
export interface ValidationFigures {
  readonly errorRate: number;
  readonly [name: string]: number;
}

/** Everything that training one network needs. Each worker thread creates its own from the same options. */
export interface TrainingTask {
  readonly name: string;
  /** Changes when the network does: a checkpoint of another architecture is refused. */
  readonly architecture: string;
  readonly program: GradientProgram;
  readonly initial: Float32Array;
  /** Images of one batch of one shard that run through the network. */
  readonly passesPerBatch: number;
  readonly totalPasses: number;
  /** Batches whose mean gradient makes one step, however many threads share them; 2 unless told. */
  readonly shards?: number;
  /** Weight decay above all; Adam without decay unless told. */
  readonly adam?: AdamOptions;
  /** Validations of a whole run, evenly spread, the last at its end; 40 unless told. */
  readonly validations?: number;
  /** Which network a finished run exports: the one that validated best, unless told, or the last. */
  readonly exports?: 'best' | 'last';
  /** A pure function of seed, step and shard: a resumed run sees the batches it would have seen. */
  batch(step: number, shard: number): Feeds | Promise<Feeds>;
  /** @param done share of the run behind us, 0 to 1 */
  learningRate(done: number): number;
  /** On people that no batch shows. Runs in the main thread. */
  validate(parameters: Float32Array, statistics: Float32Array): Promise<ValidationFigures>;
  /** Writes the trained network where the application reads it; returns a line to print. */
  export(parameters: Float32Array, statistics: Float32Array): Promise<string>;
}

/** What a run is asked for; part of its identity, so that a checkpoint of other options is refused. */
export type TaskOptions = Readonly<Record<string, string | number | boolean>>;

/** How far a preparation is: `label` says with what, `total` counts the same things as `done`. */
export interface PreparationProgress {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/**
 * A module that each thread imports by its URL.
 * Both functions may throw an `Error` whose message is a sentence for people, e.g. about missing data.
 */
export interface TrainingTaskModule {
  createTask(options: TaskOptions): Promise<TrainingTask>;
  /**
   * Makes what the task reads, before any task is created: once, in the main thread, and resumable on its own,
   * since it may be killed. Returns soon after `signal` aborts, at the latest when it is done.
   */
  prepare?(
    options: TaskOptions,
    report: (progress: PreparationProgress) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
