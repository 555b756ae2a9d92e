/**
 * The command that a start asks for: `depthlock [switches] -- COMMAND …`, as the script `depthlock` calls it. Chromium
 * takes nothing after `--` for a switch of its own.
 */
import { COMMAND_HELP } from '../../contract/command-line.ts';

export interface SplitArguments {
  /** For Chromium and the window, with the program at its head. */
  readonly ours: readonly string[];
  /** The command and its words; null: none is asked for, and all is for the window. */
  readonly command: readonly [string, ...string[]] | null;
}

const ABOUT_COMMANDS: ReadonlySet<string> = new Set(COMMAND_HELP);

/** A mistyped command is the command line's to complain about; a file for the window has another look. */
const isFirstWord = (word: string): boolean => ABOUT_COMMANDS.has(word) || /^[a-z]+$/.test(word);

export function splitArguments(argv: readonly string[]): SplitArguments {
  const dashes = argv.indexOf('--');
  if (dashes === -1) return { ours: argv, command: null };
  const [first = '', ...rest] = argv.slice(dashes + 1);
  if (!isFirstWord(first)) return { ours: argv, command: null };
  return { ours: argv.slice(0, dashes), command: [first, ...rest] };
}

/** Whether words ask how a command is used, rather than to do it. */
export const asksForHelp = (words: readonly string[]): boolean =>
  words.includes('--help') || words.includes('-h');
