/** The program `depthlock`: its commands, its help, and what it says about wrong usage. */
import { Command, CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { appVersion } from './app-version.ts';
import { exitCodeOf } from './command.ts';
import { COMMAND_GROUPS } from './commands.ts';
import { complain } from './complain.ts';
import { EXIT, exitCodesHelp, type ExitCode } from './exit-codes.ts';
import { usageProblem } from './usage-problem.ts';

export const depthlock = createProgram();

/**
 * Runs a command. Results go to the standard output, everything else to the error stream.
 * @param argv the words after `depthlock`
 */
export async function runDepthlock(argv: readonly string[]): Promise<ExitCode> {
  const [first, ...rest] = argv;
  const named = first === 'help' ? rest[0] : first;
  const command = depthlock.commands.find((known) => known.name() === named);
  try {
    await depthlock.parseAsync(inCommandersWords(argv, command), { from: 'user' });
    return command === undefined ? EXIT.done : exitCodeOf(command);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : refuse(error, command);
  }
}

/** `help COMMAND` as `COMMAND --help`, and an unknown command alone, so that nothing hides that it is unknown. */
function inCommandersWords(
  argv: readonly string[],
  command: CommandUnknownOpts | undefined,
): string[] {
  const [first, ...rest] = argv;
  const isHelp = first === 'help';
  const named = isHelp ? rest[0] : first;
  if (named === undefined) return ['--help'];
  if (command === undefined) return named.startsWith('-') && !isHelp ? [...argv] : [named];
  return isHelp ? [named, '--help'] : [...argv];
}

function refuse(error: CommanderError, command: CommandUnknownOpts | undefined): ExitCode {
  const name = command?.name() ?? null;
  const help = name === null ? 'depthlock --help' : `depthlock ${name} --help`;
  const problem = usageProblem(error.message, command ?? depthlock);
  return complain(name, `${problem}\nSee “${help}”.`, EXIT.wrongUsage);
}

function createProgram(): CommandUnknownOpts {
  const program = new Command('depthlock')
    .description(
      'Face unlock with a depth camera: cameras, recordings and encoders from a terminal.',
    )
    .usage('<command> [options]')
    .version(appVersion(), '-V, --version', 'show the version of Depthlock')
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      // Complaints are made of the error that commander throws.
      outputError: () => undefined,
    });
  for (const [group, commands] of Object.entries(COMMAND_GROUPS)) {
    program.commandsGroup(group);
    for (const command of commands) {
      command.copyInheritedSettings(program);
      program.addCommand(command.addHelpText('after', `\n${exitCodesHelp()}`));
    }
  }
  return program
    .commandsGroup('Help:')
    .helpCommand('help [command]', 'Shows help for a command.')
    .addHelpText('after', `\n${exitCodesHelp()}`);
}
