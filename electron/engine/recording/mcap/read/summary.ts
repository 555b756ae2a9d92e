/** What the summary at the end of an MCAP file says. */
import type { FileHandle } from 'node:fs/promises';
import { FileWindow, readAt } from './file-window.ts';
import {
  MAGIC,
  MOST_NAMES,
  OPCODE,
  parseChannel,
  parseSchema,
  RECORD_HEADER,
  uint64At,
  type ChannelName,
  type SchemaName,
} from './records.ts';

const FOOTER_BYTES = RECORD_HEADER + 8 + 8 + 4;
const LARGEST_TEXT = 1 << 16;
/** Of chunks and of metadata records. */
const MOST_PLACES = 2 ** 21;
/** Of any kind. */
const MOST_RECORDS = 2 ** 22;

export interface Summary {
  readonly schemas: readonly (SchemaName & { readonly id: number })[];
  readonly channels: readonly ChannelName[];
  /** Offsets of the chunk records, rising. */
  readonly chunkOffsets: readonly number[];
  /** Offset of the last attachment; null: there is none. */
  readonly attachmentOffset: number | null;
  readonly metadataOffsets: readonly number[];
  /** Null where the summary does not say. */
  readonly messageCount: number | null;
  readonly chunkCount: number | null;
}

const NOTHING: Summary = {
  schemas: [],
  channels: [],
  chunkOffsets: [],
  attachmentOffset: null,
  metadataOffsets: [],
  messageCount: null,
  chunkCount: null,
};

/**
 * Null if the file has no end; without content if its end has no summary.
 * @param isBrief skips the chunks, of which there may be millions: they come last
 */
export async function findSummary(
  handle: FileHandle,
  bytes: number,
  isBrief = false,
): Promise<Summary | null> {
  const tail = FOOTER_BYTES + MAGIC.length;
  if (bytes < MAGIC.length + tail) return null;
  const end = await readAt(handle, bytes - tail, tail);
  const isEnd = end[0] === OPCODE.footer && end.subarray(FOOTER_BYTES).equals(MAGIC);
  if (!isEnd) return null;
  const start = uint64At(end, RECORD_HEADER);
  if (start < MAGIC.length || start > bytes - tail) return NOTHING;
  return readSummary(handle, { start, end: bytes - tail, bytes }, isBrief);
}

async function readSummary(
  handle: FileHandle,
  place: { readonly start: number; readonly end: number; readonly bytes: number },
  isBrief: boolean,
): Promise<Summary> {
  const window = new FileWindow(handle, place.bytes);
  const schemas: (SchemaName & { readonly id: number })[] = [];
  const channels: ChannelName[] = [];
  const chunkOffsets: number[] = [];
  const metadataOffsets: number[] = [];
  let attachmentOffset: number | null = null;
  let messageCount: number | null = null;
  let chunkCount: number | null = null;
  let at = place.start;
  for (let count = 0; at + RECORD_HEADER <= place.end && count < MOST_RECORDS; count++) {
    const head = window.held(at, RECORD_HEADER) ?? (await window.at(at, RECORD_HEADER));
    const opcode = head.readUInt8(0);
    const length = uint64At(head, 1);
    const start = at + RECORD_HEADER;
    // No record has the opcode 0: a file system that lost power may leave gigabytes of zeros.
    if (opcode === 0 || start + length > place.end) break;
    if (isBrief && opcode === OPCODE.chunkIndex) break;
    const wanted = Math.min(length, LARGEST_TEXT);
    const content = window.held(start, wanted) ?? (await window.at(start, wanted));
    try {
      if (opcode === OPCODE.schema && schemas.length < MOST_NAMES) {
        schemas.push(parseSchema(content));
      } else if (opcode === OPCODE.channel && channels.length < MOST_NAMES) {
        channels.push(parseChannel(content));
      } else if (opcode === OPCODE.attachmentIndex) {
        attachmentOffset = uint64At(content, 0);
      } else if (opcode === OPCODE.metadataIndex && metadataOffsets.length < MOST_PLACES) {
        metadataOffsets.push(uint64At(content, 0));
      } else if (opcode === OPCODE.chunkIndex && chunkOffsets.length < MOST_PLACES) {
        chunkOffsets.push(uint64At(content, 16));
      } else if (opcode === OPCODE.statistics) {
        messageCount = uint64At(content, 0);
        chunkCount = content.readUInt32LE(8 + 2 + 4 + 4 + 4);
      }
    } catch {
      // A record that is too short says nothing.
    }
    at = start + length;
  }
  chunkOffsets.sort((a, b) => a - b);
  return {
    ...{ schemas, channels, chunkOffsets, metadataOffsets },
    ...{ attachmentOffset, messageCount, chunkCount },
  };
}
