import type { FramePlace } from './read/frame-index.ts';
import type { MessageReader } from './read/message-reader.ts';
import type { StoredMessage } from './read/records.ts';
import type { Stream } from './topics.ts';
import { reasonOf } from '../../../base/error-words.ts';

/** Tolerance of times: nanoseconds since 1970 exceed the precision of a number. */
const TIME_TOLERANCE_MS = 0.01;

/**
 * The messages of one frame, checked: each belongs to its stream, and has the time that the file lists; all have one
 * sequence where that is needed to tell frames of one time apart. Throws a phrase that begins with the offset of the
 * faulty chunk.
 */
export async function readFrameMessages(
  reader: MessageReader,
  { timeMs, isAlone, images }: FramePlace,
  streamOf: (channel: number) => Stream | undefined,
): Promise<ReadonlyMap<Stream, StoredMessage>> {
  const messages = new Map<Stream, StoredMessage>();
  for (const { stream, ...place } of images) {
    try {
      const message = await reader.read(place);
      if (streamOf(message.channel) !== stream) throw new Error(`${stream} was expected here`);
      const other = messages.values().next().value;
      if (!isAlone && other !== undefined && other.sequence !== message.sequence) {
        throw new Error(`${stream} is that of another frame`);
      }
      if (Math.abs(message.timeMs - timeMs) > TIME_TOLERANCE_MS) {
        throw new Error('its time is not the one that the file lists');
      }
      messages.set(stream, message);
    } catch (error) {
      throw new Error(`byte ${place.record}: ${reasonOf(error)}`);
    }
  }
  return messages;
}
