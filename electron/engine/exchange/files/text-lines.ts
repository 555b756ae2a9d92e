import { createReadStream } from 'node:fs';
import { succeed, type Result } from '../../../contract/problem.ts';
import { openRegularFile, unreadable } from './files.ts';
import { reasonOf } from '../../../base/error-words.ts';

export interface TextLine {
  readonly text: string;
  /** Line number, from 1. */
  readonly number: number;
}

/** Longer than any line in a format known here. */
const LONGEST_LINE = 4096;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * The lines of a UTF-8 text file of any length, with one chunk in memory at a time. Line ends are `\n` or `\r\n`. The
 * first problem (unreadable, or a line of more than 4096 bytes) is the last item.
 */
export async function* readLines(file: string): AsyncGenerator<Result<TextLine>> {
  const opened = await openRegularFile(file);
  if (!opened.ok) {
    yield opened;
    return;
  }
  const stream = createReadStream(file, { fd: opened.value.handle });
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (
        let end = bytes.indexOf(NEWLINE);
        end !== -1 && end - start <= LONGEST_LINE;
        end = bytes.indexOf(NEWLINE, start)
      ) {
        number++;
        yield succeed({ text: decode(bytes, start, end), number });
        start = end + 1;
      }
      rest = bytes.subarray(start);
      if (rest.length > LONGEST_LINE) {
        yield unreadable(file, `line ${number + 1} is longer than ${LONGEST_LINE} bytes`);
        return;
      }
    }
    if (rest.length > 0) yield succeed({ text: decode(rest, 0, rest.length), number: number + 1 });
  } catch (error) {
    yield unreadable(file, reasonOf(error));
  } finally {
    stream.destroy();
    await opened.value.handle.close().catch(() => undefined);
  }
}

function decode(bytes: Buffer, start: number, end: number): string {
  const last = end > start && bytes[end - 1] === RETURN ? end - 1 : end;
  return bytes.toString('utf8', start, last);
}
