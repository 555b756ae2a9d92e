import type { AdamOptions } from '../autograd/adam.ts';
import type { GradientProgram } from '../autograd/gradient-program.ts';

/** Feeds of one batch by feed name; every array has the length of its shape. */
export type Feeds = Readonly<Record<string, Float32Array>>;

/**
 * Figures of a validation, for the plot and the log; `errorRate` (an encoder’s EER, say) decides which parameters are
 * exported, except for tasks that export their last.
 */
export interface ValidationFigures {
  readonly errorRate: number;
  readonly [name: string]: number;
}

/** Everything needed to train one network. Each worker thread creates its own from the same options. */
export interface TrainingTask {
  readonly name: string;
  /** Changes when the network does: a checkpoint of another architecture is refused. */
  readonly architecture: string;
  readonly program: GradientProgram;
  readonly initial: Float32Array;
  /**
   * What identifies the run in place of options of the same name, such as the content of data in place of its path: a
   * checkpoint with another is refused.
   */
  readonly identity?: TaskOptions;
  /** Images per batch and shard. */
  readonly passesPerBatch: number;
  readonly totalPasses: number;
  /** Batches whose mean gradient makes one step, however many threads share them; default: 2. */
  readonly shards?: number;
  /** Settings of the optimiser, mainly weight decay; default: Adam without decay. */
  readonly adam?: AdamOptions;
  /** Validations of a whole run, evenly spread, the last at its end; default: 40. */
  readonly validations?: number;
  /** Which network a finished run exports: the one that validated best (default), or the last. */
  readonly exports?: 'best' | 'last';
  /** A pure function of seed, step and shard: a resumed run sees the same batches. */
  batch(step: number, shard: number): Feeds | Promise<Feeds>;
  /** @param done completed share of the run, 0 to 1 */
  learningRate(done: number): number;
  /** On people that no batch contains. Runs in the main thread. */
  validate(parameters: Float32Array, statistics: Float32Array): Promise<ValidationFigures>;
  /** Writes the trained network where the application reads it; returns a line to print. */
  export(parameters: Float32Array, statistics: Float32Array): Promise<string>;
}

/** Options of a run; part of its identity, so that a checkpoint with other options is refused. */
export type TaskOptions = Readonly<Record<string, string | number | boolean>>;

/** Progress of a preparation: `label` names the work, `total` counts the same things as `done`. */
export interface PreparationProgress {
  readonly label: string;
  readonly done: number;
  readonly total: number;
}

/**
 * A module that each thread imports by its URL. Both functions may throw an `Error` whose message is a sentence for
 * people, e.g. about missing data.
 */
export interface TrainingTaskModule {
  createTask(options: TaskOptions): Promise<TrainingTask>;
  /**
   * Prepares what the task reads, before any task is created: once, in the main thread, and resumable on its own, since
   * it may be killed. Returns soon after `signal` aborts, at the latest when it is done.
   * @param exports whether a finished run writes its network, and so needs what that is measured on
   */
  prepare?(
    options: TaskOptions,
    report: (progress: PreparationProgress) => void,
    signal: AbortSignal,
    exports: boolean,
  ): Promise<void>;
}
