/** The PIN that `--pin-from-stdin` passes. */
import type { Readable } from 'node:stream';

/** Far longer than any PIN: whoever pipes a film into it has no match, and no full memory. */
const MOST_BYTES = 1024;

/**
 * The first line, or all there is if it has no end; without the zero byte that pam_exec may add. Empty where the stream
 * ends at once, cannot be read, or has too much in a line: no PIN is.
 */
export async function readPin(input: Readable): Promise<string> {
  let read = Buffer.alloc(0);
  try {
    for await (const chunk of input as AsyncIterable<Buffer | string>) {
      read = Buffer.concat([read, Buffer.from(chunk)]);
      if (/[\n\0]/.test(read.toString('utf8')) || read.length > MOST_BYTES) break;
    }
  } catch {
    return '';
  }
  const [line = ''] = read.toString('utf8').split(/\r?\n|\0/);
  const pin = read.length > MOST_BYTES && line.length === read.length ? '' : line;
  read.fill(0);
  return pin;
}
