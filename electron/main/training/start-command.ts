import type { CommandObserver, RunningCommand } from '../command-line/start-command-line.ts';

/**
 * Starts a command of `depthlock` in a process of its own.
 * @param data folder of the public training data; null: as in main's environment
 */
export type StartCommand = (
  words: readonly string[],
  observer: CommandObserver,
  data: string | null,
) => RunningCommand;

/** `depthlock train: The sentence.` as the sentence alone. */
export const withoutName = (complaint: string): string =>
  complaint.replace(/^depthlock [a-z]+: /u, '');
