/** The `depthlock` command. */
import { ablateCommand } from './encoders/ablate.ts';
import { calibrateCommand } from './encoders/calibrate.ts';
import { dataCommand } from './encoders/data.ts';
import { devicesCommand } from './recordings/devices.ts';
import { convertCommand } from './recordings/convert.ts';
import { evaluateCommand } from './encoders/evaluate.ts';
import { infoCommand, repairCommand } from './recordings/info.ts';
import { recordCommand } from './recordings/record.ts';
import { replayCommand } from './recordings/replay.ts';
import { trainCommand } from './encoders/train.ts';

interface Command {
  readonly usage: string;
  readonly summary: string;
  /** Returns the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  ablate: ablateCommand,
  calibrate: calibrateCommand,
  data: dataCommand,
  devices: devicesCommand,
  convert: convertCommand,
  evaluate: evaluateCommand,
  info: infoCommand,
  record: recordCommand,
  repair: repairCommand,
  replay: replayCommand,
  train: trainCommand,
};

function help(): string {
  const lines = Object.values(COMMANDS).map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return ['Usage: depthlock COMMAND …', '', ...lines].join('\n');
}

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(help());
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`depthlock: there is no command “${name}”.\n\n${help()}`);
    return 2;
  }
  return command.run(rest);
}

process.exitCode = await main(process.argv.slice(2));
