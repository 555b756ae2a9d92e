import path from 'node:path';
import { app } from 'electron';

/** Folder of the app's data. Tests and demos use their own: `--depthlock-home`, DEPTHLOCK_HOME. */
export function useHomeFolder(): string {
  const chosen = app.commandLine.getSwitchValue('depthlock-home') || process.env['DEPTHLOCK_HOME'];
  if (chosen) app.setPath('userData', path.resolve(chosen));
  return app.getPath('userData');
}

/** Models and virtual people; DEPTHLOCK_ASSETS names another folder, unless the app is packaged. */
export function assetsFolder(): string {
  if (app.isPackaged) return path.join(process.resourcesPath, 'assets');
  return process.env['DEPTHLOCK_ASSETS'] ?? path.join(import.meta.dirname, '../../assets');
}

export const PAGES_FOLDER = path.join(import.meta.dirname, '../renderer');
