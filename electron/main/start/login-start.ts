/** Whether the app starts when its owner logs in. The system keeps it, so it is asked, and nothing is kept twice. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { readIfThere, replaceFile } from '../../base/durable-file.ts';
import { reasonOf } from '../../base/error-words.ts';
import { AUTOSTART_FILE, autostartEntry } from './autostart-entry.ts';

export interface LoginStart {
  /** Null: it cannot be set here. */
  isOn(): Promise<boolean | null>;
  set(isOn: boolean): Promise<Result<undefined>>;
}

const LARGEST_BYTES = 64 * 1024;

const NOT_HERE = fail(
  'files-unwritable',
  'This Depthlock cannot start with the computer: only an installed one can.',
);

/** For a checkout, which nobody wants to be started. */
export const NO_LOGIN_START: LoginStart = {
  isOn: () => Promise.resolve(null),
  set: () => Promise.resolve(NOT_HERE),
};

/**
 * On Linux, by an entry in the folder `autostart`.
 * @param folder of settings, as in XDG_CONFIG_HOME
 * @param program absolute path of what is started
 */
export function autostartFolder(folder: string, program: string): LoginStart {
  const entry = autostartEntry(program);
  if (entry === null) return NO_LOGIN_START;
  const file = path.join(folder, 'autostart', AUTOSTART_FILE);
  return {
    async isOn() {
      try {
        return (await readIfThere(file, LARGEST_BYTES)).kind === 'bytes';
      } catch {
        return false;
      }
    },
    async set(isOn) {
      try {
        if (isOn) {
          await mkdir(path.dirname(file), { recursive: true });
          await replaceFile(file, new TextEncoder().encode(entry));
        } else {
          await rm(file, { force: true });
        }
        return succeed(undefined);
      } catch (error) {
        return fail(
          'files-unwritable',
          `Whether Depthlock starts when you log in cannot be changed: the file ${file} cannot be written (${reasonOf(error)}).`,
        );
      }
    },
  };
}

/** The part of Electron's `app` in use: on macOS and Windows the system has a list of its own. */
export interface LoginItems {
  getLoginItemSettings(): { readonly openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean }): void;
}

export const loginItems = (app: LoginItems): LoginStart => ({
  isOn: () => Promise.resolve(app.getLoginItemSettings().openAtLogin),
  set(isOn) {
    app.setLoginItemSettings({ openAtLogin: isOn });
    return Promise.resolve(succeed(undefined));
  },
});
