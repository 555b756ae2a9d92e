/**
 * Recordings as MCAP files: one message a frame (depth as it came, colour as JPEG), each in a chunk of its own that
 * zstd compresses, and the sensor's model as metadata at the front. Chunks are found by walking over record headers,
 * so a file without its tail reads like any other, up to its last whole frame.
 */
import { open, rename, stat, type FileHandle } from 'node:fs/promises';
import { McapWriter } from '@mcap/core';
import { compress, decompress, isLoaded } from '@foxglove/wasm-zstd';
import sharp from 'sharp';
import { z } from 'zod';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';
import type { FileReader, FileWriter, RecordingFiles } from './recording-files.ts';
import { sensorFromText, sensorToText } from './sensor-text.ts';

/** Frames that wait for the disk; more are dropped, so that memory stays bounded. */
const LONGEST_QUEUE = 12;
const JPEG_QUALITY = 90;
const ZSTD_LEVEL = 1;
/** Bytes of a record before its content: opcode and length. */
const RECORD_HEADER = 9;
const MAGIC = Buffer.from([0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a]);
const CHUNK = 0x06;
const METADATA = 0x0c;
const DATA_END = 0x0f;
/** Of a chunk's content before its records: times, size, checksum, the word "zstd" and the length. */
const CHUNK_HEAD = 8 + 8 + 8 + 4 + 4 + 4 + 8;
/** Of a message's content before its data. */
const MESSAGE_HEAD = 2 + 4 + 8 + 8;
const LARGEST_CHUNK = 256 * 1024 * 1024;
const MODEL_NAME = 'depthlock.sensor';

export interface McapFilesOptions {
  readonly app: string;
  readonly encoder: string;
}

export function recordingFiles(options: McapFilesOptions): RecordingFiles {
  return {
    create: (file, sensor, onProblem) => createWriter(file, sensor, options, onProblem),
    open: openReader,
    repair,
  };
}

class FileOutput {
  readonly #handle: FileHandle;
  #position = 0;
  constructor(handle: FileHandle) {
    this.#handle = handle;
  }
  /** Writes all of it: a short write goes on where it ended. */
  async write(buffer: Uint8Array): Promise<void> {
    let done = 0;
    while (done < buffer.length) {
      const { bytesWritten } = await this.#handle.write(buffer, done);
      done += bytesWritten;
    }
    this.#position += buffer.length;
  }
  position(): bigint {
    return BigInt(this.#position);
  }
}

async function startMcap(handle: FileHandle, sensor: string, app: string, encoder: string) {
  await isLoaded;
  const output = new FileOutput(handle);
  const mcap = new McapWriter({
    writable: output,
    // Each frame closes its chunk.
    chunkSize: 1,
    compressChunk: (data) => ({
      compression: 'zstd',
      compressedData: Uint8Array.from(compress(data, ZSTD_LEVEL)),
    }),
  });
  await mcap.start({ profile: '', library: `depthlock ${app}` });
  await mcap.addMetadata({
    name: MODEL_NAME,
    metadata: new Map([
      ['sensor', sensor],
      ['app', app],
      ['encoder', encoder],
      ['createdAt', new Date().toISOString()],
    ]),
  });
  const channelId = await mcap.registerChannel({
    schemaId: 0,
    topic: '/frame',
    messageEncoding: 'depthlock-frame-1',
    metadata: new Map(),
  });
  return { mcap, output, channelId };
}

async function createWriter(
  file: string,
  sensor: SensorModel,
  { app, encoder }: McapFilesOptions,
  onProblem: (problem: Problem) => void,
): Promise<Result<FileWriter>> {
  try {
    const handle = await open(file, 'wx');
    const started = await startMcap(handle, sensorToText(sensor), app, encoder);
    return succeed(writerOf(handle, started, onProblem));
  } catch (error) {
    return fail('recording-failed', `Nothing could be recorded (${textOf(error)}).`);
  }
}

type Started = Awaited<ReturnType<typeof startMcap>>;

function writerOf(
  handle: FileHandle,
  { mcap, output, channelId }: Started,
  onProblem: (problem: Problem) => void,
): FileWriter {
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  let frames = 0;
  let dropped = 0;
  let failure: Problem | null = null;
  let firstMs: number | null = null;
  let lastMs = 0;

  async function write(kept: SensorFrame): Promise<void> {
    const data = await packFrame(kept);
    const logTime = BigInt(Math.round(kept.timeMs * 1e6));
    await mcap.addMessage({
      channelId,
      sequence: kept.sequence >>> 0,
      logTime,
      publishTime: logTime,
      data,
    });
    frames += 1;
    firstMs ??= kept.timeMs;
    lastMs = kept.timeMs;
  }

  return {
    offer(frame) {
      if (failure !== null || waiting >= LONGEST_QUEUE) {
        dropped += 1;
        return false;
      }
      waiting += 1;
      const kept = copyOf(frame);
      queue = queue.then(async () => {
        try {
          if (failure === null) await write(kept);
        } catch (error) {
          failure = { code: 'recording-failed', message: diskSentence(error) };
          onProblem(failure);
        } finally {
          waiting -= 1;
        }
      });
      return true;
    },
    statistics: () => ({
      frames,
      dropped,
      bytes: Number(output.position()),
      durationMs: firstMs === null ? 0 : lastMs - firstMs,
    }),
    async close() {
      await queue;
      try {
        if (failure === null) await mcap.end();
        await handle.sync();
        return succeed(undefined);
      } catch (error) {
        return fail('recording-failed', `${diskSentence(error)} What was recorded is kept.`);
      } finally {
        await handle.close();
      }
    },
  };
}

/** Infrared is not kept by this format. */
function copyOf(frame: SensorFrame): SensorFrame {
  const { sequence, timeMs, sensor, depth, color, registeredColor } = frame;
  return {
    sequence,
    timeMs,
    sensor,
    depth: { ...depth, data: depth.data.slice() },
    color: { ...color, data: color.data.slice() },
    ...(registeredColor === undefined
      ? {}
      : { registeredColor: { ...registeredColor, data: registeredColor.data.slice() } }),
  };
}

/** Sizes as JSON, then depth, colour (JPEG) and, where there is one, colour on the depth grid. */
async function packFrame(frame: SensorFrame): Promise<Buffer> {
  const { depth, color, registeredColor } = frame;
  const jpeg = await sharp(color.data, {
    raw: { width: color.width, height: color.height, channels: 4 },
  })
    .removeAlpha()
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
  const parts = [bytesOf(depth.data), jpeg];
  if (registeredColor !== undefined) parts.push(Buffer.from(registeredColor.data));
  const head: FrameHead = {
    depth: [depth.width, depth.height],
    color: [color.width, color.height],
    parts: parts.map(({ length }) => length),
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, ...parts]);
}

const side = z.int().min(1).max(4096);
const frameHead = z.object({
  depth: z.tuple([side, side]),
  color: z.tuple([side, side]),
  parts: z.array(z.int().min(0)).min(2).max(3),
});
type FrameHead = z.infer<typeof frameHead>;

function bytesOf(data: Uint16Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

interface ChunkPlace {
  readonly offset: number;
  readonly length: number;
  readonly timeMs: number;
}

interface Scan {
  readonly chunks: readonly ChunkPlace[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly complete: boolean;
  readonly bytes: number;
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
  if (bytesRead < length) throw new Error(`the file ends at byte ${offset + bytesRead}`);
  return buffer;
}

/** Walks over the records' headers, up to the last whole one. Throws where the file is no recording. */
async function scan(handle: FileHandle, bytes: number): Promise<Scan> {
  const magic = await readAt(handle, 0, MAGIC.length);
  if (!magic.equals(MAGIC)) throw new Error('it does not begin as an MCAP file does');
  const chunks: ChunkPlace[] = [];
  let metadata = new Map<string, string>();
  let complete = false;
  let offset = MAGIC.length;
  while (offset + RECORD_HEADER <= bytes) {
    const head = await readAt(handle, offset, RECORD_HEADER);
    const length = Number(head.readBigUInt64LE(1));
    const start = offset + RECORD_HEADER;
    if (!Number.isSafeInteger(length) || start + length > bytes) break;
    if (head[0] === CHUNK && length > CHUNK_HEAD && length < LARGEST_CHUNK) {
      const time = (await readAt(handle, start, 8)).readBigUInt64LE();
      chunks.push({ offset: start, length, timeMs: Number(time) / 1e6 });
    } else if (head[0] === METADATA && length < LARGEST_CHUNK && metadata.size === 0) {
      metadata = parseMetadata(await readAt(handle, start, length));
    } else if (head[0] === DATA_END) {
      complete = (await readAt(handle, bytes - MAGIC.length, MAGIC.length)).equals(MAGIC);
      break;
    }
    offset = start + length;
  }
  return { chunks, metadata, complete, bytes };
}

function parseMetadata(record: Buffer): Map<string, string> {
  let at = 0;
  const text = (): string => {
    const length = record.readUInt32LE(at);
    at += 4 + length;
    return record.toString('utf8', at - length, at);
  };
  const found = new Map<string, string>();
  if (text() !== MODEL_NAME) return found;
  const end = record.readUInt32LE(at) + at + 4;
  at += 4;
  while (at < end && at < record.length) found.set(text(), text());
  return found;
}

async function openReader(file: string): Promise<Result<FileReader>> {
  let handle: FileHandle | null = null;
  try {
    await isLoaded;
    handle = await open(file, 'r');
    const scanned = await scan(handle, (await stat(file)).size);
    const sensor = sensorFromText(scanned.metadata.get('sensor') ?? '');
    if (sensor === null) throw new Error('it does not say which camera it is of');
    return succeed(readerOf(handle, file, scanned, sensor));
  } catch (error) {
    await handle?.close();
    return fail('recording-unreadable', `This recording cannot be read: ${textOf(error)}.`);
  }
}

function readerOf(
  handle: FileHandle,
  file: string,
  { chunks, metadata, complete, bytes }: Scan,
  sensor: SensorModel,
): FileReader {
  const times = chunks.map(({ timeMs }) => timeMs);
  return {
    times,
    info: {
      frames: chunks.length,
      durationMs: (times.at(-1) ?? 0) - (times[0] ?? 0),
      dropped: 0,
      bytes,
      complete,
      sensor,
      createdAt: metadata.get('createdAt') ?? new Date(0).toISOString(),
    },
    indexAt(timeMs) {
      const after = times.findIndex((time) => time > timeMs);
      return Math.max(0, (after === -1 ? times.length : after) - 1);
    },
    async frameAt(index) {
      const place = chunks[index];
      try {
        if (place === undefined) throw new Error(`there is no frame ${index}`);
        const { sequence, data } = await readMessage(handle, place);
        return succeed(await unpackFrame(data, sequence, place.timeMs, sensor));
      } catch (error) {
        const where = `byte ${place?.offset ?? 0}`;
        const message = `Frame ${index + 1} of ${file} cannot be read (${where}: ${textOf(error)}).`;
        return fail('recording-unreadable', message);
      }
    },
    close: () => handle.close(),
  };
}

/** The one message of a chunk; a channel or schema record may come before it. */
async function readMessage(handle: FileHandle, { offset, length }: ChunkPlace) {
  const content = await readAt(handle, offset, length);
  const size = Number(content.readBigUInt64LE(16));
  if (size > LARGEST_CHUNK) throw new Error('the frame is larger than any camera delivers');
  const records = Buffer.from(decompress(content.subarray(CHUNK_HEAD), size));
  let at = 0;
  while (at + RECORD_HEADER <= records.length) {
    const recordLength = Number(records.readBigUInt64LE(at + 1));
    const start = at + RECORD_HEADER;
    if (records[at] === 0x05) {
      const sequence = records.readUInt32LE(start + 2);
      return { sequence, data: records.subarray(start + MESSAGE_HEAD, start + recordLength) };
    }
    at = start + recordLength;
  }
  throw new Error('the chunk holds no frame');
}

async function unpackFrame(
  data: Buffer,
  sequence: number,
  timeMs: number,
  sensor: SensorModel,
): Promise<SensorFrame> {
  const headLength = data.readUInt32LE();
  const head = frameHead.parse(JSON.parse(data.toString('utf8', 4, 4 + headLength)));
  let at = 4 + headLength;
  const parts = head.parts.map((length) => {
    at += length;
    return data.subarray(at - length, at);
  });
  const [depth, jpeg, registered] = parts;
  const [width, height] = head.depth;
  if (depth?.length !== width * height * 2 || jpeg === undefined) {
    throw new Error('depth and its size do not agree');
  }
  const color = await sharp(jpeg).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    sequence,
    timeMs,
    sensor,
    depth: { width, height, data: new Uint16Array(Uint8Array.from(depth).buffer) },
    color: {
      width: color.info.width,
      height: color.info.height,
      data: Uint8Array.from(color.data),
    },
    ...(registered === undefined
      ? {}
      : { registeredColor: { width, height, data: Uint8Array.from(registered) } }),
  };
}

/** Copies the whole frames into a file with an index, which then takes the place of the old one. */
async function repair(file: string): Promise<Result<undefined>> {
  const part = `${file}.part`;
  try {
    await isLoaded;
    const from = await open(file, 'r');
    const to = await open(part, 'w');
    try {
      const { chunks, metadata } = await scan(from, (await stat(file)).size);
      const text = (key: string): string => metadata.get(key) ?? '';
      const { mcap, channelId } = await startMcap(to, text('sensor'), text('app'), text('encoder'));
      for (const place of chunks) {
        const { sequence, data } = await readMessage(from, place);
        const logTime = BigInt(Math.round(place.timeMs * 1e6));
        await mcap.addMessage({ channelId, sequence, logTime, publishTime: logTime, data });
      }
      await mcap.end();
      await to.sync();
    } finally {
      await from.close();
      await to.close();
    }
    await rename(part, file);
    return succeed(undefined);
  } catch (error) {
    return fail(
      'recording-failed',
      `The recording could not be repaired (${textOf(error)}). It is as it was.`,
    );
  }
}

function diskSentence(error: unknown): string {
  const full = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
  return full
    ? 'The disk is full. Delete recordings or other files to go on.'
    : `The file could not be written (${textOf(error)}).`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
