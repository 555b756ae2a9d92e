import type { FileHandle } from 'node:fs/promises';
import type { FramePlace } from './read/frame-index.ts';
import { LARGEST_CHUNK, messageOfChunk, readAt, type StoredMessage } from './read/records.ts';
import type { Stream } from './topics.ts';
import { reasonOf } from '../../../base/error-words.ts';

/** Tolerance of times: nanoseconds since 1970 exceed the precision of a number. */
const TIME_TOLERANCE_MS = 0.01;

/**
 * The messages of one frame, checked: each belongs to its stream, all have one sequence and the time that the file
 * lists. Throws a phrase that begins with the offset of the faulty chunk.
 */
export async function readFrameMessages(
  handle: FileHandle,
  { timeMs, chunks }: FramePlace,
): Promise<ReadonlyMap<Stream, StoredMessage>> {
  const messages = new Map<Stream, StoredMessage>();
  for (const { stream, offset, length } of chunks) {
    try {
      if (length > LARGEST_CHUNK) throw new Error('the chunk is larger than any image');
      const message = messageOfChunk(await readAt(handle, offset, length));
      if (message.stream !== stream) throw new Error(`${stream} was expected here`);
      const other = messages.values().next().value;
      if (other !== undefined && other.sequence !== message.sequence) {
        throw new Error(`${stream} is that of another frame`);
      }
      if (Math.abs(message.timeMs - timeMs) > TIME_TOLERANCE_MS) {
        throw new Error('its time is not the one that the file lists');
      }
      messages.set(stream, message);
    } catch (error) {
      throw new Error(`byte ${offset}: ${reasonOf(error)}`);
    }
  }
  return messages;
}
