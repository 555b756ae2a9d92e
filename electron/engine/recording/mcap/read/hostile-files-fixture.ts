/** Files that are made to fill the memory of whoever looks at them, or to keep them busy: a quarter of a gigabyte each. */
import { execFile } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { orThrow } from '../../../../contract/result-fixture.ts';
import { noiseFrame, TEST_SENSOR } from '../../../exchange/frame-source-fixture.ts';
import { openRecordingWriter } from '../write/open-recording-writer.ts';
import { OPCODE } from './records.ts';

const FILE_BYTES = 256 * 2 ** 20;
const BLOCK = 2 ** 20;

function record(opcode: number, content: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(opcode, 0);
  head.writeBigUInt64LE(BigInt(content.length), 1);
  return Buffer.concat([head, content]);
}

/** A chunk that is too short to be one, and the index of nothing: 28 bytes. */
const emptyFrame = () =>
  Buffer.concat([
    record(OPCODE.chunk, Buffer.alloc(8)),
    record(OPCODE.messageIndex, Buffer.alloc(2)),
  ]);

/** A depth message outside of a chunk with hardly an image, and an earlier time than the one before. */
function tinyMessage(data: number, timeNs: number): Buffer {
  const content = Buffer.alloc(22 + data);
  content.writeBigUInt64LE(BigInt(timeNs), 6);
  return record(OPCODE.message, content);
}

/** A whole chunk with one message, unpacked, and the index of it. */
function tinyChunk(): Buffer {
  const records = tinyMessage(12, 5);
  const head = Buffer.alloc(40);
  head.writeBigUInt64LE(5n, 0);
  head.writeBigUInt64LE(5n, 8);
  head.writeBigUInt64LE(BigInt(records.length), 16);
  head.writeBigUInt64LE(BigInt(records.length), 32);
  const index = Buffer.alloc(2 + 4 + 16);
  index.writeUInt32LE(16, 2);
  index.writeBigUInt64LE(5n, 6);
  return Buffer.concat([
    record(OPCODE.chunk, Buffer.concat([head, records])),
    record(OPCODE.messageIndex, index),
  ]);
}

/** A channel with a name as long as any, and another id each. */
function namedChannel(k: number): Buffer {
  const text = (length: number): Buffer => {
    const bytes = Buffer.alloc(4 + length, 'n');
    bytes.writeUInt32LE(length, 0);
    return bytes;
  };
  const ids = Buffer.alloc(4);
  ids.writeUInt16LE(k & 0xffff, 0);
  return record(OPCODE.channel, Buffer.concat([ids, text(1000), text(1000), Buffer.alloc(4)]));
}

/** What is repeated in each kind of file. */
export const HOSTILE: Readonly<Record<string, (k: number) => Buffer>> = {
  '“frames” of 28 bytes': emptyFrame,
  'messages without an image': () => tinyMessage(0, 7),
  'messages with hardly an image': () => tinyMessage(12, 7),
  'messages out of order': () => Buffer.concat([tinyMessage(99, 7), tinyMessage(99, 3)]),
  'chunks of one message': tinyChunk,
  'channels with long names': namedChannel,
  'descriptions of nothing': () => record(OPCODE.metadata, Buffer.alloc(1 << 19)),
};

/** A recording of two frames that was cut off, and goes on with the same bytes again and again. */
export async function writeHostileFile(file: string, make: (k: number) => Buffer): Promise<void> {
  const options = { app: '1', encoder: '', sensor: TEST_SENSOR, color: 'jpeg' } as const;
  const writer = orThrow(await openRecordingWriter(file, options));
  for (const frame of [noiseFrame(0), noiseFrame(1)]) writer.offer(frame);
  orThrow(await writer.close());
  const end = (await readFile(file)).indexOf('depthlock.drops') - 13;
  const handle = await open(file, 'r+');
  await handle.truncate(end);
  const times = Math.ceil(BLOCK / make(0).length);
  const block = Buffer.concat(Array.from({ length: times }, (_, k) => make(k)));
  for (let at = end; at < FILE_BYTES; at += block.length) await handle.write(block, 0, null, at);
  await handle.close();
}

const scanned = z.object({
  seen: z.union([z.string(), z.number()]),
  peakBytes: z.number(),
  milliseconds: z.number(),
});

/** Opens the file as a recording in a process of its own: what it saw, its peak of memory, and its processor time. */
export async function scanApart(file: string): Promise<z.output<typeof scanned>> {
  const script = join(import.meta.dirname, 'hostile-scan-fixture.ts');
  const argv = ['--import', 'tsx', script, file];
  const { stdout } = await promisify(execFile)(process.execPath, argv);
  return scanned.parse(JSON.parse(stdout));
}
