/** A process that parses files, for tests: started from its TypeScript, without Electron. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { limitMemory } from './limit-memory.ts';
import type { FileChannelObserver, FileQuestion, StartFileProcess } from './file-tasks.ts';
import { serveFiles } from './serve-files.ts';

/** Marks the process that serves. */
const SERVE = 'serve';

/** Ids of the processes that were started, the newest last. */
export const startedPids: number[] = [];

/** Starts one with Node, which copies what is sent as Electron does. */
export const startFileProcess: StartFileProcess = (observer) => start(observer, []);

/** One that may take no memory at all. */
export const startTinyProcess: StartFileProcess = (observer) => start(observer, ['1']);

function start({ onMessage, onGone }: FileChannelObserver, limit: readonly string[]) {
  const child = fork(join(import.meta.dirname, 'file-process-fixture.ts'), [SERVE, ...limit], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  if (child.pid !== undefined) startedPids.push(child.pid);
  child.on('message', onMessage);
  child.once('exit', onGone);
  return {
    send: (question: FileQuestion) => {
      if (child.connected) child.send(question);
    },
    kill: () => child.kill('SIGKILL'),
  } as const;
}

if (process.argv[2] === SERVE && process.send !== undefined) {
  const limit = process.argv[3];
  if (limit !== undefined) limitMemory(Number(limit));
  const take = serveFiles((message) => process.send?.(message));
  process.on('message', (question) => take(question as FileQuestion));
}
