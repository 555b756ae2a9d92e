import { writeSync } from 'node:fs';
import { app } from 'electron';
import { developmentDoors, variablesToForget } from './development-doors.ts';
import { REFUSED_START, whyRefused } from './refused-start.ts';

/** Ends a packaged app that was started with a door open, and forgets the keys to the others. Call it first. */
export function guardStart(): void {
  const { argv, env, platform } = process;
  for (const name of variablesToForget({ isPackaged: app.isPackaged, env })) {
    Reflect.deleteProperty(env, name);
  }
  const reason = whyRefused({ isPackaged: app.isPackaged, argv, env, platform });
  if (reason === null) return;
  // At once: Chromium opens the debugger's port as soon as this turn ends.
  writeSync(process.stderr.fd, `${reason}\n`);
  process.exit(REFUSED_START);
}

/** The doors of this start. */
export const DOORS = developmentDoors({
  isPackaged: app.isPackaged,
  env: process.env,
  switchValue: (name) => app.commandLine.getSwitchValue(name),
});
