/** `depthlock COMMAND …` as a program: no window, no lock between instances; the exit code is the command's. */
import { constants } from 'node:os';
import { app } from 'electron';
import { VERIFY_FAILED } from '../../contract/verify.ts';
import { ownSession } from '../start/own-session.ts';
import { startCommandLine } from './start-command-line.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Call before the app is ready. The process ends with the command. */
export async function runCommand(words: readonly string[], home: string): Promise<void> {
  const session = ownSession(home);
  let code: number = VERIFY_FAILED.internal;
  try {
    await app.whenReady();
    app.dock?.hide();
    const command = startCommandLine(words, null);
    // After Chromium has set up its own, which would end the app at once.
    for (const signal of SIGNALS) process.on(signal, () => command.kill());
    app.on('before-quit', (event) => {
      event.preventDefault();
      command.kill();
    });
    code = await command.ended;
  } catch (error) {
    console.error('depthlock:', error);
  }
  session.remove();
  // A killed process has the number of the signal, or none of ours.
  app.exit(code < 0 || code > 255 ? 128 + constants.signals.SIGTERM : code);
}
