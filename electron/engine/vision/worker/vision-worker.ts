/** The vision worker: one long-lived thread for the models, since inference blocks whoever calls it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Vision } from '../pipeline.ts';
import { openVision } from './open-vision.ts';
import type { VisionCommand, VisionMessage, VisionWorkerData } from './vision-messages.ts';

if (parentPort === null) throw new Error('The vision worker runs as a worker thread only.');
const port = parentPort;

function send(message: VisionMessage): void {
  port.postMessage(message);
}

async function answer(vision: Vision, command: VisionCommand): Promise<void> {
  switch (command.kind) {
    case 'process':
      send({ kind: 'result', result: await vision.process(command.frame, command.options) });
      break;
    case 'embed-infrared':
      send({ kind: 'infrared', embedding: await vision.embedInfrared() });
      break;
    case 'dispose':
      await vision.dispose();
      port.close();
      break;
  }
}

/** Commands are answered in order; an error in one ends the worker, and with it the engine, which is restarted. */
async function main(): Promise<void> {
  const { assets, engine } = workerData as VisionWorkerData;
  const created = await openVision(assets, engine);
  if (!created.ok) {
    send({ kind: 'failed', problem: created.problem });
    return;
  }
  const { vision, runtime } = created.value;
  let previous = Promise.resolve();
  port.on('message', (command: VisionCommand) => {
    previous = previous.then(() => answer(vision, command));
  });
  send({ kind: 'ready', encoder: vision.encoder, runtime });
}

await main();
