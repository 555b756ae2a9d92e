/** Child processes that share this one's terminal (by default), signals and end. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..');

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const KILL_AFTER_MS = 10_000;
const LAST_WORDS_MS = 2000;

export interface RunOptions {
  /** Longest run, milliseconds; then the child and its children are asked to end, and killed 10 s later. */
  readonly limitMs?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Receives the program's output, in place of this process's terminal. */
  readonly print?: (chunk: Uint8Array) => void;
}

/**
 * Runs a program in the checkout with this process's terminal and passes signals on to it. Resolves to its exit code:
 * 128 + the signal's number if a signal ended it, 124 if it ran past its limit, 127 if it did not start.
 */
export async function run(
  command: string,
  commandArguments: readonly string[],
  options: RunOptions = {},
): Promise<number> {
  const bounded = options.limitMs !== undefined && process.platform !== 'win32';
  const settings: SpawnOptions = {
    cwd: root,
    stdio: options.print === undefined ? 'inherit' : ['inherit', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
    // Its own process group, so that a limit ends the grandchildren too.
    detached: bounded,
  };
  const child = spawn(command, commandArguments, settings);
  if (options.print !== undefined) {
    child.stdout?.on('data', options.print);
    child.stderr?.on('data', options.print);
  }
  const forward = (signal: NodeJS.Signals): void => end(child, signal, bounded);
  for (const signal of SIGNALS) process.on(signal, forward);
  const limit = options.limitMs === undefined ? null : startLimit(child, options.limitMs, bounded);
  try {
    const code = await exitCode(child);
    return limit?.reached() ? 124 : code;
  } finally {
    limit?.clear();
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

/** Runs a TypeScript file of this checkout. @param nodeFlags of Node itself */
export function runScript(
  file: string,
  commandArguments: readonly string[],
  options: RunOptions = {},
  nodeFlags: readonly string[] = [],
): Promise<number> {
  const words = [...nodeFlags, '--import', 'tsx', file, ...commandArguments];
  return run(process.execPath, words, options);
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      const ended = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
      // Its last output may still be on its way; a process it left running may hold the pipe open for ever.
      const patience = setTimeout(() => resolve(ended), LAST_WORDS_MS);
      child.once('close', () => {
        clearTimeout(patience);
        resolve(ended);
      });
    });
  });
}

interface Limit {
  reached(): boolean;
  clear(): void;
}

function startLimit(child: ChildProcess, limitMs: number, group: boolean): Limit {
  let reached = false;
  let kill: NodeJS.Timeout | undefined;
  const ask = setTimeout(() => {
    reached = true;
    console.error(`Not finished after ${limitMs / 1000} s: ended.`);
    end(child, 'SIGTERM', group);
    kill = setTimeout(() => end(child, 'SIGKILL', group), KILL_AFTER_MS);
  }, limitMs);
  return {
    reached: () => reached,
    clear: () => {
      clearTimeout(ask);
      clearTimeout(kill);
      // A process that ignored the request to end must not outlive its parent.
      if (reached) end(child, 'SIGKILL', group);
    },
  };
}

function end(child: ChildProcess, signal: NodeJS.Signals, group: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has already ended.
  }
}
