import type { VerifyExitCode } from './verify/verify-exit-codes.ts';

/** How a command ended: what a script sees in `$?`. */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  /** A shell's code for Ctrl-C: 128 + SIGINT. */
  interrupted: 130,
  /** A shell's code for a program whose reader went away: 128 + SIGPIPE. */
  readerGone: 141,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT] | VerifyExitCode;

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done',
  failed: 'it failed; a sentence on the error stream says why',
  wrongUsage: 'wrong usage: an unknown command or option, or a value that it does not take',
  interrupted: 'interrupted by Ctrl-C (SIGINT) or SIGTERM',
  readerGone: 'whoever read the output went away, as head does',
};

/** Those of every command that has none of its own. */
export const USUAL_CODES: ReadonlyMap<number, string> = new Map(
  Object.entries(EXIT).map(([name, code]) => [code, MEANINGS[name as keyof typeof EXIT]]),
);

/** The exit codes as help shows them. */
export function exitCodesHelp(codes: ReadonlyMap<number, string>): string {
  const lines = [...codes].map(([code, meaning]) => `  ${String(code).padEnd(5)}${meaning}`);
  return ['Exit codes:', ...lines].join('\n');
}
