/** The words after `depthlock verify`, and whether there are any. */
import { parseArgs } from 'node:util';
import { asksForHelp, splitArguments } from '../command-line/command-words.ts';
import { LONGEST_VERIFY_SECONDS, USUAL_VERIFY_SECONDS } from '../../contract/verify.ts';

export interface VerifyArguments {
  readonly timeoutMs: number;
  readonly readsPin: boolean;
  readonly json: boolean;
  /** `--json` says who matched. */
  readonly who: boolean;
}

const COMMAND = 'verify';

/** Whether the program was started to verify. In a checkout the first word names the app's folder. */
export function asksToVerify(argv: readonly string[], isPackaged: boolean): boolean {
  const { command } = splitArguments(argv);
  // How it is used is told by the command line.
  if (command !== null) return command[0] === COMMAND && !asksForHelp(command);
  const words = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  return words[isPackaged ? 0 : 1] === COMMAND;
}

/** Null where the time is none. Switches of Chromium may stand among them, and are not read here. */
export function verifyArguments(argv: readonly string[]): VerifyArguments | null {
  const { values } = parseArgs({
    args: argv.slice(argv.indexOf(COMMAND) + 1),
    options: {
      timeout: { type: 'string', default: String(USUAL_VERIFY_SECONDS) },
      'pin-from-stdin': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      who: { type: 'boolean', default: false },
    },
    strict: false,
  });
  const text = values.timeout;
  const seconds = typeof text === 'string' && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds <= 0 || seconds > LONGEST_VERIFY_SECONDS) return null;
  return {
    timeoutMs: seconds * 1000,
    readsPin: values['pin-from-stdin'] === true,
    json: values.json === true,
    who: values.who === true,
  };
}
