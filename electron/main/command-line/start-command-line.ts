/**
 * Runs a command of `depthlock` in a process of its own: of lower priority, without the vault, and without main's
 * secrets. For the window, which shows its lines, and for a terminal, whose streams it gets.
 */
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { app, utilityProcess, type UtilityProcess } from 'electron';
import { APP_FOLDER } from '../../base/app-folders.ts';
import { TRAINING_DATA, type CommandInterruption } from '../../contract/command-line.ts';
import { DOORS } from '../start/guard-start.ts';
import { commandEnvironment } from './command-environment.ts';
import { tellStreamLines, type StreamLines } from './stream-lines.ts';

const SCRIPT = path.join(APP_FOLDER, 'dist', 'cli', 'depthlock.js');
const SERVICE_NAME = 'Depthlock command';

/** Folder in the app's data that takes the place of assets for what commands write. */
const OWN_ASSETS_FOLDER = 'assets';

export interface CommandObserver {
  /** A line of the standard output, without its end: results. */
  onLine(line: string): void;
  /** A line of the error stream: notices and complaints. */
  onError(line: string): void;
}

export interface RunningCommand {
  /** The exit code, once all lines were told; negative or above 128 if it was killed. Never rejects. */
  readonly ended: Promise<number>;
  /** Asks for an orderly end; the second time it ends at once. */
  kill(): void;
}

export interface CommandOptions {
  /** Where commands write to in place of the app's assets; default: those of a checkout, the person's of an installed app. */
  readonly ownAssets?: string | null;
  /** Folder of the public training data; default: as in main's environment. */
  readonly data?: string;
}

/**
 * Call when the app is ready.
 * @param words the command and what follows it, as in a terminal
 * @param observer null: the command writes to this process's own streams
 */
export function startCommandLine(
  words: readonly string[],
  observer: CommandObserver | null,
  { ownAssets = ownAssetsFolder(), data }: CommandOptions = {},
): RunningCommand {
  const child = utilityProcess.fork(SCRIPT, [...words], {
    serviceName: SERVICE_NAME,
    execArgv: [],
    stdio: observer === null ? 'inherit' : 'pipe',
    env: commandEnvironment({
      env: data === undefined ? process.env : { ...process.env, [TRAINING_DATA]: data },
      platform: process.platform,
      development: DOORS.engineVariables,
      ownAssets,
    }),
  });
  child.once('spawn', () => lowerPriority(child.pid));
  const streams = observer === null ? [] : tellLines(child, observer);
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => {
      void Promise.all(streams.map(({ finish }) => finish())).then(() => resolve(code));
    });
  });
  return { ended, kill: interrupter(child) };
}

const ownAssetsFolder = (): string | null =>
  app.isPackaged ? path.join(app.getPath('userData'), OWN_ASSETS_FOLDER) : null;

function interrupter(child: UtilityProcess): () => void {
  let wasAsked = false;
  return () => {
    if (wasAsked) child.kill();
    else child.postMessage({ kind: 'interrupt' } satisfies CommandInterruption);
    wasAsked = true;
  };
}

function tellLines(child: UtilityProcess, observer: CommandObserver): StreamLines[] {
  const { stdout, stderr } = child;
  return [
    ...(stdout === null ? [] : [tellStreamLines(stdout, (line) => observer.onLine(line))]),
    ...(stderr === null ? [] : [tellStreamLines(stderr, (line) => observer.onError(line))]),
  ];
}

/** Training and evaluation take long, and all of the processor: what somebody looks at comes first. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not allow it: then it runs like any other.
  }
}
