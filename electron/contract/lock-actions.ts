/** Programs that run when Depthlock locks or unlocks: set after the PIN, off by default. */
export const LOCK_MOMENTS = ['lock', 'unlock'] as const;
export type LockMoment = (typeof LOCK_MOMENTS)[number];

export interface Program {
  /** Absolute path: what a name means depends on who asks. */
  readonly file: string;
  /** Given as they are; no shell reads them. */
  readonly arguments: readonly string[];
}

/** Null: nothing runs. */
export type LockActions = Readonly<Record<LockMoment, Program | null>>;

export const NO_LOCK_ACTIONS: LockActions = { lock: null, unlock: null };

/** Systems that presets are for, as `process.platform` names them. */
export const PRESET_SYSTEMS = ['linux', 'win32', 'darwin'] as const;
export type PresetSystem = (typeof PRESET_SYSTEMS)[number];

export interface LockActionPreset {
  readonly moment: LockMoment;
  readonly label: string;
  readonly program: Program;
}

/** What most people want, by system. */
export const LOCK_ACTION_PRESETS: Readonly<Record<PresetSystem, readonly LockActionPreset[]>> = {
  linux: [
    {
      moment: 'lock',
      label: 'Lock the session too',
      program: { file: '/usr/bin/loginctl', arguments: ['lock-session'] },
    },
    {
      moment: 'unlock',
      label: 'Unlock the session too',
      program: { file: '/usr/bin/loginctl', arguments: ['unlock-session'] },
    },
  ],
  win32: [
    {
      moment: 'lock',
      label: 'Lock Windows too',
      program: {
        file: String.raw`C:\Windows\System32\rundll32.exe`,
        arguments: ['user32.dll,LockWorkStation'],
      },
    },
  ],
  darwin: [
    {
      moment: 'lock',
      label: 'Turn the display off, which locks the Mac',
      program: { file: '/usr/bin/pmset', arguments: ['displaysleepnow'] },
    },
  ],
};
