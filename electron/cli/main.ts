/** Starts `depthlock`: by depthlock.mjs in a checkout, in a process of the app where it is installed. */
import { closeSync } from 'node:fs';
import { runDepthlock } from './depthlock.ts';
import { EXIT } from './exit-codes.ts';
import { findCommandPort, interruptionSource } from './interruption-source.ts';
import { endWhenReadersLeave, hasReaderGone } from './readers.ts';
import { stayWhereThePersonStands } from './where-the-person-stands.ts';

stayWhereThePersonStands();
endWhenReadersLeave();
interruptionSource();
const code = await runDepthlock(process.argv.slice(2));
process.exitCode = hasReaderGone() ? EXIT.readerGone : code;
if (findCommandPort() !== null) {
  // A process of Electron does not end by itself when there is nothing left to do.
  await Promise.all([written(process.stdout), written(process.stderr)]);
  // What libraries say when they are unloaded beside Electron's own.
  closeSync(process.stderr.fd);
  process.exit();
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
