/**
 * Where each frame lies in the file, as an attachment at its end, so that opening an hour of recording reads only this
 * table. It is a cache: other programs move what it points to, so it is checked before it is used. Little-endian: per frame its time (float64, ms), sequence (uint32), number of chunks (uint32), and per chunk
 * its stream (uint32), length (uint32) and offset (float64) of its content.
 */
import type { MessagePlace } from './message-table.ts';
import { RECORD_HEADER } from './records.ts';
import { inOrder } from '../write/in-order.ts';
import { STREAMS, type Stream } from '../topics.ts';

export interface ChunkPlace {
  readonly stream: Stream;
  /** Offset and length of the chunk's content, after the record's opcode and length, in bytes. */
  readonly offset: number;
  readonly length: number;
}

/** A frame as it was written: every image is a chunk of its own. */
export interface WrittenFrame {
  readonly timeMs: number;
  readonly sequence: number;
  readonly chunks: readonly ChunkPlace[];
}

export interface ImagePlace extends MessagePlace {
  readonly stream: Stream;
}

export interface FramePlace {
  readonly timeMs: number;
  /** No other frame of the file has its time: images of that time are this frame's. */
  readonly isAlone: boolean;
  /** Depth first. */
  readonly images: readonly ImagePlace[];
}

const FRAME_BYTES = 16;
const CHUNK_BYTES = 16;

export function writeFrameIndex(frames: readonly WrittenFrame[]): Uint8Array {
  const size = frames.reduce(
    (sum, { chunks }) => sum + FRAME_BYTES + CHUNK_BYTES * chunks.length,
    0,
  );
  const bytes = Buffer.alloc(size);
  let at = 0;
  for (const { timeMs, sequence, chunks } of frames) {
    bytes.writeDoubleLE(timeMs, at);
    bytes.writeUInt32LE(sequence, at + 8);
    bytes.writeUInt32LE(chunks.length, at + 12);
    at += FRAME_BYTES;
    for (const { stream, offset, length } of chunks) {
      bytes.writeUInt32LE(STREAMS.indexOf(stream), at);
      bytes.writeUInt32LE(length, at + 4);
      bytes.writeDoubleLE(offset, at + 8);
      at += CHUNK_BYTES;
    }
  }
  return bytes;
}

/** Frames in the order of their times. */
export interface FrameList {
  /** Time of each frame, in milliseconds, never falling. */
  readonly times: readonly number[];
  at(index: number): FramePlace | undefined;
  /** Images in all frames; null where only counting would tell. */
  readonly images: number | null;
}

/**
 * The frames of an index, each decoded on demand: objects for all frames of an hour would take longer to create than
 * the file takes to open. Null if the bytes are no index of a file of `fileBytes`: the file is then scanned.
 */
export function readFrameIndex(bytes: Buffer, fileBytes: number): FrameList | null {
  let times: number[] = [];
  let starts: number[] = [];
  let isSorted = true;
  let images = 0;
  let at = 0;
  while (at < bytes.length) {
    if (at + FRAME_BYTES > bytes.length) return null;
    const timeMs = bytes.readDoubleLE(at);
    const count = bytes.readUInt32LE(at + 12);
    if (!Number.isFinite(timeMs) || count > STREAMS.length) return null;
    const end = at + FRAME_BYTES + CHUNK_BYTES * count;
    if (end > bytes.length) return null;
    for (let chunk = at + FRAME_BYTES; chunk < end; chunk += CHUNK_BYTES) {
      const offset = bytes.readDoubleLE(chunk + 8);
      if (bytes.readUInt32LE(chunk) >= STREAMS.length) return null;
      if (!Number.isSafeInteger(offset) || offset < RECORD_HEADER) return null;
      if (offset + bytes.readUInt32LE(chunk + 4) > fileBytes) return null;
    }
    isSorted &&= timeMs >= (times.at(-1) ?? -Infinity);
    times.push(timeMs);
    images += count;
    starts.push(at);
    at = end;
  }
  if (!isSorted) {
    const kept = inOrder(times.map((timeMs, index) => ({ timeMs, start: starts[index] ?? 0 })));
    times = kept.map(({ timeMs }) => timeMs);
    starts = kept.map(({ start }) => start);
  }
  return {
    times,
    images,
    at(index) {
      const start = starts[index];
      return start === undefined ? undefined : placeAt(bytes, start);
    },
  };
}

function placeAt(bytes: Buffer, start: number): FramePlace {
  const images: ImagePlace[] = [];
  const count = bytes.readUInt32LE(start + 12);
  for (let k = 0; k < count; k++) {
    const at = start + FRAME_BYTES + CHUNK_BYTES * k;
    const stream = STREAMS[bytes.readUInt32LE(at)];
    if (stream === undefined) continue;
    images.push({
      stream,
      record: bytes.readDoubleLE(at + 8) - RECORD_HEADER,
      length: bytes.readUInt32LE(at + 4),
      within: null,
    });
  }
  return { timeMs: bytes.readDoubleLE(start), isAlone: false, images };
}
