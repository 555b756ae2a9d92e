/** The thread that compresses and writes a recording. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { RecordingFile } from './recording-file.ts';
import type {
  RecordingAnswer,
  RecordingCommand,
  RecordingWorkerData,
} from './recording-messages.ts';

if (parentPort === null) throw new Error('recording-worker.ts runs as a worker thread');
await serve(parentPort, workerData as RecordingWorkerData);

async function serve(port: MessagePort, { file, options }: RecordingWorkerData): Promise<void> {
  const answer = (message: RecordingAnswer): void => port.postMessage(message);
  const opened = await RecordingFile.create(file, options);
  if (!opened.ok) {
    answer({ kind: 'opened', result: opened });
    return;
  }
  const store = opened.value;
  port.on('message', (command: RecordingCommand) => {
    switch (command.kind) {
      case 'add':
        void store.add(command.frame).then((result) => {
          answer({ kind: 'added', result });
        });
        break;
      case 'end':
        void store.end(command.drops).then((result) => {
          answer({ kind: 'ended', result });
          port.close();
        });
        break;
    }
  });
  answer({ kind: 'opened', result: { ok: true, value: store.bytes } });
}
