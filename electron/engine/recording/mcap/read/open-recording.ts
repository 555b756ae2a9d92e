import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type { SensorFrame, SensorImage } from '../../../camera/sensor-frame.ts';
import { indexAtTime } from '../../../camera/recording/index-at-time.ts';
import type { Recording, RecordingInfo } from '../../../camera/recording/recording.ts';
import { unpackColor } from '../colour-codec.ts';
import { decode } from '../foxglove.ts';
import type { FrameList, FramePlace } from './frame-index.ts';
import { readFrameMessages } from '../frame-messages.ts';
import { MessageReader } from './message-reader.ts';
import type { StoredMessage } from './records.ts';
import type { ScannedFile } from './scan-file.ts';
import { openScanned, type OpenFile } from './open-scanned.ts';
import type { Stream } from '../topics.ts';
import { reasonOf } from '../../../../base/error-words.ts';

/**
 * Opens a recording. One that is cut off is read up to its last whole frame (`info.complete` is false). Only the table
 * of frames is kept in memory. The problem names the file, the offset and the reason.
 */
export async function openRecording(file: string): Promise<Result<Recording>> {
  const opened = await openScanned(file);
  return opened.ok ? succeed(new OpenRecording(opened.value)) : opened;
}

class OpenRecording implements Recording {
  readonly info: RecordingInfo;
  readonly times: readonly number[];
  readonly #handle: FileHandle;
  readonly #frames: FrameList;
  readonly #reader: MessageReader;
  readonly #streamOf: ScannedFile['streamOf'];
  #closed: Promise<void> | null = null;

  constructor({ handle, info, scanned }: OpenFile) {
    this.#handle = handle;
    this.#frames = scanned.frames;
    this.#reader = new MessageReader(handle);
    this.#streamOf = scanned.streamOf;
    this.times = scanned.frames.times;
    this.info = info;
  }

  indexAt(timeMs: number): number {
    return indexAtTime(this.times, timeMs);
  }

  async frameAt(index: number): Promise<Result<SensorFrame>> {
    const place = this.#frames.at(index);
    try {
      if (place === undefined) throw new Error('there is no such frame');
      const messages = await readFrameMessages(this.#reader, place, this.#streamOf);
      return succeed(await this.#decode(messages, place));
    } catch (error) {
      return fail(
        'recording-unreadable',
        `Frame ${index + 1} of ${this.info.file} cannot be read (${reasonOf(error)}). The other frames may still play.`,
      );
    }
  }

  /** Throws a phrase that begins with the offset of the frame. */
  async #decode(
    messages: ReadonlyMap<Stream, StoredMessage>,
    place: FramePlace,
  ): Promise<SensorFrame> {
    try {
      return await frameOf(messages, place, this.info);
    } catch (error) {
      throw new Error(`byte ${place.images[0]?.record ?? 0}: ${reasonOf(error)}`);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#handle.close();
    return this.#closed;
  }
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
  // Copied, so that 16-bit readings are aligned.
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
