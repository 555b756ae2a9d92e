/** Vision as the engine's main thread sees it: the same interface, answered by the vision worker. */
import '../../onnx/no-telemetry.ts';
import { Worker } from 'node:worker_threads';
import {
  DEFAULT_ENGINE,
  type EncoderEngine,
  type EncoderRuntime,
} from '../../../contract/encoder-runtime.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { fail, succeed, type Problem, type Result } from '../../../contract/problem.ts';
import type { LookOptions, Vision, VisionResult } from '../pipeline.ts';
import type { VisionCommand, VisionMessage, VisionWorkerData } from './vision-messages.ts';

export interface VisionClientOptions {
  readonly assets: string;
  /** What the encoder should run in; default: onnxruntime. */
  readonly engine?: EncoderEngine;
  /** The worker ended although nobody asked it to; frames sent to it are never answered. `detail` is for the log. */
  readonly onDied: (detail: string) => void;
  /** For tests. */
  readonly script?: URL;
}

/** In the bundle the file beside the engine's, from source through tsx. */
const WORKER_SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? './vision-worker-from-source.mjs' : './vision-worker.js',
  import.meta.url,
);

/** Vision in its worker, and what its encoder runs in. */
export interface StartedVision extends Vision {
  readonly runtime: EncoderRuntime;
}

/** Starts the worker and waits for its models; a missing or corrupt model comes back as a problem. */
export async function startVision(options: VisionClientOptions): Promise<Result<StartedVision>> {
  const { assets, engine = DEFAULT_ENGINE } = options;
  const worker = new Worker(options.script ?? WORKER_SCRIPT, {
    workerData: { assets, engine } satisfies VisionWorkerData,
    name: 'vision',
    // Flags of this process (tsx's, a debugger's) are not the worker's.
    execArgv: [],
  });
  const first = await firstMessage(worker);
  switch (first.kind) {
    case 'ready':
      return succeed(new VisionClient(worker, first, options.onDied));
    case 'failed':
      await worker.terminate();
      return { ok: false, problem: first.problem };
    case 'died':
      return fail(
        'vision-stopped',
        `Face recognition could not start (${first.detail}). Install Depthlock again; if that does not help, restart the computer.`,
      );
  }
}

type Ready = Extract<VisionMessage, { kind: 'ready' }>;

type FirstMessage =
  | Ready
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'died'; readonly detail: string };

function firstMessage(worker: Worker): Promise<FirstMessage> {
  return new Promise((resolve) => {
    worker.once('message', (message: VisionMessage) => {
      if (message.kind === 'ready' || message.kind === 'failed') resolve(message);
    });
    worker.once('error', (error) => {
      resolve({ kind: 'died', detail: error.message });
    });
    worker.once('exit', (code) => {
      resolve({ kind: 'died', detail: `exit code ${String(code)}` });
    });
  });
}

class VisionClient implements StartedVision {
  readonly encoder: Vision['encoder'];
  readonly runtime: EncoderRuntime;
  readonly #worker: Worker;
  /** Whoever waits for a result, oldest first. */
  readonly #waiting: ((result: VisionResult) => void)[] = [];
  readonly #waitingForInfrared: ((embedding: VisionResult['embedding']) => void)[] = [];
  #disposed = false;

  constructor(worker: Worker, { encoder, runtime }: Ready, onDied: (detail: string) => void) {
    this.#worker = worker;
    this.encoder = encoder;
    this.runtime = runtime;
    let detail = 'no message';
    worker.on('message', (message: VisionMessage) => {
      if (message.kind === 'result') this.#waiting.shift()?.(message.result);
      if (message.kind === 'infrared') this.#waitingForInfrared.shift()?.(message.embedding);
    });
    worker.on('error', (error) => {
      detail = error.stack ?? error.message;
    });
    worker.on('exit', () => {
      if (!this.#disposed) onDied(detail);
    });
  }

  /** Takes the frame's arrays: they are empty for the caller afterwards. */
  process(frame: RgbdFrame, options: LookOptions): Promise<VisionResult> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#send({ kind: 'process', frame, options }, buffersOf(frame));
    });
  }

  embedInfrared(): Promise<VisionResult['embedding']> {
    return new Promise((resolve) => {
      this.#waitingForInfrared.push(resolve);
      this.#send({ kind: 'embed-infrared' });
    });
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#send({ kind: 'dispose' });
    await ended;
  }

  #send(command: VisionCommand, transfer: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(command, transfer);
  }
}

/**
 * The buffers that move to the worker. Moving costs nothing, and nobody needs the frame afterwards; slots in a
 * SharedArrayBuffer would cost a copy of 1.3 MB per frame and a protocol to guard them. An array that shares its
 * buffer with others (a pool) or is shared memory already stays, and is copied or shared.
 */
function buffersOf({ color, depth, infrared }: RgbdFrame): ArrayBuffer[] {
  return [color, depth, infrared].flatMap((array) =>
    array !== undefined &&
    array.buffer instanceof ArrayBuffer &&
    array.byteLength === array.buffer.byteLength
      ? [array.buffer]
      : [],
  );
}
