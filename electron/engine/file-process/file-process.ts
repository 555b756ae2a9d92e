/**
 * The process that parses files: foreign formats and native picture decoders live here, and nothing that a face or a
 * PIN opens. Main starts it in a utilityProcess for the engine, to which its one port leads.
 */
import { setFlagsFromString } from 'node:v8';
import { limitMemory } from './limit-memory.ts';
import type { FileAnswer, FileQuestion } from './file-tasks.ts';
import { serveFiles } from './serve-files.ts';

interface Port {
  postMessage(message: FileAnswer): void;
  on(event: 'message', listener: (event: { readonly data: FileQuestion }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

interface ParentPort {
  once(event: 'message', listener: (event: { readonly ports: readonly Port[] }) => void): unknown;
}

const HEAP_MEBIBYTES = 512;

setFlagsFromString(`--max-old-space-size=${HEAP_MEBIBYTES}`);
limitMemory();
// What is written here, exports and copies of recordings, is nobody else's business.
process.umask(0o077);

const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
parentPort?.once('message', ({ ports: [port] }) => {
  if (port === undefined) return;
  const take = serveFiles((message) => port.postMessage(message));
  port.on('message', ({ data }) => take(data));
  // The engine is gone, or wants no more.
  port.on('close', () => process.exit(0));
  port.start();
});
