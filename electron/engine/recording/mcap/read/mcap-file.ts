/**
 * An MCAP file in which every message is its own chunk. @mcap/core writes the records; chunks are assembled here,
 * because McapWriter copies each image four times into new memory: at thirty frames a second a quarter of all processor
 * time went into garbage collection.
 */
import { crc32 } from 'node:zlib';
import { McapConstants, McapRecordBuilder } from '@mcap/core';
import type { FileOutput } from '../write/file-output.ts';
import { OPCODE, RECORD_HEADER } from './records.ts';
import { zstdCompress } from '../zstd.ts';

/** Chosen by `npm run bench recording`: on a sensor's frames higher levels save 5 % at most, and cost as much time. */
const ZSTD_LEVEL = 1;
const CHUNK_HEADER = RECORD_HEADER + 8 + 8 + 8 + 4 + 4;
const MESSAGE_HEADER = RECORD_HEADER + 2 + 4 + 8 + 8;
/** Chunk indexes written in one go. */
const INDEXES_AT_ONCE = 1000;

export interface McapChannel {
  readonly topic: string;
  readonly schema: string;
  readonly isCompressible: boolean;
}

export interface McapMessage {
  readonly channel: number;
  readonly sequence: number;
  readonly timeMs: number;
  /** Parts of the message, in order. */
  readonly parts: readonly Uint8Array[];
}

/** Position of a chunk, in bytes. */
export interface WrittenChunk {
  readonly channel: number;
  readonly timeMs: number;
  /** Offset of the record. */
  readonly start: number;
  /** Length of the record. */
  readonly length: number;
  /** Size of its records, uncompressed. */
  readonly size: number;
}

interface Place {
  readonly offset: bigint;
  readonly length: bigint;
}

export class McapFile {
  readonly #output: FileOutput;
  readonly #channels: readonly McapChannel[];
  readonly #schemas: readonly string[];
  readonly #schemaData: Uint8Array;
  readonly #builder = new McapRecordBuilder();
  readonly #chunks: WrittenChunk[] = [];
  readonly #metadata: (Place & { readonly name: string })[] = [];
  readonly #introduced = new Set<string>();
  #records = Buffer.alloc(1 << 16);

  /** @param schemaData describes all schemas */
  constructor(output: FileOutput, channels: readonly McapChannel[], schemaData: Uint8Array) {
    this.#output = output;
    this.#channels = channels;
    this.#schemas = [...new Set(channels.map(({ schema }) => schema))];
    this.#schemaData = schemaData;
  }

  async start(library: string): Promise<void> {
    this.#builder.writeMagic();
    this.#builder.writeHeader({ profile: '', library });
    await this.#flush();
  }

  async addMetadata(name: string, metadata: Map<string, string>): Promise<void> {
    const offset = BigInt(this.#output.position);
    const length = this.#builder.writeMetadata({ name, metadata });
    this.#metadata.push({ name, offset, length });
    await this.#flush();
  }

  async addMessage(message: McapMessage): Promise<WrittenChunk> {
    const { channel, timeMs, parts } = message;
    const isCompressible = this.#channels[channel]?.isCompressible === true;
    const introduction = this.#introduce(channel);
    const head = [introduction, messageHeader(message)];
    const records = [...head, ...parts];
    const size = lengthOf(records);
    const packed = isCompressible
      ? [zstdCompress(this.#joined(records, size), ZSTD_LEVEL)]
      : records;
    const time = nanoseconds(timeMs);
    const chunk = chunkHeader({
      time,
      size,
      crc: records.reduce((crc, part) => crc32(part, crc), 0),
      compression: compressionOf(isCompressible),
      packed: lengthOf(packed),
    });
    this.#builder.writeMessageIndex({
      channelId: channel,
      records: [[time, BigInt(introduction.length)]],
    });
    const index = this.#builder.buffer;
    this.#builder.reset();
    const start = this.#output.position;
    await this.#output.write([chunk, ...packed, index]);
    const length = chunk.length + lengthOf(packed);
    const written = { channel, timeMs, start, length, size };
    this.#chunks.push(written);
    return written;
  }

  /** Ends the file with an attachment and the summary. */
  async end(attachment: { readonly name: string; readonly data: Uint8Array }): Promise<void> {
    const offset = BigInt(this.#output.position);
    const time = nanoseconds(this.#chunks.at(-1)?.timeMs ?? 0);
    const about = {
      name: attachment.name,
      mediaType: 'application/octet-stream',
      logTime: time,
      createTime: time,
    };
    const length = this.#builder.writeAttachment({ ...about, data: attachment.data });
    await this.#flush();
    this.#builder.writeDataEnd({ dataSectionCrc: 0 });
    await this.#flush();
    await this.#summarize(() => {
      const dataSize = BigInt(attachment.data.length);
      this.#builder.writeAttachmentIndex({ ...about, offset, length, dataSize });
    });
  }

  async #summarize(indexAttachment: () => void): Promise<void> {
    const start = this.#output.position;
    const groups: { readonly opcode: number; readonly start: number; readonly end: number }[] = [];
    let crc = 0;
    const flush = async (): Promise<void> => {
      crc = crc32(this.#builder.buffer, crc);
      await this.#flush();
    };
    const group = async (opcode: number, write: () => void | Promise<void>): Promise<void> => {
      const from = this.#output.position;
      await write();
      await flush();
      groups.push({ opcode, start: from, end: this.#output.position });
    };
    await group(McapConstants.Opcode.SCHEMA, () => {
      for (const schema of this.#schemas) this.#writeSchema(schema);
    });
    await group(McapConstants.Opcode.CHANNEL, () => {
      for (const channel of this.#channels.keys()) this.#writeChannel(channel);
    });
    await group(McapConstants.Opcode.STATISTICS, () => this.#writeStatistics());
    await group(McapConstants.Opcode.METADATA_INDEX, () => {
      for (const metadata of this.#metadata) this.#builder.writeMetadataIndex(metadata);
    });
    await group(McapConstants.Opcode.ATTACHMENT_INDEX, indexAttachment);
    await group(McapConstants.Opcode.CHUNK_INDEX, async () => {
      for (const [k, chunk] of this.#chunks.entries()) {
        this.#writeChunkIndex(chunk);
        if (k % INDEXES_AT_ONCE === INDEXES_AT_ONCE - 1) await flush();
      }
    });
    const offsets = this.#output.position;
    for (const { opcode, start, end } of groups) {
      if (end === start) continue;
      this.#builder.writeSummaryOffset({
        groupOpcode: opcode,
        groupStart: BigInt(start),
        groupLength: BigInt(end - start),
      });
    }
    await flush();
    const footer = { summaryStart: BigInt(start), summaryOffsetStart: BigInt(offsets) };
    this.#builder.writeFooter({ ...footer, summaryCrc: 0 });
    // Its own checksum is the only part of the footer that it does not cover.
    crc = crc32(this.#builder.buffer.subarray(0, -4), crc);
    this.#builder.reset();
    this.#builder.writeFooter({ ...footer, summaryCrc: crc });
    this.#builder.writeMagic();
    await this.#flush();
  }

  /** Writes schema and channel if the file does not have them yet. */
  #introduce(channel: number): Uint8Array {
    const { topic = '', schema = '' } = this.#channels[channel] ?? {};
    if (!this.#introduced.has(`schema ${schema}`)) this.#writeSchema(schema);
    if (!this.#introduced.has(topic)) this.#writeChannel(channel);
    this.#introduced.add(`schema ${schema}`).add(topic);
    const { buffer } = this.#builder;
    this.#builder.reset();
    return buffer;
  }

  /** Schema ids start at 1: 0 means that there is none. */
  #writeSchema(name: string): void {
    const id = this.#schemas.indexOf(name) + 1;
    this.#builder.writeSchema({ id, name, encoding: 'protobuf', data: this.#schemaData });
  }

  #writeChannel(id: number): void {
    const { topic = '', schema = '' } = this.#channels[id] ?? {};
    this.#builder.writeChannel({
      id,
      schemaId: this.#schemas.indexOf(schema) + 1,
      topic,
      messageEncoding: 'protobuf',
      metadata: new Map(),
    });
  }

  #writeStatistics(): void {
    const counts = new Map<number, bigint>();
    let [first, last] = [Infinity, 0];
    for (const { channel, timeMs } of this.#chunks) {
      counts.set(channel, (counts.get(channel) ?? 0n) + 1n);
      first = Math.min(first, timeMs);
      last = Math.max(last, timeMs);
    }
    this.#builder.writeStatistics({
      messageCount: BigInt(this.#chunks.length),
      schemaCount: this.#schemas.length,
      channelCount: this.#channels.length,
      attachmentCount: 1,
      metadataCount: this.#metadata.length,
      chunkCount: this.#chunks.length,
      messageStartTime: nanoseconds(first === Infinity ? 0 : first),
      messageEndTime: nanoseconds(last),
      channelMessageCounts: counts,
    });
  }

  #writeChunkIndex({ channel, timeMs, start, length, size }: WrittenChunk): void {
    const time = nanoseconds(timeMs);
    const compression = compressionOf(this.#channels[channel]?.isCompressible === true);
    this.#builder.writeChunkIndex({
      messageStartTime: time,
      messageEndTime: time,
      chunkStartOffset: BigInt(start),
      chunkLength: BigInt(length),
      messageIndexOffsets: new Map([[channel, BigInt(start + length)]]),
      messageIndexLength: BigInt(MESSAGE_INDEX),
      compression,
      compressedSize: BigInt(length - CHUNK_HEADER - compression.length - 8),
      uncompressedSize: BigInt(size),
    });
  }

  /** In memory that the next chunk reuses. */
  #joined(parts: readonly Uint8Array[], size: number): Uint8Array {
    if (this.#records.length < size) this.#records = Buffer.alloc(size);
    let at = 0;
    for (const part of parts) {
      this.#records.set(part, at);
      at += part.length;
    }
    return this.#records.subarray(0, size);
  }

  async #flush(): Promise<void> {
    const { buffer } = this.#builder;
    this.#builder.reset();
    await this.#output.write([buffer]);
  }
}

/**
 * Length of a message index with one entry: opcode, length, channel, length of the list, and one pair of time and
 * offset.
 */
const MESSAGE_INDEX = RECORD_HEADER + 2 + 4 + 16;

const compressionOf = (isCompressible: boolean): string => (isCompressible ? 'zstd' : '');

const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, { length }) => sum + length, 0);

const nanoseconds = (timeMs: number): bigint => BigInt(Math.round(timeMs * 1e6));

function messageHeader({ channel, sequence, timeMs, parts }: McapMessage): Buffer {
  const header = Buffer.alloc(MESSAGE_HEADER);
  const time = nanoseconds(timeMs);
  header.writeUInt8(OPCODE.message, 0);
  header.writeBigUInt64LE(BigInt(MESSAGE_HEADER - RECORD_HEADER + lengthOf(parts)), 1);
  header.writeUInt16LE(channel, 9);
  header.writeUInt32LE(sequence, 11);
  header.writeBigUInt64LE(time, 15);
  header.writeBigUInt64LE(time, 23);
  return header;
}

interface ChunkHead {
  readonly time: bigint;
  /** Size of the records, uncompressed. */
  readonly size: number;
  /** Checksum of the records, uncompressed. */
  readonly crc: number;
  readonly compression: string;
  /** Size of the records as written, in bytes. */
  readonly packed: number;
}

function chunkHeader({ time, size, crc, compression, packed }: ChunkHead): Buffer {
  const name = Buffer.from(compression);
  const length = CHUNK_HEADER + name.length + 8;
  const header = Buffer.alloc(length);
  header.writeUInt8(OPCODE.chunk, 0);
  header.writeBigUInt64LE(BigInt(length - RECORD_HEADER + packed), 1);
  header.writeBigUInt64LE(time, 9);
  header.writeBigUInt64LE(time, 17);
  header.writeBigUInt64LE(BigInt(size), 25);
  header.writeUInt32LE(crc, 33);
  header.writeUInt32LE(name.length, 37);
  header.set(name, CHUNK_HEADER);
  header.writeBigUInt64LE(BigInt(packed), CHUNK_HEADER + name.length);
  return header;
}
