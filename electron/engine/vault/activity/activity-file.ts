/**
 * The text of an activity log: lines of JSON. The first names the keys; each further one is an entry in a sealed box
 * with the hash of the chain up to it, `SHA-256(hash of the line before ‖ number ‖ box)`. Whoever changes, drops,
 * reorders or adds lines changes the last hash, which the anchor knows.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

export const LARGEST_LOG_BYTES = 16 * 1024 * 1024;
const HASH_LENGTH = 64;
const LARGEST_BOX = 4096;

const text = (bytes: number) => z.base64().max(Math.ceil(bytes / 3) * 4);
const headSchema = z.strictObject({
  log: z.literal(1),
  publicKey: text(32),
  /** Sealed with the key of the vault. */
  privateKey: text(256),
});
const lineSchema = z.strictObject({
  n: z.int().positive(),
  box: text(LARGEST_BOX),
  hash: z.hex().length(HASH_LENGTH),
});

export type LogHead = z.infer<typeof headSchema>;
export type LogLine = z.infer<typeof lineSchema>;

export interface LogContent {
  readonly head: LogHead;
  /** Chained to the head and to each other. */
  readonly lines: readonly LogLine[];
  /** Bytes of the file up to and with the last whole line. */
  readonly wholeBytes: number;
}

export const hashOfHead = (head: LogHead): string => sha256(JSON.stringify(head));

/** The line that follows. */
export function lineAfter(previous: string, n: number, box: Uint8Array): LogLine {
  const base64 = Buffer.from(box).toString('base64');
  return { n, box: base64, hash: chained(previous, n, base64) };
}

export const encodeLine = (line: LogHead | LogLine): string => `${JSON.stringify(line)}\n`;

/**
 * Reads any bytes and never throws. A last line without its end is left out: a power cut does that. Null: not a log, or
 * one whose chain does not hold.
 */
export function decodeLog(bytes: Uint8Array): LogContent | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wholeBytes = all.lastIndexOf(0x0a) + 1;
  const [first = '', ...rest] = all.subarray(0, wholeBytes).toString('utf8').split('\n');
  const head = parse(headSchema, first);
  // After the last line break comes nothing.
  if (head === null || rest.pop() !== '') return null;
  const lines: LogLine[] = [];
  let previous = hashOfHead(head);
  let number: number | null = null;
  for (const written of rest) {
    const line = parse(lineSchema, written);
    if (line === null || line.hash !== chained(previous, line.n, line.box)) return null;
    if (number !== null && line.n !== number + 1) return null;
    lines.push(line);
    previous = line.hash;
    number = line.n;
  }
  return { head, lines, wholeBytes };
}

function parse<T>(schema: z.ZodType<T>, written: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(written));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const chained = (previous: string, n: number, box: string): string =>
  sha256(`${previous} ${n} ${box}`);

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
