/** A worker thread of the trainer: makes batches and runs the gradient program on them. */
import { parentPort, workerData } from 'node:worker_threads';
import { openGradientSession, type GradientSession } from './gradient-session.ts';
import type { ShardCommand, ShardMessage, ShardWorkerData } from './shard-messages.ts';
import type { Feeds, TrainingTask, TrainingTaskModule } from '../training-task.ts';

if (parentPort === null) throw new Error('The shard worker runs as a worker thread only.');
const port = parentPort;

interface PreparedBatches {
  readonly step: number;
  /** In the order of the worker's shards; an error in making them surfaces when the step needs them. */
  readonly batches: Promise<readonly Feeds[]>;
}

function send(message: ShardMessage): void {
  port.postMessage(message);
}

class ShardWorker {
  readonly #data: ShardWorkerData;
  readonly #task: TrainingTask;
  readonly #session: GradientSession;
  #prepared: PreparedBatches | null = null;

  constructor(data: ShardWorkerData, task: TrainingTask, session: GradientSession) {
    this.#data = data;
    this.#task = task;
    this.#session = session;
  }

  async answer(command: ShardCommand): Promise<void> {
    switch (command.kind) {
      case 'step':
        await this.#compute(command.step);
        send({ kind: 'done', step: command.step });
        if (command.next !== null) this.#prepareAhead(command.next);
        break;
      case 'end':
        try {
          await this.#session.release();
        } finally {
          port.close();
        }
        break;
    }
  }

  async #compute(step: number): Promise<void> {
    const prepared = this.#prepared?.step === step ? this.#prepared.batches : this.#prepare(step);
    this.#prepared = null;
    const batches = await prepared;
    for (const [index, { result }] of this.#data.shards.entries()) {
      await this.#session.run(this.#data.parameters, batches[index] ?? {}, result);
    }
  }

  #prepareAhead(step: number): void {
    const batches = this.#prepare(step);
    batches.catch(() => undefined);
    this.#prepared = { step, batches };
  }

  async #prepare(step: number): Promise<readonly Feeds[]> {
    const batches: Feeds[] = [];
    for (const { shard } of this.#data.shards) batches.push(await this.#task.batch(step, shard));
    return batches;
  }
}

async function start(): Promise<ShardWorker> {
  const data = workerData as ShardWorkerData;
  const module = (await import(data.taskModule)) as TrainingTaskModule;
  const task = await module.createTask(data.taskOptions);
  return new ShardWorker(data, task, await openGradientSession(task.program));
}

function fail(error: unknown): void {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  send({ kind: 'failed', failure: { message, stack } });
}

async function main(): Promise<void> {
  const worker = await start();
  let previous = Promise.resolve();
  port.on('message', (command: ShardCommand) => {
    previous = previous.then(() => worker.answer(command)).catch(fail);
  });
  send({ kind: 'ready' });
}

await main().catch(fail);
