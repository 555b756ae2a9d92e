/** A complete recording as a list of MCAP records, to be reassembled (https://mcap.dev/spec). */
import { crc32 } from 'node:zlib';
import { compress } from '@foxglove/wasm-zstd';
import { MAGIC, OPCODE, RECORD_HEADER } from '../../electron/engine/recording/mcap/read/records.ts';

export interface McapRecord {
  readonly opcode: number;
  readonly content: Buffer;
}

/** Two times, size, checksum, and the lengths of "zstd" and of the records. */
const CHUNK_HEADER = 40;

/** The records of a complete file. */
export function readRecords(file: Buffer): McapRecord[] {
  const records: McapRecord[] = [];
  let at = MAGIC.length;
  while (at + RECORD_HEADER <= file.length - MAGIC.length) {
    const start = at + RECORD_HEADER;
    const end = start + Number(file.readBigUInt64LE(at + 1));
    records.push({ opcode: file.readUInt8(at), content: file.subarray(start, end) });
    at = end;
  }
  return records;
}

export function recordBytes({ opcode, content }: McapRecord, length = BigInt(content.length)) {
  const head = Buffer.alloc(RECORD_HEADER);
  head.writeUInt8(opcode, 0);
  head.writeBigUInt64LE(length, 1);
  return Buffer.concat([head, content]);
}

export function writeRecords(records: readonly McapRecord[], end = MAGIC): Buffer {
  return Buffer.concat([MAGIC, ...records.map((record) => recordBytes(record)), end]);
}

/** Time of a chunk, nanoseconds. */
export const timeOfChunk = ({ content }: McapRecord): bigint => content.readBigUInt64LE(0);

export interface ChunkClaims {
  readonly size?: bigint;
  readonly compression?: string;
  readonly startTime?: bigint;
}

/** A chunk with the right checksum and arbitrary claims. */
export function makeChunk(records: Buffer, time: bigint, claims: ChunkClaims = {}): McapRecord {
  const packed = Buffer.from(compress(records, 1));
  const name = Buffer.from(claims.compression ?? 'zstd');
  const head = Buffer.alloc(CHUNK_HEADER + name.length);
  head.writeBigUInt64LE(claims.startTime ?? time, 0);
  head.writeBigUInt64LE(time, 8);
  head.writeBigUInt64LE(claims.size ?? BigInt(records.length), 16);
  head.writeUInt32LE(crc32(records), 24);
  head.writeUInt32LE(name.length, 28);
  name.copy(head, 32);
  head.writeBigUInt64LE(BigInt(packed.length), 32 + name.length);
  return { opcode: OPCODE.chunk, content: Buffer.concat([head, packed]) };
}

/** A message record. */
export function makeMessage(
  channel: number,
  sequence: number,
  time: bigint,
  data: Uint8Array,
): Buffer {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(channel, 0);
  head.writeUInt32LE(sequence, 2);
  head.writeBigUInt64LE(time, 6);
  head.writeBigUInt64LE(time, 14);
  return recordBytes({ opcode: OPCODE.message, content: Buffer.concat([head, data]) });
}

/** A metadata record of names and texts. */
export function makeMetadata(name: string, entries: ReadonlyMap<string, string>): McapRecord {
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const pairs = Buffer.concat([...entries].flatMap(([key, value]) => [text(key), text(value)]));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(pairs.length);
  return { opcode: OPCODE.metadata, content: Buffer.concat([text(name), length, pairs]) };
}
