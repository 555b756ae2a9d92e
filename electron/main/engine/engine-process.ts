import path from 'node:path';
import { utilityProcess, type MessagePortMain } from 'electron';
import { ENGINE_EXIT } from '../../contract/engine/engine-exit.ts';
import { DOORS } from '../start/guard-start.ts';
import { engineEnvironment } from './engine-environment.ts';
import { FileProcesses, fileProcessWish } from './file-processes.ts';
import type { EngineChild, EngineChildObserver } from './engine-supervisor.ts';

/** Name in the operating system's process list and in `app.getAppMetrics()`. */
const ENGINE_SERVICE_NAME = 'Depthlock engine';

const ENGINE_SCRIPT = path.join(import.meta.dirname, '../engine/engine.js');

/**
 * Starts the engine in its own process.
 * @param isQuiet nothing that it, Node or a library prints reaches the terminal; default: all does
 */
export function spawnEngine(
  observer: EngineChildObserver,
  { isQuiet = false }: { readonly isQuiet?: boolean } = {},
): EngineChild<MessagePortMain> {
  const env = engineEnvironment({
    env: process.env,
    platform: process.platform,
    development: DOORS.engineVariables,
  });
  const child = utilityProcess.fork(ENGINE_SCRIPT, [], {
    serviceName: ENGINE_SERVICE_NAME,
    execArgv: [],
    stdio: isQuiet ? 'ignore' : 'inherit',
    env,
  });
  let isGone = false;
  const files = new FileProcesses({
    ...{ env, isQuiet },
    onPort: (id, port) => child.postMessage({ kind: 'file-port', id }, [port]),
    onGone: (id) => {
      if (!isGone) child.postMessage({ kind: 'file-gone', id });
    },
  });
  child.on('message', (message: unknown) => {
    const wish = fileProcessWish(message);
    if (wish === null) observer.onMessage(message);
    else files.grant(wish);
  });
  child.once('exit', (code) => {
    isGone = true;
    files.dispose();
    observer.onExit(exitReason(code));
  });
  return {
    send(command) {
      child.postMessage(command);
    },
    sendFramePort(port) {
      child.postMessage({ kind: 'frame-port' }, [port]);
    },
    kill() {
      child.kill();
    },
  };
}

/** Why the engine ended, as a sentence. Codes that are not ours are signals or the library's own. */
function exitReason(code: number): string {
  switch (code) {
    case ENGINE_EXIT.stopped:
      return 'The camera engine ended by itself.';
    case ENGINE_EXIT.uncaught:
      return 'The camera engine met an error it could not handle.';
    case ENGINE_EXIT.visionDied:
      return 'The part that recognises faces stopped working.';
    default:
      return `The camera engine stopped without warning (code ${String(code)}).`;
  }
}
