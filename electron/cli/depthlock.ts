import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { exitCodeOf, exitCodesOf } from './command.ts';
import { COMMAND_NAMES } from './commands.ts';
import { complain } from './complain.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createProgram } from './program.ts';
import { usageProblem } from './usage-problem.ts';

/**
 * Runs `depthlock`. Results go to the standard output, everything else to the error stream.
 * @param argv the words after `depthlock`
 */
export async function runDepthlock(argv: readonly string[]): Promise<ExitCode> {
  const words = inCommandersWords(argv);
  const program = await createProgram(commandsFor(words));
  const command = program.commands.find((known) => known.name() === words[0]);
  try {
    await program.parseAsync(words, { from: 'user' });
    return command === undefined ? EXIT.done : exitCodeOf(command);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : refuse(error, program, command);
  }
}

/** `help COMMAND` as `COMMAND --help`, and an unknown command alone, so that nothing hides that it is unknown. */
function inCommandersWords(argv: readonly string[]): string[] {
  const [first, ...rest] = argv;
  const isHelp = first === 'help';
  const name = isHelp ? rest[0] : first;
  if (name === undefined) return ['--help'];
  if (COMMAND_NAMES.includes(name)) return isHelp ? [name, '--help'] : [...argv];
  return name.startsWith('-') ? [...argv] : [name];
}

/** The commands that have to be known: the one named, or, for the whole help and suggestions, all. */
function commandsFor([first = '']: readonly string[]): readonly string[] {
  if (COMMAND_NAMES.includes(first)) return [first];
  return first === '--version' || first === '-V' ? [] : COMMAND_NAMES;
}

function refuse(
  error: CommanderError,
  program: CommandUnknownOpts,
  command: CommandUnknownOpts | undefined,
): ExitCode {
  const name = command?.name() ?? null;
  const help = name === null ? 'depthlock --help' : `depthlock ${name} --help`;
  const problem = usageProblem(error.message, command ?? program);
  return complain(name, `${problem}\nSee “${help}”.`, exitCodesOf(command).wrongUsage);
}
