import { open, stat, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import type { SensorFrame, SensorImage } from '../../camera/sensor-frame.ts';
import { whatTheSystemSaid } from '../formats/files.ts';
import type { Recording, RecordingInfo } from '../recording-files.ts';
import { unpackColor } from './colour-codec.ts';
import { decode } from './foxglove.ts';
import type { FrameList, FramePlace } from './frame-index.ts';
import { readFrameMessages } from './frame-messages.ts';
import type { StoredMessage } from './records.ts';
import { scanFile, type ScannedFile } from './scan-file.ts';
import { TOPICS, type Stream } from './topics.ts';
import { zstdLoaded } from './zstd.ts';

/**
 * Opens a recording. One whose end is missing is read up to its last whole frame (`info.complete` is false). Nothing
 * but the table of frames is kept in memory. The problem names the file, the byte and the reason.
 */
export async function openRecording(file: string): Promise<Result<Recording>> {
  let handle: FileHandle | null = null;
  try {
    await zstdLoaded;
    // To open a pipe would wait for whoever writes to it.
    if (!(await stat(file)).isFile()) throw new Error('it is not a file');
    handle = await open(file, 'r');
    return succeed(new OpenRecording(handle, file, await scanFile(handle)));
  } catch (error) {
    await handle?.close();
    return fail(
      'recording-unreadable',
      `${file} cannot be played (${textOf(error)}). Choose a recording that Depthlock made.`,
    );
  }
}

/** Frames whose streams are listed in `info`. */
const FRAMES_TO_LIST = 100;

class OpenRecording implements Recording {
  readonly info: RecordingInfo;
  readonly times: readonly number[];
  readonly #handle: FileHandle;
  readonly #frames: FrameList;
  #closed: Promise<void> | null = null;

  constructor(handle: FileHandle, file: string, scanned: ScannedFile) {
    this.#handle = handle;
    this.#frames = scanned.frames;
    this.times = scanned.frames.times;
    this.info = infoOf(file, scanned);
  }

  indexAt(timeMs: number): number {
    let [low, high] = [0, this.times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.times[middle] ?? 0) <= timeMs) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  async frameAt(index: number): Promise<Result<SensorFrame>> {
    const place = this.#frames.at(index);
    try {
      if (place === undefined) throw new Error('there is no such frame');
      const messages = await readFrameMessages(this.#handle, place);
      return succeed(await this.#decode(messages, place));
    } catch (error) {
      return fail(
        'recording-unreadable',
        `Frame ${index + 1} of ${this.info.file} cannot be read (${textOf(error)}). The other frames may still play.`,
      );
    }
  }

  /** Throws a phrase that begins with the byte of the frame. */
  async #decode(
    messages: ReadonlyMap<Stream, StoredMessage>,
    place: FramePlace,
  ): Promise<SensorFrame> {
    try {
      return await frameOf(messages, place, this.info);
    } catch (error) {
      throw new Error(`byte ${place.chunks[0]?.offset ?? 0}: ${textOf(error)}`);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#handle.close();
    return this.#closed;
  }
}

function infoOf(
  file: string,
  { sensor, metadata, frames, complete, drops, bytes }: ScannedFile,
): RecordingInfo {
  const count = frames.times.length;
  const [first, last] = [frames.at(0), frames.at(count - 1)];
  // A mask comes and goes, all else is there from the first frame on.
  const streams = new Set(
    Array.from({ length: Math.min(count, FRAMES_TO_LIST) }, (_, k) => frames.at(k)).flatMap(
      (frame) => frame?.chunks.map(({ stream }) => stream) ?? [],
    ),
  );
  const span = last === undefined || first === undefined ? 0 : last.sequence - first.sequence + 1;
  return {
    file,
    frames: count,
    durationMs: (last?.timeMs ?? 0) - (first?.timeMs ?? 0),
    dropped:
      drops === null ? Math.max(0, span - count) : drops.droppedByDisk + drops.missedByCamera,
    droppedByDisk: drops?.droppedByDisk ?? null,
    missedByCamera: drops?.missedByCamera ?? null,
    bytes,
    complete,
    streams: [...streams].map((stream) => TOPICS[stream]),
    sensor,
    createdAt: metadata.get('createdAt') ?? '',
    app: metadata.get('app') ?? '',
    encoder: metadata.get('encoder') ?? '',
  };
}

const side = z.int().min(1).max(4096);
const rawImage = z.object({
  width: side,
  height: side,
  encoding: z.string(),
  data: z.instanceof(Uint8Array),
});
const compressedImage = z.object({ data: z.instanceof(Uint8Array) });

async function frameOf(
  messages: ReadonlyMap<Stream, StoredMessage>,
  { timeMs }: FramePlace,
  { sensor }: RecordingInfo,
): Promise<SensorFrame> {
  const depth = readings(messages.get('depth'));
  const color = await picture(messages, 'color', 'colorMask');
  if (depth === null || color === null) throw new Error('depth or colour is missing');
  const registeredColor = await picture(messages, 'registeredColor', 'registeredColorMask');
  const infrared = readings(messages.get('infrared'));
  return {
    sequence: messages.get('depth')?.sequence ?? 0,
    timeMs,
    depth,
    color,
    ...(registeredColor === null ? {} : { registeredColor }),
    ...(infrared === null ? {} : { infrared }),
    sensor,
  };
}

function readings(message: StoredMessage | undefined): SensorImage<Uint16Array> | null {
  if (message === undefined) return null;
  const { width, height, data } = raw(message, '16UC1', 2);
  // A copy of its own, so that 16-bit readings are aligned.
  return { width, height, data: new Uint16Array(Uint8Array.from(data).buffer) };
}

async function picture(
  messages: ReadonlyMap<Stream, StoredMessage>,
  stream: Stream,
  maskStream: Stream,
): Promise<SensorImage<Uint8Array> | null> {
  const message = messages.get(stream);
  if (message === undefined) return null;
  const mask = messages.get(maskStream);
  const { data } = compressedImage.parse(decode('foxglove.CompressedImage', message.data));
  return unpackColor(data, mask === undefined ? null : raw(mask, 'mono8', 1).data);
}

function raw(message: StoredMessage, encoding: string, bytesPerPixel: number) {
  const image = rawImage.parse(decode('foxglove.RawImage', message.data));
  if (image.encoding !== encoding) throw new Error(`the image is not ${encoding}`);
  if (image.data.length !== image.width * image.height * bytesPerPixel) {
    throw new Error('the image has not the size it says');
  }
  return image;
}

function textOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
  }
  return whatTheSystemSaid(error);
}
