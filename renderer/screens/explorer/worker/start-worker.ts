import type { WorkerAnswer, WorkerTask } from './protocol.ts';

export interface RunningWorker {
  readonly send: (task: WorkerTask) => void;
  /** Ends it, whatever it does; nothing is heard of it any more. */
  readonly end: () => void;
}

/** @param failed it threw, or could not be loaded */
export function startWorker(
  heard: (answer: WorkerAnswer) => void,
  failed: () => void,
): RunningWorker {
  const worker = new Worker(new URL('./explorer-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerAnswer>) => heard(data));
  worker.addEventListener('error', failed);
  return {
    send: (task) => worker.postMessage(task),
    end: () => worker.terminate(),
  };
}
