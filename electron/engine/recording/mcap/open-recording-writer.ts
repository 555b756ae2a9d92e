import { open, rm, type FileHandle } from 'node:fs/promises';
import { McapWriter } from '@mcap/core';
import { compress, isLoaded } from '@foxglove/wasm-zstd';
import { fail, succeed, type Problem, type Result } from '../../../contract/problem.ts';
import type { SensorFrame, SensorImage, SensorModel } from '../../camera/sensor-frame.ts';
import type { RecordingWriter } from '../recording-files.ts';
import { packColor, type ColorQuality } from './colour-codec.ts';
import { FileOutput } from './file-output.ts';
import {
  encodeCalibration,
  encodeCompressedImage,
  encodeRawImage,
  schemaData,
} from './foxglove.ts';
import { writeFrameIndex, type ChunkPlace, type FramePlace } from './frame-index.ts';
import { sensorToText } from './sensor-text.ts';
import { FRAME_INDEX, SCHEMA_OF, SENSOR_METADATA, STREAMS, TOPICS, type Stream } from './topics.ts';

/** Frames that wait for the disk, at most: memory stays bounded, and half a second is bridged. */
const LONGEST_QUEUE = 15;
/** Chosen by `npm run bench recording`: higher levels cost more time than they save. */
const ZSTD_LEVEL = 1;
/** Of a record: opcode and length. */
const RECORD_HEADER = 9;

export interface WriterOptions {
  readonly sensor: SensorModel;
  /** Version of the application. */
  readonly app: string;
  /** Name and version of the encoder that looked on. */
  readonly encoder: string;
  readonly color: ColorQuality;
  readonly createdAt?: Date;
  /** Told once, when nothing more can be written. */
  readonly onProblem?: (problem: Problem) => void;
}

/**
 * Begins a recording in a new file. Every image is a chunk of its own, depth first, so a file that was cut off loses
 * the frame that was being written and nothing else. The problem says why there is no file: it exists already, the
 * folder is missing, nothing may be written there, the disk is full.
 */
export async function openRecordingWriter(
  file: string,
  options: WriterOptions,
): Promise<Result<RecordingWriter>> {
  let handle: FileHandle | null = null;
  try {
    await isLoaded;
    handle = await open(file, 'wx');
    const out = new McapFrames(handle);
    await out.start(options);
    return succeed(new QueuedWriter(handle, out, options));
  } catch (error) {
    if (handle !== null) {
      await handle.close();
      await rm(file, { force: true });
    }
    return fail(
      'recording-failed',
      `Nothing can be recorded to ${file}. ${diskSentence(error)} Nothing was written.`,
    );
  }
}

/** The MCAP side: frames in, chunks out, their places kept for the index. */
class McapFrames {
  readonly #output: FileOutput;
  readonly #mcap: McapWriter;
  readonly #frames: FramePlace[] = [];
  #compressing = true;

  constructor(handle: FileHandle) {
    this.#output = new FileOutput(handle);
    this.#mcap = new McapWriter({
      writable: this.#output,
      // Every message closes its chunk.
      chunkSize: 1,
      compressChunk: (data) =>
        this.#compressing
          ? { compression: 'zstd', compressedData: Uint8Array.from(compress(data, ZSTD_LEVEL)) }
          : { compression: '', compressedData: data },
    });
  }

  get bytes(): number {
    return Number(this.#output.position());
  }

  get frames(): readonly FramePlace[] {
    return this.#frames;
  }

  async start({ sensor, app, encoder, createdAt = new Date() }: WriterOptions): Promise<void> {
    await this.#mcap.start({ profile: '', library: `depthlock ${app}` });
    await this.#mcap.addMetadata({
      name: SENSOR_METADATA,
      metadata: new Map([
        ['sensor', sensorToText(sensor)],
        ['app', app],
        ['encoder', encoder],
        ['createdAt', createdAt.toISOString()],
      ]),
    });
    const data = schemaData();
    const schemas = new Map<string, number>();
    for (const stream of STREAMS) {
      const name = SCHEMA_OF[stream];
      const schemaId =
        schemas.get(name) ??
        (await this.#mcap.registerSchema({ name, encoding: 'protobuf', data }));
      schemas.set(name, schemaId);
      await this.#mcap.registerChannel({
        schemaId,
        topic: TOPICS[stream],
        messageEncoding: 'protobuf',
        metadata: new Map(),
      });
    }
  }

  /** @param quality how colour is kept */
  async add(frame: SensorFrame, quality: ColorQuality): Promise<void> {
    const { timeMs, sequence, depth, color, registeredColor, infrared, sensor } = frame;
    const chunks: ChunkPlace[] = [];
    const put = async (stream: Stream, data: Uint8Array, isPacked = false) => {
      chunks.push(await this.#put(stream, frame, data, isPacked));
    };
    const raw = ({ width, height, data }: SensorImage<Uint16Array>) =>
      encodeRawImage({ width, height, encoding: '16UC1', data: bytesOf(data) }, timeMs, 'depth');
    const putColor = async (
      picture: SensorImage<Uint8Array>,
      stream: 'color' | 'registeredColor',
    ) => {
      const { image, mask } = await packColor(picture, quality);
      const frameId = stream === 'color' ? 'color' : 'depth';
      // First, so that a file that ends between the two has no colour that seems whole.
      if (mask !== null) {
        const { width, height } = picture;
        const rawMask = { width, height, encoding: 'mono8', data: mask } as const;
        await put(`${stream}Mask`, encodeRawImage(rawMask, timeMs, frameId));
      }
      await put(stream, encodeCompressedImage(image, timeMs, frameId), true);
    };
    if (this.#frames.length === 0) {
      const { depthIntrinsics, colorIntrinsics } = sensor;
      const calibration = (stream: Stream, data: Uint8Array) =>
        this.#put(stream, frame, data, false);
      await calibration(
        'depthCalibration',
        encodeCalibration(depthIntrinsics, sizeOf(depth), timeMs, 'depth'),
      );
      await calibration(
        'colorCalibration',
        encodeCalibration(colorIntrinsics, sizeOf(color), timeMs, 'color'),
      );
    }
    await put('depth', raw(depth));
    await putColor(color, 'color');
    if (registeredColor !== undefined) await putColor(registeredColor, 'registeredColor');
    if (infrared !== undefined) await put('infrared', raw(infrared));
    this.#frames.push({ timeMs, sequence: sequence >>> 0, chunks });
    await this.#output.syncWhenDue();
  }

  async end(): Promise<void> {
    const time = BigInt(Math.round((this.#frames.at(-1)?.timeMs ?? 0) * 1e6));
    await this.#mcap.addAttachment({
      name: FRAME_INDEX,
      mediaType: 'application/octet-stream',
      logTime: time,
      createTime: time,
      data: writeFrameIndex(this.#frames),
    });
    await this.#mcap.end();
  }

  async #put(
    stream: Stream,
    { timeMs, sequence }: SensorFrame,
    data: Uint8Array,
    isPacked: boolean,
  ): Promise<ChunkPlace> {
    const logTime = BigInt(Math.round(timeMs * 1e6));
    const start = this.bytes;
    this.#compressing = !isPacked;
    await this.#mcap.addMessage({
      channelId: STREAMS.indexOf(stream),
      sequence: sequence >>> 0,
      logTime,
      publishTime: logTime,
      data,
    });
    // After the chunk comes its message index: one record for each channel with messages, here one entry.
    return {
      stream,
      offset: start + RECORD_HEADER,
      length: this.bytes - start - RECORD_HEADER - MESSAGE_INDEX_BYTES,
    };
  }
}

/** Opcode, length, channel, length of the list, and one pair of time and offset. */
const MESSAGE_INDEX_BYTES = RECORD_HEADER + 2 + 4 + 16;

class QueuedWriter implements RecordingWriter {
  readonly #handle: FileHandle;
  readonly #out: McapFrames;
  readonly #options: WriterOptions;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;
  #dropped = 0;
  #lastMs = -Infinity;
  #problem: Problem | null = null;
  #closed: Promise<Result<undefined>> | null = null;

  constructor(handle: FileHandle, out: McapFrames, options: WriterOptions) {
    this.#handle = handle;
    this.#out = out;
    this.#options = options;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  offer(frame: SensorFrame): boolean {
    // A clock that falls back would leave frames that cannot be found by their time.
    const isTaken =
      this.#problem === null &&
      this.#closed === null &&
      this.#waiting < LONGEST_QUEUE &&
      frame.timeMs >= this.#lastMs;
    if (!isTaken) {
      this.#dropped += 1;
      return false;
    }
    this.#lastMs = frame.timeMs;
    this.#waiting += 1;
    const kept = copyOf(frame);
    this.#queue = this.#queue.then(() => this.#write(kept));
    return true;
  }

  async ready(): Promise<void> {
    while (this.#problem === null && this.#waiting >= LONGEST_QUEUE) await this.#queue;
  }

  statistics() {
    const { frames, bytes } = this.#out;
    const [first, last] = [frames[0], frames.at(-1)];
    return {
      frames: frames.length,
      dropped: this.#dropped,
      bytes,
      durationMs: (last?.timeMs ?? 0) - (first?.timeMs ?? 0),
    };
  }

  close(): Promise<Result<undefined>> {
    this.#closed ??= this.#finish();
    return this.#closed;
  }

  async #write(frame: SensorFrame): Promise<void> {
    try {
      if (this.#problem === null) await this.#out.add(frame, this.#options.color);
    } catch (error) {
      const message = `The recording had to stop. ${diskSentence(error)} What was recorded until then can be played.`;
      const problem: Problem = { code: 'recording-failed', message };
      this.#problem = problem;
      this.#options.onProblem?.(problem);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #finish(): Promise<Result<undefined>> {
    await this.#queue;
    try {
      if (this.#problem !== null) return { ok: false, problem: this.#problem };
      await this.#out.end();
      await this.#handle.sync();
      return succeed(undefined);
    } catch (error) {
      return fail(
        'recording-failed',
        `The end of the recording could not be written. ${diskSentence(error)} What was recorded until then can be played.`,
      );
    } finally {
      await this.#handle.close().catch(() => undefined);
    }
  }
}

const sizeOf = ({ width, height }: SensorImage<unknown>) => ({ width, height });

function bytesOf(data: Uint16Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function copyOf(frame: SensorFrame): SensorFrame {
  const { depth, color, registeredColor, infrared } = frame;
  return {
    ...frame,
    depth: { ...depth, data: depth.data.slice() },
    color: { ...color, data: color.data.slice() },
    ...(registeredColor === undefined
      ? {}
      : { registeredColor: { ...registeredColor, data: registeredColor.data.slice() } }),
    ...(infrared === undefined ? {} : { infrared: { ...infrared, data: infrared.data.slice() } }),
  };
}

const DISK: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: delete recordings or other files.',
  EDQUOT: 'The disk space allowed to you is used up: delete recordings or other files.',
  EEXIST: 'There is a file of that name already: choose another.',
  ENOENT: 'The folder does not exist: choose another.',
  EACCES: 'You may not write there: choose another folder.',
  EPERM: 'You may not write there: choose another folder.',
  EROFS: 'That disk can only be read: choose another.',
};

/** What an error of the file system means, and what to do. */
function diskSentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  return DISK[code] ?? `The file could not be written (${detail}).`;
}
