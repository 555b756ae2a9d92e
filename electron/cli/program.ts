import { Command, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { appVersion } from '../base/app-version.ts';
import { exitCodesOf } from './command.ts';
import { COMMAND_NAMES, COMMANDS } from './commands.ts';
import { exitCodesHelp } from './exit-codes.ts';

/**
 * The program `depthlock`: its commands and its help. It throws commander's errors and prints nothing about them.
 * @param names the commands to load, which takes a while; default: all
 */
export async function createProgram(
  names: readonly string[] = COMMAND_NAMES,
): Promise<CommandUnknownOpts> {
  const program = new Command('depthlock')
    .description(
      'Face unlock with a depth camera: cameras, recordings and encoders from a terminal.',
    )
    .usage('<command> [options]')
    .version(appVersion(), '-V, --version', 'show the version of Depthlock')
    .helpOption('-h, --help', 'show this help')
    .addHelpText('afterAll', ({ command }) => `\n${exitCodesHelp(exitCodesOf(command).codes)}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      outputError: () => undefined,
    });
  for (const [heading, commands] of Object.entries(COMMANDS)) {
    program.commandsGroup(heading);
    for (const [name, load] of Object.entries(commands)) {
      if (!names.includes(name)) continue;
      program.addCommand((await load()).copyInheritedSettings(program));
    }
  }
  return program.commandsGroup('Help:').helpCommand('help [command]', 'Shows help for a command.');
}
