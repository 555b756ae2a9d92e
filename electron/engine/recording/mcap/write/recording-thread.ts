/** A recording's file as the engine's main thread sees it, written by another thread. */
import { Worker } from 'node:worker_threads';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type { DropCounts, FrameStore } from '../read/frame-store.ts';
import type { HeldFrame } from '../held-frame.ts';
import type { RecordingFileOptions } from './recording-file.ts';
import type {
  RecordingAnswer,
  RecordingCommand,
  RecordingWorkerData,
} from './recording-messages.ts';

/** In the bundle the file beside the engine's; from source through tsx. */
const WORKER_SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? './recording-worker-from-source.mjs' : './recording-worker.js',
  import.meta.url,
);

/** Starts the thread, which creates the file; the problem says why there is none. */
export async function openRecordingThread(
  file: string,
  options: RecordingFileOptions,
): Promise<Result<FrameStore>> {
  const thread = new RecordingThread({ file, options });
  const opened = await thread.opened;
  return opened.ok ? succeed(thread) : opened;
}

class RecordingThread implements FrameStore {
  /** Size of the file so far, in bytes. */
  readonly opened: Promise<Result<number>>;
  readonly #worker: Worker;
  /** Callers waiting for an answer, oldest first. */
  readonly #adding: ((result: Result<number>) => void)[] = [];
  #open: (result: Result<number>) => void = () => undefined;
  #ended: ((result: Result<undefined>) => void) | null = null;
  #bytes = 0;
  #failed: Result<never> | null = null;

  constructor(workerData: RecordingWorkerData) {
    this.opened = new Promise((resolve) => {
      this.#open = resolve;
    });
    this.#worker = new Worker(WORKER_SCRIPT, {
      workerData,
      name: 'recording',
      // Flags of this process (tsx's, a debugger's) do not suit the worker.
      execArgv: [],
    });
    let detail = 'it ended';
    this.#worker.on('message', (answer: RecordingAnswer) => this.#take(answer));
    this.#worker.on('error', (error) => {
      detail = error.message;
    });
    this.#worker.on('exit', () => this.#fail(detail));
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(frame: HeldFrame): Promise<Result<number>> {
    if (this.#failed !== null) return Promise.resolve(this.#failed);
    this.#send({ kind: 'add', frame });
    return new Promise((resolve) => this.#adding.push(resolve));
  }

  end(drops: DropCounts | null): Promise<Result<undefined>> {
    if (this.#failed !== null) return Promise.resolve(this.#failed);
    this.#send({ kind: 'end', drops });
    return new Promise((resolve) => {
      this.#ended = resolve;
    });
  }

  #send(command: RecordingCommand): void {
    this.#worker.postMessage(command);
  }

  #take(answer: RecordingAnswer): void {
    switch (answer.kind) {
      case 'opened':
        if (answer.result.ok) this.#bytes = answer.result.value;
        this.#open(answer.result);
        break;
      case 'added':
        if (answer.result.ok) this.#bytes = answer.result.value;
        this.#adding.shift()?.(answer.result);
        break;
      case 'ended':
        this.#ended?.(answer.result);
        break;
    }
  }

  /** The thread is gone; has no effect on earlier answers. */
  #fail(detail: string): void {
    const failed = fail(
      'recording-failed',
      `The thread that writes the recording failed (${detail}).`,
    );
    this.#failed = failed;
    this.#open(failed);
    for (const resolve of this.#adding.splice(0)) resolve(failed);
    this.#ended?.(failed);
  }
}
