/** The thread that analyses a recording: it has models of its own, so that it delays neither the lock nor the player. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { AnalysisAnswer, AnalysisCommand, AnalysisThreadData } from './analysis-messages.ts';
import { openAnalysis } from './open-analysis.ts';
import { recordingsOver } from './recordings-port.ts';

if (parentPort === null) throw new Error('analysis-worker.ts runs as a worker thread');
await serve(parentPort, workerData as AnalysisThreadData);

async function serve(port: MessagePort, data: AnalysisThreadData): Promise<void> {
  const answer = (message: AnalysisAnswer): void => port.postMessage(message);
  const ending = new AbortController();
  const opening = openAnalysis(data, recordingsOver(data.recordings), ending.signal);
  let previous: Promise<void> = opening.then(() => undefined);
  const follow = async ({ kind }: AnalysisCommand): Promise<void> => {
    const opened = await opening;
    if (kind === 'end') {
      if (opened.ok) await opened.value.dispose();
      port.close();
    } else if (opened.ok) {
      const analysis = opened.value;
      if (!analysis.isOver) answer({ kind: 'piece', ...(await analysis.next()) });
      if (analysis.isOver) answer({ kind: 'done' });
    }
  };
  port.on('message', (command: AnalysisCommand) => {
    if (command.kind === 'end') ending.abort();
    previous = previous.then(() => follow(command));
  });
  const opened = await opening;
  answer(opened.ok ? opened.value.began : { kind: 'failed', problem: opened.problem });
}
