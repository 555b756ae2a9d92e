/**
 * Finds the messages of any MCAP file by walking through its records: in chunks or not, packed or not, with any ids, in
 * any order, without a summary, cut off, damaged. A chunk that is followed by its message indexes is not unpacked.
 */
import type { FileHandle } from 'node:fs/promises';
import { FileWindow, readAt } from './file-window.ts';
import { MessageTable } from './message-table.ts';
import {
  CHUNK_HEADER,
  chunkHead,
  LARGEST_CHUNK,
  MAGIC,
  millisecondsAt,
  MESSAGE_HEADER,
  messageWithin,
  MOST_NAMES,
  OPCODE,
  parseChannel,
  parseHeader,
  parseMessage,
  parseMetadata,
  parseSchema,
  RECORD_HEADER,
  recordsOf,
  uint64At,
  unpackChunk,
  type ChunkHead,
} from './records.ts';
import { findSummary } from './summary.ts';
import { findChunk } from './find-chunk.ts';

export interface ScannedChannel {
  readonly id: number;
  readonly topic: string;
  readonly schema: string;
  readonly schemaEncoding: string;
  readonly messageEncoding: string;
}

export interface DamagedTimes {
  readonly startMs: number;
  readonly endMs: number;
}

export interface MessageScan {
  /** Of wanted channels, and of those that the file does not describe. */
  readonly table: MessageTable;
  readonly channels: ReadonlyMap<number, ScannedChannel>;
  /** Messages of channels that were not wanted. */
  readonly others: number;
  readonly metadata: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Times of the messages in chunks that cannot be read. */
  readonly damaged: readonly DamagedTimes[];
  /** The file ends as MCAP files do. */
  readonly isWhole: boolean;
  /** What wrote the file; empty where it does not say. */
  readonly library: string;
  /** Is every message a chunk of its own, as in a file that Depthlock wrote? */
  readonly isEachAlone: boolean;
}

/** Of every record so much is looked at: the longest head of a chunk, and a message index of two entries. */
const BEGINNING = 64;
/** Larger records of these kinds are left out. */
const LARGEST_TEXT = 1 << 16;
const LARGEST_METADATA = 1 << 20;
const LARGEST_INDEX = 1 << 20;
/** No image is shorter: its size, format and pixels. */
const SHORTEST_IMAGE = 12;
const MOST_DAMAGED = 10_000;
/** A damaged chunk that claims a longer time may have a damaged head. */
const LONGEST_CHUNK_MS = 60_000;
const MOST_METADATA = 100;
/** Of all of it together, bytes. */
const MOST_METADATA_BYTES = 8 << 20;
/** Unpacked while a file is scanned, at most: this, and so many times its own size. */
const UNPACKED_ALWAYS = 2 ** 30;
const UNPACKED_TIMES = 100;

/** Records that are messages, hold them or tell where they lie. */
const OF_MESSAGES: ReadonlySet<number> = new Set([
  OPCODE.chunk,
  OPCODE.message,
  OPCODE.messageIndex,
]);

interface FoundRecord {
  readonly opcode: number;
  /** Offsets of the record and of its content. */
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

interface Chunk extends ChunkHead {
  /** Offsets of the record and of its content. */
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

interface IndexedMessages {
  readonly channel: number;
  /** Pairs of time and offset. */
  readonly pairs: Buffer;
}

/**
 * @param isWanted whether messages of a channel are to be listed
 * @returns throws a phrase with the offset where the file is no MCAP file, or lists more than any recording holds
 */
export async function scanMessages(
  handle: FileHandle,
  isWanted: (channel: ScannedChannel) => boolean,
): Promise<MessageScan> {
  const { size: bytes } = await handle.stat();
  const magic = bytes < MAGIC.length ? null : await readAt(handle, 0, MAGIC.length);
  if (magic?.equals(MAGIC) !== true) {
    throw new Error('byte 0: it does not begin as an MCAP file does');
  }
  return new Scanner(handle, bytes, isWanted).scan();
}

class Scanner {
  readonly #handle: FileHandle;
  readonly #bytes: number;
  readonly #window: FileWindow;
  readonly #isWanted: (channel: ScannedChannel) => boolean;
  readonly #table = new MessageTable();
  readonly #schemas = new Map<number, { readonly name: string; readonly encoding: string }>();
  readonly #channels = new Map<number, ScannedChannel>();
  readonly #wanted = new Set<number>();
  /** Channels that messages name, but no record describes. */
  readonly #undescribed = new Set<number>();
  readonly #metadata = new Map<string, ReadonlyMap<string, string>>();
  readonly #damaged: DamagedTimes[] = [];
  #metadataBytes = 0;
  #others = 0;
  #library = '';
  #unpacked = 0;
  #isEachAlone = true;
  /** Record of the message that was listed last. */
  #lastRecord = -1;
  #chunk: Chunk | null = null;
  #indexes: IndexedMessages[] = [];
  #indexBytes = 0;

  constructor(handle: FileHandle, bytes: number, isWanted: (channel: ScannedChannel) => boolean) {
    this.#handle = handle;
    this.#bytes = bytes;
    this.#window = new FileWindow(handle, bytes);
    this.#isWanted = isWanted;
  }

  async scan(): Promise<MessageScan> {
    const summary = await findSummary(this.#handle, this.#bytes);
    for (const schema of summary?.schemas ?? []) this.#schemas.set(schema.id, schema);
    for (const channel of summary?.channels ?? []) this.#addChannel(channel);
    let isWhole = summary !== null;
    for (let at = MAGIC.length; ;) {
      const stopped = await this.#walk(at);
      if (stopped === null) break;
      isWhole = false;
      this.#table.markGap();
      const next = await this.#nextChunk(stopped, summary?.chunkOffsets ?? null);
      if (next === null) break;
      at = next;
    }
    return {
      table: this.#table,
      channels: this.#channels,
      others: this.#others,
      metadata: this.#metadata,
      damaged: this.#damaged,
      isWhole,
      library: this.#library,
      isEachAlone: this.#isEachAlone,
    };
  }

  /** Null at the end of the data; else the offset of what is no record. Waits for the disk only, as it may be long. */
  async #walk(from: number): Promise<number | null> {
    let at = from;
    while (at + RECORD_HEADER <= this.#bytes) {
      const wanted = Math.min(RECORD_HEADER + BEGINNING, this.#bytes - at);
      if (this.#window.placeOf(at, wanted) === null) await this.#window.at(at, wanted);
      const { bytes } = this.#window;
      const place = this.#window.placeOf(at, wanted) ?? 0;
      const opcode = bytes[place] ?? 0;
      const length = uint64At(bytes, place + 1);
      const start = at + RECORD_HEADER;
      // A file system that lost power may leave gigabytes of zeros: no record has the opcode 0.
      if (opcode === 0 || start + length > this.#bytes) break;
      if (opcode !== OPCODE.messageIndex && this.#chunk !== null) {
        const settling = this.#settle(opcode < FIRST_PRIVATE && !KNOWN.has(opcode));
        if (settling !== undefined) await settling;
      }
      if (opcode === OPCODE.dataEnd || opcode === OPCODE.footer) return null;
      if (this.#isNothing(opcode, length)) this.#table.markGap();
      else {
        const begin = place + RECORD_HEADER;
        const content = bytes.subarray(begin, begin + Math.min(length, wanted - RECORD_HEADER));
        const taking = this.#take({ opcode, at, start, length }, content);
        if (taking !== undefined) await taking;
      }
      at = start + length;
    }
    await this.#settle(true);
    return at;
  }

  /** Is it a record of the data that is too short to be one, or the index of a chunk that is lost? */
  #isNothing(opcode: number, length: number): boolean {
    if (opcode === OPCODE.messageIndex) return this.#chunk === null || length < 6;
    if (opcode === OPCODE.message) return length < MESSAGE_HEADER;
    return opcode === OPCODE.chunk && length < CHUNK_HEADER;
  }

  /**
   * Reads what a record says; images are left where they lie.
   * @param begin of its content, up to `BEGINNING` bytes
   */
  #take(record: FoundRecord, begin: Buffer): Promise<void> | undefined {
    if (!OF_MESSAGES.has(record.opcode)) this.#table.markOther();
    switch (record.opcode) {
      case OPCODE.chunk:
        return this.#takeChunk(record, begin);
      case OPCODE.message:
        return this.#takeMessage(record, begin);
      case OPCODE.messageIndex:
        return this.#takeIndex(record, begin);
      case OPCODE.schema:
        return this.#takeText(record, (content) => this.#addSchema(content));
      case OPCODE.channel:
        return this.#takeText(record, (content) => this.#addChannel(parseChannel(content)));
      case OPCODE.header:
        return this.#takeText(record, (content) => {
          this.#library = parseHeader(content).library;
        });
      case OPCODE.metadata:
        return this.#takeMetadata(record);
      default:
        if (!KNOWN.has(record.opcode) && record.opcode < FIRST_PRIVATE) this.#table.markGap();
        return undefined;
    }
  }

  async #content(start: number, length: number): Promise<Buffer> {
    return this.#window.held(start, length) ?? (await this.#window.at(start, length));
  }

  /** The beginning of a text record, which has to be whole only as far as it is read. */
  async #takeText({ start, length }: FoundRecord, use: (content: Buffer) => void): Promise<void> {
    const content = await this.#content(start, Math.min(length, LARGEST_TEXT));
    attempt(() => use(content));
  }

  async #takeMetadata({ start, length }: FoundRecord): Promise<void> {
    if (length > LARGEST_METADATA || this.#metadata.size >= MOST_METADATA) return;
    this.#metadataBytes += length;
    if (this.#metadataBytes > MOST_METADATA_BYTES) return;
    const content = await this.#content(start, length);
    attempt(() => {
      const { name, entries } = parseMetadata(content);
      if (!this.#metadata.has(name)) this.#metadata.set(name, entries);
    });
  }

  #takeChunk({ at, start, length }: FoundRecord, begin: Buffer): undefined {
    const head = chunkHead(begin, length);
    if (head === null || length > LARGEST_CHUNK || head.size > LARGEST_CHUNK) {
      this.#table.markGap();
      return;
    }
    this.#chunk = { ...head, at, start, length };
  }

  #takeIndex({ start, length }: FoundRecord, begin: Buffer): Promise<void> | undefined {
    this.#indexBytes += length;
    // Its chunk is unpacked instead.
    if (this.#indexBytes > LARGEST_INDEX) return undefined;
    if (length <= begin.length) {
      this.#keepIndex(begin);
      return undefined;
    }
    return this.#content(start, length).then((content) => this.#keepIndex(content));
  }

  #keepIndex(content: Buffer): void {
    if (content.readUInt32LE(2) !== content.length - 6) this.#indexBytes = Infinity;
    else {
      const pairs = Buffer.from(content.subarray(6));
      this.#indexes.push({ channel: content.readUInt16LE(0), pairs });
    }
  }

  #takeMessage({ at, length }: FoundRecord, begin: Buffer): undefined {
    this.#add(begin.readUInt16LE(0), millisecondsAt(begin, 6), length - MESSAGE_HEADER, {
      record: at,
      within: null,
    });
  }

  #add(
    channel: number,
    timeMs: number,
    dataLength: number,
    place: { readonly record: number; readonly within: number | null },
  ): void {
    const isDescribed = this.#channels.has(channel);
    if (isDescribed && !this.#wanted.has(channel)) this.#others += 1;
    else if (dataLength < SHORTEST_IMAGE) this.#table.markGap();
    else {
      this.#isEachAlone &&= place.within !== null && place.record !== this.#lastRecord;
      this.#lastRecord = place.record;
      this.#table.add(channel, timeMs, place);
    }
  }

  /**
   * Lists the messages of the chunk that was met last.
   * @param isInterrupted something unknown follows it, which may have been one of its indexes
   */
  #settle(isInterrupted: boolean): Promise<void> | undefined {
    const chunk = this.#chunk;
    if (chunk === null) return undefined;
    const indexes = this.#indexes;
    const isIndexed =
      !isInterrupted &&
      indexes.length > 0 &&
      this.#indexBytes <= LARGEST_INDEX &&
      indexes.every(({ channel, pairs }) => this.#isKnown(channel) && liesWithin(chunk, pairs)) &&
      !disagree(indexes);
    this.#chunk = null;
    this.#indexes = [];
    this.#indexBytes = 0;
    if (isIndexed) this.#takeIndexed(chunk, indexes);
    else if (chunk.size >= RECORD_HEADER) return this.#unpack(chunk, indexes);
    // It cannot hold what its indexes name, or stands where something did.
    else this.#table.markGap();
    return undefined;
  }

  #isKnown(channel: number): boolean {
    return this.#channels.has(channel) || this.#undescribed.has(channel);
  }

  #takeIndexed({ at: record }: Chunk, indexes: readonly IndexedMessages[]): void {
    const found: { channel: number; timeMs: number; within: number }[] = [];
    for (const { channel, pairs } of indexes) {
      for (let at = 0; at < pairs.length; at += 16) {
        const timeMs = millisecondsAt(pairs, at);
        found.push({ channel, timeMs, within: uint64At(pairs, at + 8) });
      }
    }
    if (found.length > 1) found.sort((a, b) => a.within - b.within);
    let last = -1;
    for (const { channel, timeMs, within } of found) {
      // An index that is there twice lists its messages twice.
      if (within !== last) this.#add(channel, timeMs, SHORTEST_IMAGE, { record, within });
      last = within;
    }
  }

  async #unpack(chunk: Chunk, indexes: readonly IndexedMessages[]): Promise<void> {
    const { at: record, start, length, size, startMs, endMs } = chunk;
    this.#unpacked += size;
    try {
      if (this.#unpacked > UNPACKED_ALWAYS + UNPACKED_TIMES * this.#bytes) {
        throw new Error('what it holds expands without end');
      }
      const isSmall = length <= LARGEST_TEXT;
      const content = isSmall
        ? await this.#content(start, length)
        : await readAt(this.#handle, start, length);
      const records = unpackChunk(content);
      this.#takeRecords(record, records);
      // The chunk of another index is lost.
      if (!indexes.every((index) => isOf(index, records))) this.#table.markGap();
    } catch (error) {
      if (isLimit(error)) throw error;
      this.#table.markGap();
      const spanMs = endMs - startMs;
      const isLikely = spanMs >= 0 && spanMs <= LONGEST_CHUNK_MS;
      if (isLikely && this.#damaged.length < MOST_DAMAGED) this.#damaged.push({ startMs, endMs });
    }
    for (const { channel } of indexes) {
      if (!this.#channels.has(channel)) this.#undescribed.add(channel);
    }
  }

  #takeRecords(record: number, records: Buffer): void {
    for (const { opcode, at, start, end } of recordsOf(records)) {
      const content = records.subarray(start, end);
      if (opcode === OPCODE.schema) attempt(() => this.#addSchema(content));
      else if (opcode === OPCODE.channel) attempt(() => this.#addChannel(parseChannel(content)));
      else if (opcode === OPCODE.message && content.length >= MESSAGE_HEADER) {
        const { channel, timeMs, data } = parseMessage(content);
        this.#add(channel, timeMs, data.length, { record, within: at });
      }
    }
  }

  #addSchema(content: Buffer): void {
    const { id, name, encoding } = parseSchema(content);
    if (this.#schemas.size >= MOST_NAMES && !this.#schemas.has(id)) return;
    this.#schemas.set(id, { name, encoding });
  }

  #addChannel({ id, schemaId, topic, messageEncoding }: ReturnType<typeof parseChannel>): void {
    if (this.#channels.size >= MOST_NAMES && !this.#channels.has(id)) return;
    const schema = this.#schemas.get(schemaId);
    const channel = {
      ...{ id, topic, messageEncoding },
      schema: schema?.name ?? '',
      schemaEncoding: schema?.encoding ?? '',
    };
    this.#channels.set(id, channel);
    if (this.#isWanted(channel)) this.#wanted.add(id);
    else this.#wanted.delete(id);
  }

  /** Where the next chunk begins after something that is no record; null: there is none. */
  async #nextChunk(after: number, listed: readonly number[] | null): Promise<number | null> {
    if (after >= this.#bytes) return null;
    const next = firstAbove(listed ?? [], after);
    return next ?? (await findChunk(this.#handle, this.#bytes, after + 1));
  }
}

/** Can an index be that of a chunk, by times and offsets? */
function liesWithin({ startMs, endMs, size }: Chunk, pairs: Buffer): boolean {
  for (let at = 0; at + 16 <= pairs.length; at += 16) {
    const timeMs = millisecondsAt(pairs, at);
    if (timeMs < startMs || timeMs > endMs) return false;
    if (uint64At(pairs, at + 8) + RECORD_HEADER + MESSAGE_HEADER > size) return false;
  }
  return pairs.length % 16 === 0;
}

/** Do two indexes name one message as another? One of them is then that of a chunk that is lost. */
function disagree(indexes: readonly IndexedMessages[]): boolean {
  if (indexes.length < 2) return false;
  const named = new Map<number, string>();
  for (const { channel, pairs } of indexes) {
    for (let at = 0; at + 16 <= pairs.length; at += 16) {
      const within = uint64At(pairs, at + 8);
      const message = `${channel} ${pairs.readBigUInt64LE(at)}`;
      if ((named.get(within) ?? message) !== message) return true;
      named.set(within, message);
    }
  }
  return false;
}

/** Does the first entry of an index lead to a message of these records? One without entries may be theirs. */
function isOf({ channel, pairs }: IndexedMessages, records: Buffer): boolean {
  if (pairs.length < 16) return true;
  try {
    const message = messageWithin(records, uint64At(pairs, 8));
    return message.channel === channel && message.timeMs === millisecondsAt(pairs, 0);
  } catch {
    return false;
  }
}

/** The first number of a rising list that is greater. */
function firstAbove(list: readonly number[], limit: number): number | null {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return list[low] ?? null;
}

const FIRST_PRIVATE = 0x80;
const SUMMARY_OFFSET = 0x0e;
const KNOWN: ReadonlySet<number> = new Set([...Object.values(OPCODE), SUMMARY_OFFSET]);

const isLimit = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('it lists more than');

/** What is no text is left out: nothing depends on a single one. */
function attempt(read: () => void): void {
  try {
    read();
  } catch {
    return;
  }
}
