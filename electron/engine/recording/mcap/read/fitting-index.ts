import type { FileHandle } from 'node:fs/promises';
import type { Stream } from '../topics.ts';
import { STREAMS } from '../topics.ts';
import { readAt } from './file-window.ts';
import type { FrameList, ImagePlace } from './frame-index.ts';
import { millisecondsAt, OPCODE, RECORD_HEADER, uint64At } from './records.ts';
import type { Summary } from './summary.ts';

/** Frames that are looked at, spread over the file; with the first and the last. */
const PROBES = 24;
const CHUNK_START = RECORD_HEADER + 8;
const INDEX_START = RECORD_HEADER + 2;
const TIME_TOLERANCE_MS = 0.01;

/**
 * Does the index fit the file? Its counts must be those of the summary, every frame must have the streams that it
 * needs, and most of some frames' images must lie where it says: a few may be damaged, but a program that packs a file
 * anew moves them all.
 */
export async function isFitting(
  handle: FileHandle,
  frames: FrameList,
  { summary, needed }: { readonly summary: Summary; readonly needed: readonly Stream[] },
): Promise<boolean> {
  const { messageCount, chunkCount } = summary;
  // Every message is a chunk; of the messages only calibrations are no images of frames.
  if (messageCount !== null && messageCount !== chunkCount) return false;
  const images = frames.images ?? 0;
  const isCounted = messageCount === null || (messageCount >= images && messageCount <= images + 2);
  if (!isCounted) return false;
  const last = frames.times.length - 1;
  const places = new Set<number>();
  for (let k = 0; k < PROBES; k++) places.add(Math.round((k * last) / (PROBES - 1)));
  let [fitting, looked] = [0, 0];
  for (const index of places) {
    const frame = frames.at(index);
    if (frame === undefined) continue;
    if (!needed.every((stream) => frame.images.some((image) => image.stream === stream))) {
      return false;
    }
    for (const image of frame.images) {
      looked += 1;
      if (await liesThere(handle, image, frame.timeMs)) fitting += 1;
    }
  }
  return 2 * fitting >= looked;
}

/** A chunk of that length and time, followed by the index of the stream's channel. */
async function liesThere(
  handle: FileHandle,
  { stream, record, length = 0 }: ImagePlace,
  timeMs: number,
): Promise<boolean> {
  try {
    const chunk = await readAt(handle, record, CHUNK_START);
    if (chunk.readUInt8(0) !== OPCODE.chunk || uint64At(chunk, 1) !== length) return false;
    if (Math.abs(millisecondsAt(chunk, RECORD_HEADER) - timeMs) > TIME_TOLERANCE_MS) return false;
    const index = await readAt(handle, record + RECORD_HEADER + length, INDEX_START);
    return (
      index.readUInt8(0) === OPCODE.messageIndex &&
      index.readUInt16LE(RECORD_HEADER) === STREAMS.indexOf(stream)
    );
  } catch {
    return false;
  }
}
