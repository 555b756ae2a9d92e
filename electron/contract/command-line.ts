/** What main and the command line, which it runs in a process of its own, say to each other. */

/** First words that ask for no command, but for words about them. */
export const COMMAND_HELP: readonly string[] = ['help', '--help', '-h', '--version', '-V'];

/** To the command: end in an orderly way; told a second time, at once. The same on every system, as signals are not. */
export interface CommandInterruption {
  readonly kind: 'interrupt';
}

/** Name of the variable that says where an installed app keeps what commands write. */
export const OWN_ASSETS = 'DEPTHLOCK_OWN_ASSETS';

/** Name of the variable with the folder of training data, which a person sets for commands. */
export const TRAINING_DATA = 'DEPTHLOCK_DATA';
