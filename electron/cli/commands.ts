/** Every command of `depthlock`, in the order of its help. A new one is one file more, and a line here. */
import type { CommandUnknownOpts } from '@commander-js/extra-typings';

/** Loads a command: each brings a lot of code along, and one is wanted at a time. */
type LoadCommand = () => Promise<CommandUnknownOpts>;

/** By the heading that help gives them, and by name. */
export const COMMANDS: Readonly<Record<string, Readonly<Record<string, LoadCommand>>>> = {
  'Cameras and recordings:': {
    devices: async () => (await import('./recordings/devices.ts')).devicesCommand,
    record: async () => (await import('./recordings/record.ts')).recordCommand,
    replay: async () => (await import('./recordings/replay.ts')).replayCommand,
    info: async () => (await import('./recordings/info.ts')).infoCommand,
    repair: async () => (await import('./recordings/repair.ts')).repairCommand,
    convert: async () => (await import('./recordings/convert.ts')).convertCommand,
  },
  'The lock:': {
    verify: async () => (await import('./verify/verify.ts')).verifyCommand,
    pad: async () => (await import('./pad/pad.ts')).padCommand,
  },
  'Encoders:': {
    evaluate: async () => (await import('./encoders/evaluate.ts')).evaluateCommand,
    embed: async () => (await import('./embed/embed.ts')).embedCommand,
    data: async () => (await import('./encoders/data.ts')).dataCommand,
    train: async () => (await import('./encoders/train.ts')).trainCommand,
    calibrate: async () => (await import('./encoders/calibrate.ts')).calibrateCommand,
    ablate: async () => (await import('./encoders/ablate.ts')).ablateCommand,
  },
};

export const COMMAND_NAMES: readonly string[] = Object.values(COMMANDS).flatMap(Object.keys);
