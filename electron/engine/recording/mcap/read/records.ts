/**
 * The records of an MCAP file, read directly from their layout (https://mcap.dev/spec): libraries require a whole file,
 * but these files may be cut off or damaged. Every length is checked before it is used.
 */
import { crc32 } from 'node:zlib';
import { lz4Decompress } from '../lz4.ts';
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
  chunkIndex: 0x08,
  attachment: 0x09,
  attachmentIndex: 0x0a,
  statistics: 0x0b,
  metadata: 0x0c,
  metadataIndex: 0x0d,
  dataEnd: 0x0f,
} as const;

/** Length of a record's head: opcode and length. */
export const RECORD_HEADER = 9;
/**
 * Length of a chunk's head, without the compression's name: two times, size, checksum, and the lengths of the name and
 * of the records.
 */
export const CHUNK_HEADER = 8 + 8 + 8 + 4 + 4 + 8;
export const MESSAGE_HEADER = 2 + 4 + 8 + 8;
/** An image of 4096 × 4096 in 32 bits, plus its surrounding records. Other programs' chunks have 1 to 16 MiB. */
export const LARGEST_CHUNK = 4 * 4096 * 4096 + 4096;
const LONGEST_COMPRESSION_NAME = 16;

/** 64 bits as a number: exact below 2^53, and faster than a bigint, of which a file may make millions. */
export const uint64At = (bytes: Buffer, at: number): number =>
  bytes.readUInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at);

/** A time in nanoseconds, as milliseconds. */
export const millisecondsAt = (bytes: Buffer, at: number): number => uint64At(bytes, at) / 1e6;

export interface ChunkHead {
  readonly startMs: number;
  readonly endMs: number;
  /** Size of the records, uncompressed. */
  readonly size: number;
  /** Checksum of the records, uncompressed; 0: none. */
  readonly checksum: number;
  readonly compression: string;
  /** Offset of the packed records in the chunk's content. */
  readonly packedAt: number;
}

/**
 * @param start of the chunk's content: `CHUNK_HEADER` + 16 bytes, or all there is
 * @param length of the content
 * @returns null if it is no chunk's
 */
export function chunkHead(start: Buffer, length: number): ChunkHead | null {
  if (length < CHUNK_HEADER || start.length < CHUNK_HEADER) return null;
  const nameLength = start.readUInt32LE(28);
  const packedAt = CHUNK_HEADER + nameLength;
  if (nameLength > LONGEST_COMPRESSION_NAME || packedAt > length || packedAt > start.length) {
    return null;
  }
  if (uint64At(start, packedAt - 8) !== length - packedAt) return null;
  return {
    startMs: millisecondsAt(start, 0),
    endMs: millisecondsAt(start, 8),
    size: uint64At(start, 16),
    checksum: start.readUInt32LE(24),
    compression: start.toString('latin1', 32, 32 + nameLength),
    packedAt,
  };
}

/** The records in a chunk's content, unpacked and checked. Throws a phrase. */
export function unpackChunk(content: Buffer): Buffer {
  const head = chunkHead(content, content.length);
  if (head === null) throw new Error('the chunk is too short, or names no compression');
  const { size, checksum, compression, packedAt } = head;
  if (size > LARGEST_CHUNK) throw new Error('the chunk is larger than any image');
  const records = unpack(compression, content.subarray(packedAt), size);
  if (checksum === 0) {
    if (records.length !== size) throw new Error('the chunk has not the size it says');
  } else if (checksum !== crc32(records)) {
    throw new Error('the chunk is damaged: its checksum is wrong');
  }
  return records;
}

function unpack(compression: string, packed: Buffer, size: number): Buffer {
  if (compression === '') return packed;
  if (compression !== 'zstd' && compression !== 'lz4') {
    throw new Error(
      `the chunk is compressed in a way that is not known (${printable(compression)})`,
    );
  }
  try {
    return compression === 'zstd' ? zstdDecompress(packed, size) : lz4Decompress(packed, size);
  } catch {
    throw new Error('the chunk is damaged: it cannot be decompressed');
  }
}

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?');

/** A record within the records of a chunk. */
interface InnerRecord {
  readonly opcode: number;
  /** Offset of the record, and of its content. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** Up to the first that is cut off. */
export function* recordsOf(records: Buffer): Generator<InnerRecord> {
  let at = 0;
  while (at + RECORD_HEADER <= records.length) {
    const start = at + RECORD_HEADER;
    const end = start + uint64At(records, at + 1);
    if (end > records.length) return;
    yield { opcode: records.readUInt8(at), at, start, end };
    at = end;
  }
}

export interface StoredMessage {
  readonly channel: number;
  readonly sequence: number;
  readonly timeMs: number;
  readonly data: Buffer;
}

/** A message record's content. Throws a phrase if it is too short. */
export function parseMessage(content: Buffer): StoredMessage {
  if (content.length < MESSAGE_HEADER) throw new Error('the message is too short');
  return {
    channel: content.readUInt16LE(0),
    sequence: content.readUInt32LE(2),
    timeMs: millisecondsAt(content, 6),
    data: content.subarray(MESSAGE_HEADER),
  };
}

/** A message within the records of a chunk. Throws a phrase if there is none. */
export function messageWithin(records: Buffer, at: number): StoredMessage {
  const start = at + RECORD_HEADER;
  if (start > records.length || records[at] !== OPCODE.message) {
    throw new Error('no message begins where the file says');
  }
  const end = start + uint64At(records, at + 1);
  if (end > records.length) throw new Error('the message is longer than its chunk');
  return parseMessage(records.subarray(start, end));
}

/** The first message of a chunk. Throws a phrase if there is none. */
export function firstMessage(records: Buffer): StoredMessage {
  for (const { opcode, start, end } of recordsOf(records)) {
    if (opcode === OPCODE.message) return parseMessage(records.subarray(start, end));
  }
  throw new Error('the chunk holds no message');
}

/** Reads the texts of a record, each preceded by its length. Throws a phrase where one does not end. */
class Texts {
  readonly #content: Buffer;
  #at: number;

  constructor(content: Buffer, at: number) {
    this.#content = content;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  size(): number {
    if (this.#at + 4 > this.#content.length) {
      throw new Error('a text is cut off by the end of its record');
    }
    this.#at += 4;
    return this.#content.readUInt32LE(this.#at - 4);
  }

  next(): string {
    const length = this.size();
    if (this.#at + length > this.#content.length) {
      throw new Error('a text is longer than its record');
    }
    this.#at += length;
    return this.#content.toString('utf8', this.#at - length, this.#at);
  }
}

/** A metadata record's content: its name and pairs of text. Throws a phrase if it is invalid. */
export function parseMetadata(content: Buffer): {
  readonly name: string;
  readonly entries: ReadonlyMap<string, string>;
} {
  const texts = new Texts(content, 0);
  const name = texts.next();
  const end = texts.size() + texts.at;
  const entries = new Map<string, string>();
  while (texts.at < end) entries.set(texts.next(), texts.next());
  return { name, entries };
}

export interface SchemaName {
  readonly name: string;
  readonly encoding: string;
}

/** Longer names, and more schemas or channels, are nobody's, and would fill the memory. */
const LONGEST_NAME = 1024;
export const MOST_NAMES = 4096;

function shortName(texts: Texts): string {
  const name = texts.next();
  if (name.length > LONGEST_NAME) throw new Error('a name is longer than any');
  return name;
}

/**
 * @param content of a schema record, or its beginning: the description itself is not read
 * @returns throws a phrase if it is too short, or a name is too long
 */
export function parseSchema(content: Buffer): SchemaName & { readonly id: number } {
  const texts = new Texts(content, 2);
  return { id: content.readUInt16LE(0), name: shortName(texts), encoding: shortName(texts) };
}

export interface ChannelName {
  readonly id: number;
  readonly schemaId: number;
  readonly topic: string;
  readonly messageEncoding: string;
}

/**
 * @param content of a channel record, or its beginning
 * @returns throws a phrase if it is too short, or a name is too long
 */
export function parseChannel(content: Buffer): ChannelName {
  const texts = new Texts(content, 4);
  return {
    id: content.readUInt16LE(0),
    schemaId: content.readUInt16LE(2),
    topic: shortName(texts),
    messageEncoding: shortName(texts),
  };
}

/** A header record's content: the program that wrote the file. Throws a phrase. */
export function parseHeader(content: Buffer): {
  readonly profile: string;
  readonly library: string;
} {
  const texts = new Texts(content, 0);
  return { profile: texts.next(), library: texts.next() };
}
