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

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'done',
  failed: 'it failed; a sentence on the error stream says why',
  wrongUsage: 'wrong usage: an unknown command or option, or a value that it does not take',
  interrupted: 'interrupted by Ctrl-C (SIGINT) or SIGTERM',
  readerGone: 'whoever read the output went away, as head does',
};

/** The exit codes as help shows them. */
export function exitCodesHelp(): string {
  const lines = Object.entries(EXIT).map(
    ([name, code]) => `  ${String(code).padEnd(5)}${MEANINGS[name as keyof typeof EXIT]}`,
  );
  return ['Exit codes:', ...lines].join('\n');
}
