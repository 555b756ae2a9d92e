/**
 * Finds the frames of a recording: from the index at its end, where that fits the file, else by scanning its records.
 */
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { SensorModel } from '../../../camera/sensor-frame.ts';
import { reasonOf } from '../../../../base/error-words.ts';
import { sensorFromText } from '../sensor-text.ts';
import {
  DROPS_METADATA,
  FRAME_INDEX,
  isFrameStream,
  neededStreams,
  SCHEMA_OF,
  SENSOR_METADATA,
  STREAMS,
  TOPICS,
  type Stream,
} from '../topics.ts';
import { FileWindow, readAt } from './file-window.ts';
import { readFrameIndex, type FrameList, type ImagePlace } from './frame-index.ts';
import type { DropCounts } from './frame-store.ts';
import { MessageReader } from './message-reader.ts';
import { MAGIC, OPCODE, parseMetadata, RECORD_HEADER, uint64At } from './records.ts';
import { isFitting } from './fitting-index.ts';
import { scanMessages, type MessageScan, type ScannedChannel } from './scan-messages.ts';
import { scannedFrames } from './scanned-frames.ts';
import { sensorOfCalibrations } from './sensor-of-calibrations.ts';
import { findSummary, type Summary } from './summary.ts';

export interface ScannedFile {
  readonly sensor: SensorModel;
  readonly metadata: ReadonlyMap<string, string>;
  readonly frames: FrameList;
  /** The stream of a channel of this file; undefined for one that holds none. */
  readonly streamOf: (channel: number) => Stream | undefined;
  /** Searched only where the index does not fit. */
  readonly calibrations: readonly ImagePlace[];
  /** The file ends as MCAP files do. */
  readonly complete: boolean;
  /** Messages that are none of a recording's: another program put them there. */
  readonly others: number;
  /** Frames that were left out because something lies between their images, or something there cannot be read. */
  readonly torn: number;
  /** Null if the file does not say. */
  readonly drops: DropCounts | null;
  readonly bytes: number;
}

/** The head of a file precedes its first image. */
const RECORDS_BEFORE_SENSOR = 100;
const LARGEST_METADATA = 1 << 20;
/** The frames of a day's work: ten hours of two streams. */
const LARGEST_INDEX = 1 << 26;

/** Throws a phrase with the fault and its offset. */
export async function scanFile(handle: FileHandle): Promise<ScannedFile> {
  const { size: bytes } = await handle.stat();
  const magic = bytes < MAGIC.length ? null : await readAt(handle, 0, MAGIC.length);
  if (magic?.equals(MAGIC) !== true) {
    throw new Error('byte 0: it does not begin as an MCAP file does');
  }
  const file = { handle, bytes, window: new FileWindow(handle, bytes) };
  const head = await readHead(file);
  const indexed = head === null ? null : await readIndexed(file, head.sensor);
  if (head !== null && indexed !== null) {
    return { ...head, ...indexed, calibrations: [], complete: true, others: 0, torn: 0, bytes };
  }
  return scanAll(file, head);
}

interface Head {
  readonly sensor: SensorModel;
  readonly metadata: ReadonlyMap<string, string>;
}

interface ScanningFile {
  readonly handle: FileHandle;
  readonly bytes: number;
  readonly window: FileWindow;
}

/** Null where the first records do not name the camera. */
async function readHead(file: ScanningFile): Promise<Head | null> {
  let at = MAGIC.length;
  for (let i = 0; i < RECORDS_BEFORE_SENSOR; i++) {
    const record = await recordAt(file, at);
    if (record === null) break;
    if (record.opcode === OPCODE.metadata && record.length <= LARGEST_METADATA) {
      const found = metadataAt(await readAt(file.handle, record.start, record.length), at);
      if (found.name === SENSOR_METADATA) return headOf(found.entries, at);
    }
    at = record.start + record.length;
  }
  return null;
}

function headOf(entries: ReadonlyMap<string, string>, at: number): Head {
  const sensor = sensorFromText(entries.get('sensor') ?? '');
  if (sensor === null) throw new Error(`byte ${at}: what it says of its camera is damaged`);
  return { sensor, metadata: entries };
}

function metadataAt(content: Buffer, at: number): ReturnType<typeof parseMetadata> {
  try {
    return parseMetadata(content);
  } catch (error) {
    throw new Error(`byte ${at}: ${reasonOf(error)}`);
  }
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
  const length = uint64At(head, 1);
  const start = at + RECORD_HEADER;
  const opcode = head.readUInt8(0);
  if (start + length > bytes || opcode === 0) return null;
  return { opcode, start, length };
}

/** In the files that Depthlock writes, a stream's channel is its index. */
const ownStream = (channel: number): Stream | undefined => STREAMS[channel];

/** Null where the end of the file is missing or damaged, or another program moved what the index points to. */
async function readIndexed(
  file: ScanningFile,
  sensor: SensorModel,
): Promise<Pick<ScannedFile, 'frames' | 'drops' | 'streamOf'> | null> {
  const { handle, bytes } = file;
  const summary = await findSummary(handle, bytes, true);
  if (summary === null || summary.attachmentOffset === null) return null;
  const record = await recordAt(file, summary.attachmentOffset);
  if (record?.opcode !== OPCODE.attachment || record.length > LARGEST_INDEX) return null;
  const data = attachmentData(await readAt(handle, record.start, record.length));
  const frames = data === null ? null : readFrameIndex(data, bytes);
  if (frames === null) return null;
  if (!(await isFitting(handle, frames, { summary, needed: neededStreams(sensor) }))) return null;
  return { frames, drops: await dropsIn(file, summary), streamOf: ownStream };
}

async function dropsIn(
  file: ScanningFile,
  { metadataOffsets }: Summary,
): Promise<DropCounts | null> {
  const last = metadataOffsets.at(-1);
  const record = last === undefined ? null : await recordAt(file, last);
  if (record?.opcode !== OPCODE.metadata || record.length > LARGEST_METADATA) return null;
  try {
    const found = parseMetadata(await readAt(file.handle, record.start, record.length));
    return found.name === DROPS_METADATA ? dropsOf(found.entries) : null;
  } catch {
    return null;
  }
}

const count = z.coerce.number().int().min(0);
const dropsSchema = z.object({ droppedByDisk: count, missedByCamera: count });

/** Null if they are damaged. */
function dropsOf(entries: ReadonlyMap<string, string>): DropCounts | null {
  return dropsSchema.safeParse(Object.fromEntries(entries)).data ?? null;
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
    const length = uint64At(content, at);
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

const STREAM_OF_TOPIC: ReadonlyMap<string, Stream> = new Map(
  STREAMS.map((stream) => [TOPICS[stream], stream]),
);

function streamOfChannel(channel: ScannedChannel): Stream | undefined {
  const stream = STREAM_OF_TOPIC.get(channel.topic);
  // The chunk that described the schema may be lost.
  const isOurs =
    channel.schema === '' || (stream !== undefined && channel.schema === SCHEMA_OF[stream]);
  return isOurs && channel.messageEncoding === 'protobuf' ? stream : undefined;
}

async function scanAll(file: ScanningFile, found: Head | null): Promise<ScannedFile> {
  const { handle, bytes } = file;
  const scan = await scanMessages(handle, (channel) => streamOfChannel(channel) !== undefined);
  const streamOf = streamsOf(scan);
  const calibrations = calibrationsIn(scan, streamOf);
  const head = found ?? (await headOfScan(handle, scan, { calibrations, streamOf }));
  const drops = scan.metadata.get(DROPS_METADATA);
  const frames = scannedFrames({
    ...{ table: scan.table, damaged: scan.damaged, needed: neededStreams(head.sensor) },
    isTogether: isOurs(scan) && scan.isEachAlone,
    streamOf: (channel) => {
      const stream = streamOf(channel);
      return stream !== undefined && isFrameStream(stream) ? stream : undefined;
    },
  });
  return {
    ...head,
    ...{ frames, streamOf, calibrations, bytes },
    torn: frames.torn,
    complete: scan.isWhole,
    others: scan.others,
    drops: drops === undefined ? null : dropsOf(drops),
  };
}

/** Other programs that write it anew put their own name there, or pack it otherwise. */
const isOurs = ({ library }: MessageScan): boolean => library.startsWith('depthlock');

/** A file of ours whose first chunk is lost describes some of its channels no more. */
function streamsOf(scan: MessageScan): (channel: number) => Stream | undefined {
  const described = new Map(
    [...scan.channels.values()].map((channel) => [channel.id, streamOfChannel(channel)] as const),
  );
  return (channel) => {
    if (described.has(channel)) return described.get(channel);
    return isOurs(scan) ? ownStream(channel) : undefined;
  };
}

/** Sensors have one calibration of each picture; a file that was put together of several has more. */
const MOST_CALIBRATIONS = 16;

function calibrationsIn(
  { table }: MessageScan,
  streamOf: (channel: number) => Stream | undefined,
): readonly ImagePlace[] {
  const found: ImagePlace[] = [];
  for (let index = 0; index < table.length && found.length < MOST_CALIBRATIONS; index++) {
    const stream = streamOf(table.channelOf(index));
    if (stream === undefined || isFrameStream(stream)) continue;
    found.push({ stream, ...table.placeOf(index) });
  }
  return found;
}

async function headOfScan(
  handle: FileHandle,
  { metadata, table }: MessageScan,
  {
    calibrations,
    streamOf,
  }: {
    readonly calibrations: readonly ImagePlace[];
    readonly streamOf: (channel: number) => Stream | undefined;
  },
): Promise<Head> {
  const entries = metadata.get(SENSOR_METADATA);
  if (entries !== undefined) return headOf(entries, MAGIC.length);
  const streams = new Set<Stream | undefined>();
  for (let index = 0; index < table.length; index++) streams.add(streamOf(table.channelOf(index)));
  if (!streams.has('depth')) {
    throw new Error(
      'byte 8: it does not say which camera it is of, so it is no recording of Depthlock',
    );
  }
  const sensor = await sensorOfCalibrations(
    new MessageReader(handle),
    calibrations,
    streams.has('registeredColor'),
  );
  return { sensor, metadata: new Map() };
}
