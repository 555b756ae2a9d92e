import { Worker } from 'node:worker_threads';
import type { RenderWorkerData } from './render-protocol.ts';

/** Starts the thread of render-worker.ts: in the bundle the file beside the engine's, from source through tsx. */
export function startRenderWorker(workerData: RenderWorkerData): Worker {
  const fromSource = import.meta.url.endsWith('.ts');
  const file = fromSource ? './render-worker-from-source.mjs' : './virtual-render-worker.js';
  return new Worker(new URL(file, import.meta.url), { workerData, execArgv: [] });
}
