/** A packed app started as people start it: by an ordinary user, with the sandbox, and with a home of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/** Whom Linux gives a process that is nobody's. Chromium refuses to run as root, and a packed app to run without sandbox. */
const NOBODY = 65_534;

const isRoot = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** A folder in which a packed app may write. */
export function homeFor(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (isRoot()) chownSync(folder, NOBODY, NOBODY);
  return folder;
}

/** A program and its words, run by somebody who is not root. */
function asOrdinaryUser(program: string, words: readonly string[]): [string, string[]] {
  if (!isRoot()) return [program, [...words]];
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  return ['setpriv', [...user, program, ...words]];
}

function environment(home: string, display: boolean): NodeJS.ProcessEnv {
  const { PATH, LANG, DISPLAY, XAUTHORITY } = process.env;
  return {
    ...{ PATH, LANG, HOME: home, TMPDIR: home },
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
    ...(display ? { DISPLAY, XAUTHORITY } : {}),
  };
}

export interface StartOptions {
  readonly home: string;
  readonly words?: readonly string[];
  /** Default: true. */
  readonly display?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts it, with its streams as pipes. */
export function startPacked(
  program: string,
  { home, words = [], display = true, variables = {} }: StartOptions,
): ChildProcess {
  const [command, all] = asOrdinaryUser(program, words);
  return spawn(command, all, {
    cwd: home,
    env: { ...environment(home, display), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs it to its end; it is killed after `limitMs`, and has no code then. */
export function runPacked(
  program: string,
  { home, words = [], display = true, variables = {} }: StartOptions,
  limitMs: number,
): Ended {
  const [command, all] = asOrdinaryUser(program, words);
  const { status, stdout, stderr } = spawnSync(command, all, {
    cwd: home,
    env: { ...environment(home, display), ...variables },
    encoding: 'utf8',
    timeout: limitMs,
    killSignal: 'SIGKILL',
  });
  return { code: status, stdout, stderr };
}

/** Ends a started app, and waits for that. */
export async function endPacked(child: ChildProcess, limitMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await ended;
  clearTimeout(timer);
}

/** What an app run by an ordinary user needs here; null: it can be started. A sentence. */
export function whyNotStartable(): string | null {
  if (process.platform !== 'linux') return 'The packed app is used on Linux only so far.';
  if (isRoot() && !existsSync('/usr/bin/setpriv')) {
    return 'The packed app cannot be started by root, and there is no setpriv (Debian: util-linux).';
  }
  return null;
}
