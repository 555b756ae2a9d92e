/** The analysis of a recording as the engine's main thread sees it, done by another thread. */
import '../../onnx/no-telemetry.ts';
import { MessageChannel, Worker } from 'node:worker_threads';
import type {
  AnalysisAnswer,
  AnalysisCommand,
  AnalysisData,
  AnalysisThreadData,
} from './analysis-messages.ts';
import { serveRecordings, type OpenRecording } from './recordings-port.ts';

/** In the bundle the file beside the engine's; from source through tsx. */
const WORKER_SCRIPT = new URL(
  import.meta.url.endsWith('.ts') ? './analysis-worker-from-source.mjs' : './analysis-worker.js',
  import.meta.url,
);

export interface AnalysisThread {
  /** Have it look at some frames more; each time is answered by a piece. */
  goOn(): void;
  /** Ends it, also in the middle of a piece; resolves when nothing of it is left. */
  end(): Promise<void>;
}

/** Starts the thread. Its answers come until it ends; one that dies has failed. */
export function startAnalysisThread(
  data: AnalysisData,
  openRecording: OpenRecording,
  onAnswer: (answer: AnalysisAnswer) => void,
): AnalysisThread {
  const { port1, port2 } = new MessageChannel();
  serveRecordings(port1, openRecording);
  const worker = new Worker(WORKER_SCRIPT, {
    workerData: { ...data, recordings: port2 } satisfies AnalysisThreadData,
    transferList: [port2],
    name: 'analysis',
    // Flags of this process (tsx's, a debugger's) do not suit the worker.
    execArgv: [],
  });
  let isEnding = false;
  let detail = 'it ended';
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      resolve();
      if (isEnding) return;
      const message = `The analysis of the recording stopped because of a mistake in Depthlock (${detail}). What was found until then is kept.`;
      onAnswer({ kind: 'failed', problem: { code: 'internal', message } });
    });
  });
  worker.on('message', (answer: AnalysisAnswer) => {
    if (answer.kind === 'failed') isEnding = true;
    onAnswer(answer);
  });
  worker.on('error', (error) => {
    detail = error.message;
  });
  const send = (command: AnalysisCommand): void => worker.postMessage(command);
  return {
    goOn: () => send({ kind: 'go-on' }),
    end() {
      isEnding = true;
      send({ kind: 'end' });
      return ended;
    },
  };
}
