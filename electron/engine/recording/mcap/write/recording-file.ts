import { open, rm, type FileHandle } from 'node:fs/promises';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type { SensorModel } from '../../../camera/sensor-frame.ts';
import { ColorPacker, type ColorQuality } from '../colour-codec.ts';
import { FileOutput } from './file-output.ts';
import {
  encodeCalibration,
  encodeCompressedImage,
  encodeRawImage,
  schemaData,
} from '../foxglove.ts';
import { writeFrameIndex, type ChunkPlace, type WrittenFrame } from '../read/frame-index.ts';
import type { DropCounts, FrameStore } from '../read/frame-store.ts';
import type { HeldColor, HeldFrame, HeldReadings } from '../held-frame.ts';
import { McapFile } from '../read/mcap-file.ts';
import { RECORD_HEADER } from '../read/records.ts';
import { sensorToText } from '../sensor-text.ts';
import {
  DROPS_METADATA,
  FRAME_INDEX,
  isFrameStream,
  SCHEMA_OF,
  SENSOR_METADATA,
  STREAMS,
  TOPICS,
  type Stream,
} from '../topics.ts';
import { zstdLoaded } from '../zstd.ts';
import { writingFailed } from '../../../../base/error-words.ts';

export interface RecordingFileOptions {
  readonly sensor: SensorModel;
  /** Version of the application. */
  readonly app: string;
  /** Name and version of the encoder in use during the recording. */
  readonly encoder: string;
  readonly color: ColorQuality;
  readonly createdAt?: Date;
}

/** A message as stored in a file. */
export interface FrameMessage {
  readonly stream: Stream;
  /** Encoded parts of the message, in order. */
  readonly parts: readonly Uint8Array[];
}

/**
 * A recording in a new file. Every image is its own chunk, depth first, so a file that was cut off loses only the frame
 * that was being written.
 */
export class RecordingFile implements FrameStore {
  readonly #options: RecordingFileOptions;
  readonly #output: FileOutput;
  readonly #mcap: McapFile;
  readonly #packer = new ColorPacker();
  readonly #frames: WrittenFrame[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  #failed: Result<never> | null = null;

  /**
   * Creates the file and writes its head. The problem says why there is no file: it already exists, the folder is
   * missing or not writable, or the disk is full.
   */
  static async create(file: string, options: RecordingFileOptions): Promise<Result<RecordingFile>> {
    let handle: FileHandle | null = null;
    try {
      await zstdLoaded;
      // Faces, and the rooms of whoever was recorded, are nobody else's business.
      handle = await open(file, 'wx', 0o600);
      const created = new RecordingFile(handle, options);
      await created.#start();
      return succeed(created);
    } catch (error) {
      if (handle !== null) {
        await handle.close();
        await rm(file, { force: true });
      }
      return fail(
        'recording-failed',
        `Nothing can be recorded to ${file}. ${writingFailed(error)} Nothing was written.`,
      );
    }
  }

  private constructor(handle: FileHandle, options: RecordingFileOptions) {
    this.#options = options;
    this.#output = new FileOutput(handle);
    const channels = STREAMS.map((stream) => ({
      topic: TOPICS[stream],
      schema: SCHEMA_OF[stream],
      // JPEG and PNG do not compress further.
      isCompressible: SCHEMA_OF[stream] !== 'foxglove.CompressedImage',
    }));
    this.#mcap = new McapFile(this.#output, channels, schemaData());
  }

  get bytes(): number {
    return this.#output.position;
  }

  add(frame: HeldFrame): Promise<Result<number>> {
    // Another thread compresses colour while the depth of the previous frames is written.
    const packing = this.#messagesOf(frame);
    packing.catch(() => undefined);
    return this.#next(async () => {
      const calibrations = this.#frames.length === 0 ? this.#calibrations(frame) : [];
      await this.#addFrame(frame, [...calibrations, ...(await packing)]);
      return this.bytes;
    });
  }

  /** Writes a frame's messages unchanged, depth first, after the earlier ones. */
  copy(
    frame: Pick<WrittenFrame, 'sequence' | 'timeMs'>,
    messages: readonly FrameMessage[],
  ): Promise<Result<undefined>> {
    return this.#next(() => this.#addFrame(frame, messages));
  }

  end(drops: DropCounts | null): Promise<Result<undefined>> {
    return this.#run(async () => {
      try {
        if (this.#failed !== null) return this.#failed;
        await this.#finish(drops);
        await this.#output.sync();
        return succeed(undefined);
      } catch (error) {
        return fail(
          'recording-failed',
          `The end of the recording could not be written. ${writingFailed(error)}`,
        );
      } finally {
        await this.#output.close();
      }
    });
  }

  /** Nothing more is written after a failure: whatever follows a hole would be lost. */
  #next<T>(work: () => Promise<T>): Promise<Result<T>> {
    return this.#run(async () => {
      if (this.#failed !== null) return this.#failed;
      try {
        return succeed(await work());
      } catch (error) {
        this.#failed = fail('recording-failed', writingFailed(error));
        return this.#failed;
      }
    });
  }

  /** One at a time. */
  #run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done;
    return done;
  }

  async #start(): Promise<void> {
    const { sensor, app, encoder, createdAt = new Date() } = this.#options;
    await this.#mcap.start(`depthlock ${app}`);
    const about = new Map([
      ['sensor', sensorToText(sensor)],
      ['app', app],
      ['encoder', encoder],
      ['createdAt', createdAt.toISOString()],
    ]);
    await this.#mcap.addMetadata(SENSOR_METADATA, about);
  }

  #calibrations({ timeMs, depth, color }: HeldFrame): readonly FrameMessage[] {
    const { depthIntrinsics, colorIntrinsics } = this.#options.sensor;
    return [
      {
        stream: 'depthCalibration',
        parts: encodeCalibration(depthIntrinsics, sizeOf(depth), timeMs, 'depth'),
      },
      {
        stream: 'colorCalibration',
        parts: encodeCalibration(colorIntrinsics, sizeOf(color), timeMs, 'color'),
      },
    ];
  }

  async #messagesOf(frame: HeldFrame): Promise<readonly FrameMessage[]> {
    const { timeMs, depth, color, registeredColor, infrared } = frame;
    const readings = ({ width, height, bytes }: HeldReadings) =>
      encodeRawImage({ width, height, encoding: '16UC1', data: bytes }, timeMs, 'depth');
    return [
      { stream: 'depth', parts: readings(depth) },
      // Before colour, with which a frame seems whole: a file that ends between the two lacks the frame, not infrared.
      ...(infrared === null ? [] : [{ stream: 'infrared', parts: readings(infrared) } as const]),
      ...(await this.#colorMessages(color, 'color', timeMs)),
      ...(registeredColor === null
        ? []
        : await this.#colorMessages(registeredColor, 'registeredColor', timeMs)),
    ];
  }

  async #colorMessages(
    held: HeldColor,
    stream: 'color' | 'registeredColor',
    timeMs: number,
  ): Promise<readonly FrameMessage[]> {
    const frameId = stream === 'color' ? 'color' : 'depth';
    const image = await this.#packer.pack(held, this.#options.color);
    const { width, height, mask } = held;
    const picture = { stream, parts: encodeCompressedImage(image, timeMs, frameId) };
    if (mask === null) return [picture];
    const rawMask = { width, height, encoding: 'mono8', data: mask } as const;
    // The mask first: otherwise a file that ends between the two would have colour that seems whole.
    return [{ stream: `${stream}Mask`, parts: encodeRawImage(rawMask, timeMs, frameId) }, picture];
  }

  async #addFrame(
    { sequence, timeMs }: Pick<WrittenFrame, 'sequence' | 'timeMs'>,
    messages: readonly FrameMessage[],
  ): Promise<undefined> {
    const chunks: ChunkPlace[] = [];
    for (const message of messages) {
      const place = await this.#put({ sequence, timeMs }, message);
      if (isFrameStream(message.stream)) chunks.push(place);
    }
    this.#frames.push({ timeMs, sequence: sequence >>> 0, chunks });
    this.#output.syncWhenDue();
  }

  async #put(
    { timeMs, sequence }: Pick<WrittenFrame, 'sequence' | 'timeMs'>,
    { stream, parts }: FrameMessage,
  ): Promise<ChunkPlace> {
    const channel = STREAMS.indexOf(stream);
    const message = { channel, sequence: sequence >>> 0, timeMs, parts };
    const { start, length } = await this.#mcap.addMessage(message);
    return { stream, offset: start + RECORD_HEADER, length: length - RECORD_HEADER };
  }

  async #finish(drops: DropCounts | null): Promise<void> {
    if (drops !== null) {
      const counts = new Map([
        ['droppedByDisk', String(drops.droppedByDisk)],
        ['missedByCamera', String(drops.missedByCamera)],
      ]);
      await this.#mcap.addMetadata(DROPS_METADATA, counts);
    }
    await this.#mcap.end({ name: FRAME_INDEX, data: writeFrameIndex(this.#frames) });
  }
}

const sizeOf = ({ width, height }: HeldColor | HeldReadings) => ({ width, height });
