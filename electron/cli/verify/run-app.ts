/** Starts the app of the checkout for `depthlock verify`. It downloads, installs and builds nothing. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { APP_FOLDER } from '../../base/app-folders.ts';
import { VERIFY_EXIT, VERIFY_FAILED } from '../../contract/verify.ts';
import { installedElectron } from '../../../tools/electron/electron-runtime.ts';
import { sandboxFlags } from '../../../tools/electron/sandbox-flags.ts';
import type { VerifyExitCode } from './verify-exit-codes.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Chromium's own notices, e.g. that there is no D-Bus here. */
const NOTICE = /^\[\d+:\d+\/\d+\.\d+:[A-Z]+:/;

export type AppEnded =
  | { readonly ok: true; readonly code: VerifyExitCode }
  /** The app could not be started: a sentence or two. */
  | { readonly ok: false; readonly reason: string };

/** @param words what follows `verify` */
export async function runApp(words: readonly string[]): Promise<AppEnded> {
  const electron = installedElectron();
  if (electron === null || !existsSync(path.join(APP_FOLDER, 'dist/main/main.js'))) {
    const reason =
      'This checkout was not built yet, so there is no app that could look. Run “npm start” once, and enrol.';
    return { ok: false, reason };
  }
  const asksForLine = words.includes('--json');
  const child = spawn(
    electron,
    [...chromiumFlags(), APP_FOLDER, 'verify', ...words, ...(asksForLine ? [] : ['--json'])],
    { stdio: ['inherit', 'pipe', 'pipe'], env: environment() },
  );
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of SIGNALS) process.on(signal, forward);
  let answered: number | null = null;
  onLines(child.stdout, (line) => {
    const code = answerIn(line);
    answered ??= code;
    if (code !== null && asksForLine) console.log(line);
  });
  onLines(child.stderr, (line) => {
    if (!NOTICE.test(line)) console.error(line);
  });
  try {
    const ended = await new Promise<number | Error>((resolve) => {
      child.once('error', resolve);
      child.once('close', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
    if (ended instanceof Error) return { ok: false, reason: ended.message };
    return { ok: true, code: codeOf(ended, answered) };
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

/** What the app ended with, if it said the same: a build that knows no `verify` may end with 0. */
export function codeOf(ended: number, answered: number | null): VerifyExitCode {
  const answer = Object.values(VERIFY_EXIT).find((code) => code === ended);
  if (answer !== undefined && answer === answered) return answer;
  return Object.values(VERIFY_FAILED).find((code) => code === ended) ?? VERIFY_FAILED.internal;
}

const answerLine = z.object({ version: z.literal(1), answer: z.string(), exitCode: z.int() });

/** The exit code in a line of `--json`; null: it is no such line. */
function answerIn(line: string): number | null {
  try {
    const parsed = answerLine.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data.exitCode : null;
  } catch {
    return null;
  }
}

/** No display is needed, and none used. */
function chromiumFlags(): string[] {
  const headless = process.platform === 'linux' ? ['--ozone-platform=headless'] : [];
  return [...headless, '--disable-gpu', ...sandboxFlags()];
}

/** The app's folder is relative to where the person stands, as every path of a command. */
function environment(): NodeJS.ProcessEnv {
  const { DEPTHLOCK_HOME: home, ...others } = process.env;
  return home === undefined || home === ''
    ? others
    : { ...others, DEPTHLOCK_HOME: path.resolve(home) };
}

function onLines(stream: Readable, take: (line: string) => void): void {
  createInterface({ input: stream }).on('line', take);
}
