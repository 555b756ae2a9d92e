/** What happens when whoever reads the output goes away, as in `depthlock replay FILE | head -1`. */
import type { EventEmitter } from 'node:events';
import { EXIT } from './exit-codes.ts';

/** Writing to a pipe that nobody reads: EPIPE, on Windows also EOF. */
const NOBODY_READS = new Set(['EPIPE', 'EOF']);

let gone = false;
let endOrderly: (() => void) | null = null;

export function hasReaderGone(): boolean {
  return gone;
}

/**
 * For a command that has something to finish: `end` is called, at every write that nobody reads, instead of ending the
 * process at once.
 * @returns a function that takes this back
 */
export function onReaderGone(end: () => void): () => void {
  endOrderly = end;
  return () => {
    if (endOrderly === end) endOrderly = null;
  };
}

/**
 * Ends the process quietly, with a shell's exit code, when a stream has no reader any more; without it Node throws.
 * A stream that fails otherwise (a full disk) ends it with a sentence.
 */
export function endWhenReadersLeave(
  streams: readonly EventEmitter[] = [process.stdout, process.stderr],
  exit: (code: number) => void = (code) => process.exit(code),
): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === undefined || !NOBODY_READS.has(error.code)) {
        console.error(`depthlock: the output cannot be written: ${error.message}`);
        exit(EXIT.failed);
        return;
      }
      gone = true;
      if (endOrderly === null) exit(EXIT.readerGone);
      else endOrderly();
    });
  }
}
