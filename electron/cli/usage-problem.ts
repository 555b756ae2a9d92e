import type { Argument, CommandUnknownOpts, Option } from '@commander-js/extra-typings';

/**
 * What commander says about wrong usage, as sentences: with what a missing part is for, and which words are too many.
 * @param message of a `CommanderError`
 * @param command whose usage is wrong
 */
export function usageProblem(message: string, command: CommandUnknownOpts): string {
  const [what = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const problem = what.charAt(0).toUpperCase() + what.slice(1).replace(/\.$/, '');
  const details = missingPart(what, command) ?? surplus(what, command);
  const hint = suggestion?.replace(/^\((.*)\)$/, ' $1') ?? '';
  return `${problem}${details === null ? '' : `: ${details}`}.${hint}`;
}

/** What a missing argument or option is for, and its choices. */
function missingPart(what: string, { registeredArguments, options }: CommandUnknownOpts) {
  const [, argument] = /^missing required argument '(.*)'$/.exec(what) ?? [];
  const [, flags] =
    /^(?:required )?option '(.*)' (?:not specified|argument missing)$/.exec(what) ?? [];
  const part =
    registeredArguments.find((known) => known.name() === argument) ??
    options.find((known) => known.flags === flags);
  return part === undefined ? null : inWords(part);
}

function surplus(what: string, { args, registeredArguments }: CommandUnknownOpts): string | null {
  if (!what.startsWith('too many arguments')) return null;
  return args.slice(registeredArguments.length).join(' ');
}

function inWords({ description, argChoices }: Argument | Option): string {
  return argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`;
}
