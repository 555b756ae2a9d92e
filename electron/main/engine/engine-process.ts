import path from 'node:path';
import { utilityProcess, type MessagePortMain } from 'electron';
import { ENGINE_EXIT } from '../../contract/engine/engine-exit.ts';
import { DOORS } from '../start/guard-start.ts';
import { engineEnvironment } from './engine-environment.ts';
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
  const child = utilityProcess.fork(ENGINE_SCRIPT, [], {
    serviceName: ENGINE_SERVICE_NAME,
    execArgv: [],
    stdio: isQuiet ? 'ignore' : 'inherit',
    env: engineEnvironment({
      env: process.env,
      platform: process.platform,
      development: DOORS.engineVariables,
    }),
  });
  child.on('message', (message: unknown) => {
    observer.onMessage(message);
  });
  child.once('exit', (code) => {
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
