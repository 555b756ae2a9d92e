import type { TaskOptions } from '../training-task.ts';

/** The gradient program's outputs for one shard, in shared memory. */
export interface ShardResult {
  readonly gradient: Float32Array;
  readonly losses: Float32Array;
  readonly statistics: Float32Array;
}

/** Start data of a worker thread. The arrays are in shared memory: both sides see the same numbers. */
export interface ShardWorkerData {
  readonly taskModule: string;
  readonly taskOptions: TaskOptions;
  readonly parameters: Float32Array;
  /** The shards of this worker, with the place for each result. */
  readonly shards: readonly { readonly shard: number; readonly result: ShardResult }[];
}

/** From the main thread. It does not touch the parameters until every worker has answered a `step`. */
export type ShardCommand =
  /** Compute this step, answer, then make the batches of `next` while the main thread applies the update. */
  | { readonly kind: 'step'; readonly step: number; readonly next: number | null }
  | { readonly kind: 'end' };

/** From a worker. */
export type ShardMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly step: number }
  | { readonly kind: 'failed'; readonly failure: ThreadFailure };

/** An error passed between threads. */
export interface ThreadFailure {
  readonly message: string;
  readonly stack: string;
}
