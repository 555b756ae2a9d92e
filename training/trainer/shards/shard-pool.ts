import '../../../electron/engine/onnx/no-telemetry.ts';
import { Worker } from 'node:worker_threads';
import { isSource, ownModuleUrl } from '../../../electron/base/own-module-url.ts';
import type { GradientProgram } from '../../autograd/gradient-program.ts';
import { sharedFloats } from './shared-floats.ts';
import type { ShardCommand, ShardMessage, ShardResult, ShardWorkerData } from './shard-messages.ts';
import type { TaskOptions } from '../training-task.ts';

export interface ShardPoolOptions {
  /** URL of a module that exports `createTask`. */
  readonly taskModule: string;
  readonly taskOptions: TaskOptions;
  readonly program: GradientProgram;
  /** In shared memory; may only be written between two steps. */
  readonly parameters: Float32Array;
  readonly shards: number;
  /** Number of threads, at most one per shard. */
  readonly workers: number;
}

/** A worker thread threw, or ended unexpectedly. `message` is the thread's own. */
export class WorkerFailure extends Error {}

const WORKER_MODULE = ownModuleUrl('./shard-worker.ts', import.meta.url);
/** Runs the module that is its argument. */
const STARTER = isSource(import.meta.url)
  ? new URL('./worker-from-source.mjs', import.meta.url)
  : WORKER_MODULE;

/** The threads that compute gradients. Each owns fixed shards, so their number changes no result. */
export class ShardPool {
  /** By shard; holds the latest step once `compute` has returned. */
  readonly results: readonly ShardResult[];
  readonly #workers: readonly Worker[];
  #waiting: { resolve(): void; reject(error: Error): void } | null = null;
  #unanswered = 0;
  #failure: Error | null = null;
  #ending = false;

  private constructor(options: ShardPoolOptions) {
    const { program } = options;
    this.results = Array.from({ length: options.shards }, () => ({
      gradient: sharedFloats(program.parameterCount),
      losses: sharedFloats(program.losses.length),
      statistics: sharedFloats(program.statistics.count),
    }));
    const count = Math.max(1, Math.min(options.workers, options.shards));
    this.#workers = Array.from({ length: count }, (_, index) => this.#start(options, index, count));
  }

  /** Resolves once every thread has its task and its session; rejects with a `WorkerFailure`. */
  static async start(options: ShardPoolOptions): Promise<ShardPool> {
    const pool = new ShardPool(options);
    try {
      await pool.#answers();
    } catch (error) {
      await pool.end();
      throw error;
    }
    return pool;
  }

  /** Computes the gradients of `step` at the current parameters; prepares the batches of `next` meanwhile. */
  async compute(step: number, next: number | null): Promise<void> {
    this.#send({ kind: 'step', step, next });
    await this.#answers();
  }

  /** Ends the threads; safe after a failure. */
  async end(): Promise<void> {
    this.#ending = true;
    if (this.#failure !== null) {
      await Promise.all(this.#workers.map((worker) => worker.terminate()));
      return;
    }
    const ended = this.#workers.map(
      (worker) => new Promise((resolve) => worker.once('exit', resolve)),
    );
    this.#send({ kind: 'end' });
    await Promise.all(ended);
  }

  #start(options: ShardPoolOptions, index: number, count: number): Worker {
    const data: ShardWorkerData = {
      taskModule: options.taskModule,
      taskOptions: options.taskOptions,
      parameters: options.parameters,
      shards: this.results.flatMap((result, shard) =>
        shard % count === index ? [{ shard, result }] : [],
      ),
    };
    const worker = new Worker(STARTER, {
      argv: [WORKER_MODULE.href],
      workerData: data,
      name: `shard worker ${index}`,
      // Flags of this process (tsx's, a debugger's) do not suit the worker.
      execArgv: [],
    });
    worker.on('message', (message: ShardMessage) => this.#receive(message));
    worker.on('error', (error) => this.#fail(error.message, error.stack));
    worker.on('exit', (code) => this.#fail(`it ended with exit code ${code}`));
    return worker;
  }

  #send(command: ShardCommand): void {
    for (const worker of this.#workers) worker.postMessage(command);
  }

  #answers(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    this.#unanswered = this.#workers.length;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  #receive(message: ShardMessage): void {
    if (message.kind === 'failed') {
      this.#fail(message.failure.message, message.failure.stack);
      return;
    }
    this.#unanswered -= 1;
    if (this.#unanswered === 0) this.#waiting?.resolve();
  }

  #fail(message: string, stack?: string): void {
    if (this.#ending || this.#failure !== null) return;
    this.#failure = new WorkerFailure(message);
    if (stack !== undefined) this.#failure.stack = stack;
    this.#waiting?.reject(this.#failure);
  }
}
