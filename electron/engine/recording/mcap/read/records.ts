/**
 * The records of an MCAP file, read directly from their layout (https://mcap.dev/spec): libraries require a whole file,
 * but these files may be cut off or damaged. Every length is checked before it is used.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { STREAMS, type Stream } from '../topics.ts';
import { zstdDecompress } from '../zstd.ts';

export const MAGIC = Buffer.from([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a]);
export const OPCODE = {
  header: 0x01,
  footer: 0x02,
  schema: 0x03,
  channel: 0x04,
  message: 0x05,
  chunk: 0x06,
  messageIndex: 0x07,
  attachment: 0x09,
  attachmentIndex: 0x0a,
  metadata: 0x0c,
  metadataIndex: 0x0d,
  dataEnd: 0x0f,
} as const;

/** Length of a record's head: opcode and length. */
export const RECORD_HEADER = 9;
/**
 * Length of a chunk's head: two times, size, checksum, and the lengths of the compression's name and of the records.
 */
const CHUNK_HEADER = 8 + 8 + 8 + 4 + 4 + 8;
const MESSAGE_HEADER = 2 + 4 + 8 + 8;
/** An image of 4096 × 4096 in 32 bits, plus its surrounding records. */
export const LARGEST_CHUNK = 4 * 4096 * 4096 + 4096;

const WINDOW_BYTES = 4096;

/** Reads `length` bytes at `offset`. Throws a phrase if the file ends before. */
export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) throw new Error(`the file ends at byte ${offset + done}`);
    done += bytesRead;
  }
  return bytes;
}

/** Buffers small sequential reads, so that most need no access to the file. */
export class FileWindow {
  readonly #handle: FileHandle;
  readonly #fileBytes: number;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(handle: FileHandle, fileBytes: number) {
    this.#handle = handle;
    this.#fileBytes = fileBytes;
  }

  /** Throws a phrase if the file ends before. */
  async at(offset: number, length: number): Promise<Buffer> {
    const isInside = offset >= this.#start && offset + length <= this.#start + this.#bytes.length;
    if (!isInside) {
      const most = Math.max(length, Math.min(WINDOW_BYTES, this.#fileBytes - offset));
      this.#bytes = await readAt(this.#handle, offset, most);
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, offset - this.#start + length);
  }
}

export interface StoredMessage {
  readonly stream: Stream;
  readonly sequence: number;
  readonly timeMs: number;
  readonly data: Buffer;
}

/** The single message in a chunk's content. Throws a phrase if there is none. */
export function messageOfChunk(content: Buffer): StoredMessage {
  if (content.length < CHUNK_HEADER) throw new Error('the chunk is too short');
  const size = Number(content.readBigUInt64LE(16));
  const checksum = content.readUInt32LE(24);
  const nameLength = content.readUInt32LE(28);
  if (size > LARGEST_CHUNK) throw new Error('the chunk is larger than any image');
  if (nameLength > 16 || CHUNK_HEADER + nameLength > content.length) {
    throw new Error('the chunk names no compression');
  }
  const compression = content.toString('utf8', 32, 32 + nameLength);
  const packed = content.subarray(CHUNK_HEADER + nameLength);
  if (compression !== '' && compression !== 'zstd') {
    throw new Error(`the chunk is compressed in a way that is not known (${compression})`);
  }
  const records = compression === '' ? packed : unpack(packed, size);
  if (records.length !== size) throw new Error('the chunk has not the size it says');
  if (checksum !== 0 && checksum !== crc32(records)) {
    throw new Error('the chunk is damaged: its checksum is wrong');
  }
  return messageOfRecords(records);
}

function unpack(packed: Buffer, size: number): Buffer {
  try {
    return zstdDecompress(packed, size);
  } catch {
    throw new Error('the chunk is damaged: it cannot be decompressed');
  }
}

/** A schema or a channel may precede it. */
function messageOfRecords(records: Buffer): StoredMessage {
  let at = 0;
  while (at + RECORD_HEADER <= records.length) {
    const opcode = records[at];
    const length = Number(records.readBigUInt64LE(at + 1));
    const start = at + RECORD_HEADER;
    if (start + length > records.length) break;
    if (opcode === OPCODE.message && length >= MESSAGE_HEADER) {
      const stream = STREAMS[records.readUInt16LE(start)];
      if (stream === undefined) throw new Error('the message is of no stream that is known');
      return {
        stream,
        sequence: records.readUInt32LE(start + 2),
        timeMs: Number(records.readBigUInt64LE(start + 6)) / 1e6,
        data: records.subarray(start + MESSAGE_HEADER, start + length),
      };
    }
    at = start + length;
  }
  throw new Error('the chunk holds no message');
}

/** A metadata record's content: its name and pairs of text. Throws a phrase if it is invalid. */
export function parseMetadata(content: Buffer): {
  readonly name: string;
  readonly entries: ReadonlyMap<string, string>;
} {
  let at = 0;
  const size = (): number => {
    if (at + 4 > content.length) throw new Error('a text is cut off by the end of its record');
    at += 4;
    return content.readUInt32LE(at - 4);
  };
  const text = (): string => {
    const length = size();
    if (at + length > content.length) throw new Error('a text is longer than its record');
    at += length;
    return content.toString('utf8', at - length, at);
  };
  const name = text();
  const end = size() + at;
  const entries = new Map<string, string>();
  while (at < end) entries.set(text(), text());
  return { name, entries };
}
