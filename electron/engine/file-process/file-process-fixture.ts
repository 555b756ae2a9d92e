/** A process that parses files, for tests: started from its TypeScript, without Electron. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { FileQuestion, StartFileProcess } from './file-tasks.ts';
import { serveFiles } from './serve-files.ts';

/** Marks the process that serves. */
const SERVE = 'serve';

/** Ids of the processes that were started, the newest last. */
export const startedPids: number[] = [];

/** Starts one with Node, which copies what is sent as Electron does. */
export const startFileProcess: StartFileProcess = ({ onMessage, onGone }) => {
  const child = fork(join(import.meta.dirname, 'file-process-fixture.ts'), [SERVE], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  if (child.pid !== undefined) startedPids.push(child.pid);
  child.on('message', onMessage);
  child.once('exit', onGone);
  return {
    send: (question) => {
      if (child.connected) child.send(question);
    },
    kill: () => child.kill('SIGKILL'),
  };
};

if (process.argv[2] === SERVE && process.send !== undefined) {
  const take = serveFiles((message) => process.send?.(message));
  process.on('message', (question) => take(question as FileQuestion));
}
