import { succeed, type Result } from '../../../contract/problem.ts';
import { readWholeFile, unreadable } from './files.ts';

export interface TextLine {
  readonly text: string;
  /** Line number, from 1. */
  readonly number: number;
}

/** Room for the lists of a million pictures. */
const LARGEST_BYTES = 32 * 1024 * 1024;
/** Longer than any line in a format known here. */
const LONGEST_LINE = 4096;

/**
 * The lines of a text file that are not empty, however it was written: UTF-8 with or without a mark at its start, or
 * UTF-16 with one; lines ended by `\n`, `\r\n` or `\r`; zeros, which a file system may leave behind after a crash, left
 * out. A line of more than 4096 characters is a problem.
 */
export async function readLines(file: string): Promise<Result<readonly TextLine[]>> {
  const read = await readWholeFile(file, LARGEST_BYTES);
  if (!read.ok) return read;
  const lines: TextLine[] = [];
  let number = 0;
  for (const whole of decode(read.value).split(/\r\n|\n|\r/)) {
    number++;
    const text = whole.replaceAll('\0', '');
    if (text.length > LONGEST_LINE) {
      return unreadable(file, `line ${number} is longer than ${LONGEST_LINE} characters`);
    }
    if (text.trim() !== '') lines.push({ text, number });
  }
  return succeed(lines);
}

function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) {
    return bytes
      .subarray(2, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  }
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
