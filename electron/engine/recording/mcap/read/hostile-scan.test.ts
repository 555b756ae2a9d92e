/** Files that are made to fill the memory of whoever looks at them: a quarter of a gigabyte of tiny "frames". */
import { execFile } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inFolder, noiseFrame, TEST_SENSOR } from '../../../exchange/frame-source-fixture.ts';
import { orThrow } from '../../../../contract/result-fixture.ts';
import { openRecordingWriter } from '../write/open-recording-writer.ts';
import { OPCODE } from './records.ts';

const FILE_BYTES = 256 * 2 ** 20;
const MOST_BYTES = 200 * 2 ** 20;
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

/** A recording of two frames that was cut off, and goes on with the same bytes again and again. */
async function hostileFile(file: string, repeated: Buffer): Promise<void> {
  const options = { app: '1', encoder: '', sensor: TEST_SENSOR, color: 'jpeg' } as const;
  const writer = orThrow(await openRecordingWriter(file, options));
  for (const frame of [noiseFrame(0), noiseFrame(1)]) writer.offer(frame);
  orThrow(await writer.close());
  const end = (await readFile(file)).lastIndexOf('depthlock.drops') - 13;
  const handle = await open(file, 'r+');
  await handle.truncate(end);
  const times = Math.ceil(BLOCK / repeated.length);
  const block = Buffer.concat(Array.from({ length: times }, () => repeated));
  for (let at = end; at < FILE_BYTES; at += block.length) await handle.write(block, 0, null, at);
  await handle.close();
}

describe('a file of 256 MiB', () => {
  it.each([
    ['“frames” of 28 bytes', emptyFrame],
    ['messages without an image', () => tinyMessage(0, 7)],
    ['messages with hardly an image', () => tinyMessage(12, 7)],
    ['messages out of order', () => Buffer.concat([tinyMessage(99, 7), tinyMessage(99, 3)])],
    ['chunks of one message', tinyChunk],
  ])('of %s takes less than 200 MiB', (_, make) =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await hostileFile(file, make());
      const script = join(import.meta.dirname, 'hostile-scan-fixture.ts');
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--import',
        'tsx',
        script,
        file,
      ]);
      const { seen, peakBytes } = JSON.parse(stdout) as { seen: unknown; peakBytes: number };
      expect(peakBytes, String(seen)).toBeLessThan(MOST_BYTES);
    }),
  );
});
