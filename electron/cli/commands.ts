/** Every command of `depthlock`, as help lists them. A new one is one file more, and a line here. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { ablateCommand } from './encoders/ablate.ts';
import { calibrateCommand } from './encoders/calibrate.ts';
import { evaluateCommand } from './encoders/evaluate.ts';
import { trainCommand } from './encoders/train.ts';
import { convertCommand } from './recordings/convert.ts';
import { devicesCommand } from './recordings/devices.ts';
import { infoCommand } from './recordings/info.ts';
import { recordCommand } from './recordings/record.ts';
import { repairCommand } from './recordings/repair.ts';
import { replayCommand } from './recordings/replay.ts';

export const COMMAND_GROUPS: Readonly<Record<string, readonly CommandUnknownOpts[]>> = {
  'Cameras and recordings:': [
    devicesCommand,
    recordCommand,
    replayCommand,
    infoCommand,
    repairCommand,
    convertCommand,
  ],
  'Encoders:': [evaluateCommand, trainCommand, calibrateCommand, ablateCommand],
};
