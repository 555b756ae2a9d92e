import path from 'node:path';
import { app } from 'electron';
import { DOORS } from './start/guard-start.ts';

/** Folder of the app's data. Tests and demos use their own (start/development-doors.ts). */
export function useHomeFolder(): string {
  if (DOORS.home !== null) app.setPath('userData', DOORS.home);
  return app.getPath('userData');
}

/** Models and virtual people. */
export function assetsFolder(): string {
  if (app.isPackaged) return path.join(process.resourcesPath, 'assets');
  return DOORS.assets ?? path.join(import.meta.dirname, '../../assets');
}

/** Licences of what Depthlock is made of. */
export function noticesFile(): string {
  if (app.isPackaged) return path.join(process.resourcesPath, 'notices.md');
  return path.join(import.meta.dirname, '../../docs/notices.md');
}

export const PAGES_FOLDER = path.join(import.meta.dirname, '../renderer');
