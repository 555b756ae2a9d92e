/** What the commands are made of, beside commander itself. */
import { InvalidArgumentError, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { EXIT, USUAL_CODES, type ExitCode } from './exit-codes.ts';

const exitCodes = new WeakMap<CommandUnknownOpts, ExitCode>();

/**
 * An action for commander that keeps the exit code of `run`, see `exitCodeOf`.
 * @param run gets the arguments of the command in their order, and its options
 */
export function exitsWith<Parameters extends readonly unknown[]>(
  run: (...parameters: Parameters) => Promise<ExitCode>,
): (this: CommandUnknownOpts, ...parameters: Parameters) => Promise<void> {
  return async function (...parameters) {
    exitCodes.set(this, await run(...parameters));
  };
}

/** The exit code of the last call of a command. */
export function exitCodeOf(command: CommandUnknownOpts): ExitCode {
  return exitCodes.get(command) ?? EXIT.done;
}

interface OwnExitCodes {
  /** What each means. */
  readonly codes: ReadonlyMap<number, string>;
  /** Which of them wrong usage ends with. */
  readonly wrongUsage: ExitCode;
}

const ownExitCodes = new WeakMap<object, OwnExitCodes>();
const USUAL: OwnExitCodes = { codes: USUAL_CODES, wrongUsage: EXIT.wrongUsage };

/** For a command whose exit code is its answer. */
export function withExitCodes(command: object, own: OwnExitCodes): void {
  ownExitCodes.set(command, own);
}

/** The exit codes of a command; those of every command without one. */
export const exitCodesOf = (command: object | undefined): OwnExitCodes =>
  (command === undefined ? undefined : ownExitCodes.get(command)) ?? USUAL;

/** The part of a command's help that shows how it is called; `depthlock` goes without saying. */
export function examples(...lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  depthlock ${line}`)].join('\n');
}

/** The option of every command whose result scripts want. */
export function jsonOption() {
  return new Option('--json', 'print the result as JSON');
}

/** Parses a value that is a whole number from `min` to `max`. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = /^-?\d+$/.test(text) ? Number(text) : NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It takes a whole number ${rangeInWords(min, max)}.`);
  };
}

/** Parses a value that is a number of seconds, above 0 and up to `max`. */
export function seconds(max: number): (text: string) => number {
  return (text) => {
    const number = text.trim() === '' ? NaN : Number(text);
    if (number > 0 && number <= max) return number;
    throw new InvalidArgumentError(`It takes seconds, more than 0 and up to ${max}.`);
  };
}

function rangeInWords(min: number, max: number): string {
  return max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`;
}
