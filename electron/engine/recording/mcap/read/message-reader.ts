import type { FileHandle } from 'node:fs/promises';
import { readAt } from './file-window.ts';
import type { MessagePlace } from './message-table.ts';
import {
  firstMessage,
  LARGEST_CHUNK,
  messageWithin,
  OPCODE,
  parseMessage,
  RECORD_HEADER,
  uint64At,
  unpackChunk,
  type StoredMessage,
} from './records.ts';

/** Larger ones are unpacked again for each of their messages: two of them would be a lot of memory. */
const LARGEST_KEPT = 32 * 2 ** 20;

/** Reads messages by their places. The last chunk stays unpacked, since the images of a frame often share one. */
export class MessageReader {
  readonly #handle: FileHandle;
  #kept: { readonly record: number; readonly records: Buffer } | null = null;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** The data may share memory with other messages. Throws a phrase. */
  async read({ record, length, within }: MessagePlace): Promise<StoredMessage> {
    if (this.#kept?.record === record && within !== null) {
      return messageWithin(this.#kept.records, within);
    }
    const { opcode, content } = await this.#recordAt(record, length);
    if (opcode === OPCODE.message && within === null) return parseMessage(content);
    if (opcode !== OPCODE.chunk)
      throw new Error('the file says that an image is here, and none is');
    const records = unpackChunk(content);
    if (within === null) return firstMessage(records);
    this.#kept = records.length > LARGEST_KEPT ? null : { record, records };
    return messageWithin(records, within);
  }

  async #recordAt(
    record: number,
    length: number | undefined,
  ): Promise<{ readonly opcode: number; readonly content: Buffer }> {
    if (length !== undefined) {
      if (length > LARGEST_CHUNK) throw new Error('the chunk is larger than any image');
      const bytes = await readAt(this.#handle, record, RECORD_HEADER + length);
      if (uint64At(bytes, 1) !== length)
        throw new Error('the chunk is not as long as the file says');
      return { opcode: bytes.readUInt8(0), content: bytes.subarray(RECORD_HEADER) };
    }
    const head = await readAt(this.#handle, record, RECORD_HEADER);
    const found = uint64At(head, 1);
    if (found > LARGEST_CHUNK) throw new Error('the chunk is larger than any image');
    const content = await readAt(this.#handle, record + RECORD_HEADER, found);
    return { opcode: head.readUInt8(0), content };
  }
}
