/** Finds the frames of a recording: from the index at its end, or by scanning the records of a file without one. */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { SensorModel } from '../../../camera/sensor-frame.ts';
import type { DropCounts } from './frame-store.ts';
import {
  listOfPlaces,
  readFrameIndex,
  type ChunkPlace,
  type FrameList,
  type FramePlace,
} from './frame-index.ts';
import {
  FileWindow,
  LARGEST_CHUNK,
  MAGIC,
  messageOfChunk,
  OPCODE,
  parseMetadata,
  readAt,
  RECORD_HEADER,
} from './records.ts';
import { sensorFromText } from '../sensor-text.ts';
import {
  DROPS_METADATA,
  FRAME_INDEX,
  isFrameStream,
  neededStreams,
  SENSOR_METADATA,
  STREAMS,
} from '../topics.ts';
import { reasonOf } from '../../../../base/error-words.ts';

export interface ScannedFile {
  readonly sensor: SensorModel;
  readonly metadata: ReadonlyMap<string, string>;
  readonly frames: FrameList;
  /** Searched only if the end is missing. */
  readonly calibrations: readonly ChunkPlace[];
  readonly complete: boolean;
  /** Null if the file does not say. */
  readonly drops: DropCounts | null;
  readonly bytes: number;
}

const FOOTER_BYTES = RECORD_HEADER + 8 + 8 + 4;
/** The head of a file precedes its first image. */
const RECORDS_BEFORE_SENSOR = 100;
const LARGEST_METADATA = 1 << 20;
/** Attachments are listed before the chunks, of which there may be millions. */
const SUMMARY_TO_READ = 1 << 20;
/** The frames of a day. */
const LARGEST_INDEX = 1 << 28;

/** Throws a phrase with the fault and its offset. */
export async function scanFile(handle: FileHandle): Promise<ScannedFile> {
  const { size: bytes } = await handle.stat();
  const magic = bytes < MAGIC.length ? null : await readAt(handle, 0, MAGIC.length);
  if (magic?.equals(MAGIC) !== true) {
    throw new Error('byte 0: it does not begin as an MCAP file does');
  }
  const file = { handle, bytes, window: new FileWindow(handle, bytes) };
  const { sensor, metadata, firstRecord } = await readHead(file);
  const end = await readEnd(file);
  const walked = end === null ? await walk(file, firstRecord, isWhole(sensor)) : null;
  return {
    sensor,
    metadata,
    frames: end?.frames ?? listOfPlaces(walked?.frames ?? []),
    calibrations: walked?.calibrations ?? [],
    complete: end !== null,
    drops: end?.drops ?? null,
    bytes,
  };
}

/** The last frame of a cut-off file may lack a stream. */
const isWhole = (sensor: SensorModel): ((frame: FramePlace) => boolean) => {
  const needed = neededStreams(sensor);
  return ({ chunks }) => needed.every((stream) => chunks.some((chunk) => chunk.stream === stream));
};

async function readHead(file: ScanningFile) {
  let at = MAGIC.length;
  for (let i = 0; i < RECORDS_BEFORE_SENSOR; i++) {
    const record = await recordAt(file, at);
    if (record === null) break;
    if (record.opcode === OPCODE.metadata && record.length <= LARGEST_METADATA) {
      const found = metadataAt(await readAt(file.handle, record.start, record.length), at);
      if (found.name === SENSOR_METADATA) {
        const sensor = sensorFromText(found.entries.get('sensor') ?? '');
        if (sensor === null) throw new Error(`byte ${at}: what it says of its camera is damaged`);
        return { sensor, metadata: found.entries, firstRecord: record.start + record.length };
      }
    }
    at = record.start + record.length;
  }
  throw new Error(
    `byte ${at}: it does not say which camera it is of, so it is no recording of Depthlock`,
  );
}

function metadataAt(content: Buffer, at: number): ReturnType<typeof parseMetadata> {
  try {
    return parseMetadata(content);
  } catch (error) {
    throw new Error(`byte ${at}: ${reasonOf(error)}`);
  }
}

interface ScanningFile {
  readonly handle: FileHandle;
  readonly bytes: number;
  readonly window: FileWindow;
}

interface FoundRecord {
  readonly opcode: number;
  /** Offset of the content. */
  readonly start: number;
  readonly length: number;
}

/** Null at the end, where the record is cut off, and at zeros: no record has the opcode 0. */
async function recordAt({ bytes, window }: ScanningFile, at: number): Promise<FoundRecord | null> {
  if (at + RECORD_HEADER > bytes) return null;
  const head = await window.at(at, RECORD_HEADER);
  const length = Number(head.readBigUInt64LE(1));
  const start = at + RECORD_HEADER;
  const opcode = head.readUInt8(0);
  // A file system that lost power may leave gigabytes of zeros.
  if (start + length > bytes || opcode === 0) return null;
  return { opcode, start, length };
}

/** Null if the end of the file is missing or damaged. */
async function readEnd(
  file: ScanningFile,
): Promise<{ readonly frames: FrameList; readonly drops: DropCounts | null } | null> {
  const { handle, bytes } = file;
  const tail = FOOTER_BYTES + MAGIC.length;
  if (bytes < MAGIC.length + tail) return null;
  const end = await readAt(handle, bytes - tail, tail);
  const isEnd = end[0] === OPCODE.footer && end.subarray(FOOTER_BYTES).equals(MAGIC);
  if (!isEnd) return null;
  const summaryStart = Number(end.readBigUInt64LE(RECORD_HEADER));
  const summaryLength = bytes - tail - summaryStart;
  if (summaryStart < MAGIC.length || summaryLength < 0) return null;
  const summary = await readAt(handle, summaryStart, Math.min(summaryLength, SUMMARY_TO_READ));
  const offset = lastOffset(summary, OPCODE.attachmentIndex);
  if (offset === null) return null;
  const record = await recordAt(file, offset);
  if (record?.opcode !== OPCODE.attachment || record.length > LARGEST_INDEX) return null;
  const data = attachmentData(await readAt(handle, record.start, record.length));
  const frames = data === null ? null : readFrameIndex(data, bytes);
  if (frames === null) return null;
  return {
    frames,
    drops: await readDrops(file, lastOffset(summary, OPCODE.metadataIndex)),
  };
}

/** Position of the last attachment or metadata, according to the summary. */
function lastOffset(summary: Buffer, opcode: number): number | null {
  let found: number | null = null;
  let at = 0;
  while (at + RECORD_HEADER <= summary.length) {
    const length = Number(summary.readBigUInt64LE(at + 1));
    if (at + RECORD_HEADER + length > summary.length) break;
    if (summary[at] === opcode && length >= 8) {
      found = Number(summary.readBigUInt64LE(at + RECORD_HEADER));
    }
    at += RECORD_HEADER + length;
  }
  return found;
}

const count = z.coerce.number().int().min(0);
const dropsSchema = z.object({ droppedByDisk: count, missedByCamera: count });

/** Null if the metadata is something else, or damaged. */
async function readDrops(file: ScanningFile, offset: number | null): Promise<DropCounts | null> {
  if (offset === null) return null;
  const record = await recordAt(file, offset);
  if (record?.opcode !== OPCODE.metadata || record.length > LARGEST_METADATA) return null;
  const content = await readAt(file.handle, record.start, record.length);
  try {
    const { name, entries } = parseMetadata(content);
    if (name !== DROPS_METADATA) return null;
    return dropsSchema.parse(Object.fromEntries(entries));
  } catch {
    return null;
  }
}

/** Null if it is another attachment, or its checksum is wrong. */
function attachmentData(content: Buffer): Buffer | null {
  try {
    let at = 16;
    const text = (): string => {
      const length = content.readUInt32LE(at);
      at += 4 + length;
      return content.toString('utf8', at - length, at);
    };
    const name = text();
    text();
    const length = Number(content.readBigUInt64LE(at));
    const start = at + 8;
    const end = start + length;
    if (name !== FRAME_INDEX || end + 4 !== content.length) return null;
    const checksum = content.readUInt32LE(end);
    if (checksum !== 0 && checksum !== crc32(content.subarray(0, end))) return null;
    return content.subarray(start, end);
  } catch {
    return null;
  }
}

interface WalkedFrame extends FramePlace {
  sequence: number;
  readonly chunks: ChunkPlace[];
  /** Something among its images is lost; it may have been the mask of missing colour. */
  isHurt: boolean;
}

const NO_IMAGES: readonly number[] = [OPCODE.schema, OPCODE.channel, OPCODE.attachment];

/** Every chunk is followed by its message index, which names its stream. */
async function walk(
  file: ScanningFile,
  first: number,
  isWhole: (frame: FramePlace) => boolean,
): Promise<{
  readonly frames: readonly FramePlace[];
  readonly calibrations: readonly ChunkPlace[];
}> {
  const { handle, window } = file;
  const calibrations: ChunkPlace[] = [];
  const found: WalkedFrame[] = [];
  let chunk: { offset: number; length: number; timeMs: number } | null = null;
  let at = first;
  for (;;) {
    const record = await recordAt(file, at);
    if (record === null || record.opcode === OPCODE.dataEnd) break;
    const { opcode, start, length } = record;
    const frame = found.at(-1);
    let isKnown = NO_IMAGES.includes(opcode);
    if (opcode === OPCODE.chunk && length >= 8 && length <= LARGEST_CHUNK) {
      isKnown = chunk === null;
      const time = (await window.at(start, 8)).readBigUInt64LE();
      chunk = { offset: start, length, timeMs: Number(time) / 1e6 };
    } else if (opcode === OPCODE.messageIndex && length >= 2 && chunk !== null) {
      const stream = STREAMS[(await window.at(start, 2)).readUInt16LE()];
      const { timeMs, ...place } = chunk;
      chunk = null;
      if (stream === 'depth') {
        const chunks = [{ stream, ...place }];
        found.push({ timeMs, sequence: found.length, chunks, isHurt: false });
        isKnown = true;
      } else if (stream !== undefined && isFrameStream(stream)) {
        // A second one of a stream belongs to a frame whose depth is lost.
        isKnown = frame?.chunks.every((other) => other.stream !== stream) ?? false;
        if (isKnown) frame?.chunks.push({ stream, ...place });
      } else if (stream !== undefined && frame === undefined) {
        calibrations.push({ stream, ...place });
      }
    }
    if (!isKnown && frame !== undefined && !isWhole(frame)) frame.isHurt = true;
    at = start + length;
  }
  const frames = found.filter((frame) => !frame.isHurt && isWhole(frame));
  // Drops are computed from the first and the last frame: reading every frame for its number would take as long as
  // playing it.
  const [from, to] = [frames[0], frames.at(-1)];
  if (from !== undefined && to !== undefined && from !== to) {
    from.sequence = await sequenceOf(handle, from, 0);
    to.sequence = await sequenceOf(handle, to, from.sequence + frames.length - 1);
  }
  return { frames, calibrations };
}

/** `otherwise` if the frame is damaged. */
async function sequenceOf(
  handle: FileHandle,
  { chunks }: Pick<FramePlace, 'chunks'>,
  otherwise: number,
): Promise<number> {
  const [chunk] = chunks;
  if (chunk === undefined) return otherwise;
  try {
    return messageOfChunk(await readAt(handle, chunk.offset, chunk.length)).sequence;
  } catch {
    return otherwise;
  }
}
