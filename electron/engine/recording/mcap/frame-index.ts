/**
 * Where each frame lies in the file, as an attachment at its end: opening an hour of recording reads this table and
 * not the hour. Little-endian: per frame its time (float64, ms), sequence (uint32), number of chunks (uint32), and per
 * chunk its stream (uint32), length (uint32) and offset (float64) of its content.
 */
import { STREAMS, type Stream } from './topics.ts';

export interface ChunkPlace {
  readonly stream: Stream;
  /** Of the chunk's content, after the record's opcode and length; bytes. */
  readonly offset: number;
  readonly length: number;
}

export interface FramePlace {
  readonly timeMs: number;
  readonly sequence: number;
  readonly chunks: readonly ChunkPlace[];
}

const FRAME_BYTES = 16;
const CHUNK_BYTES = 16;

export function writeFrameIndex(frames: readonly FramePlace[]): Uint8Array {
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

/** Null where the bytes are no index of a file of `fileBytes`: the file is then walked through. */
export function readFrameIndex(bytes: Buffer, fileBytes: number): FramePlace[] | null {
  const frames: FramePlace[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + FRAME_BYTES > bytes.length) return null;
    const timeMs = bytes.readDoubleLE(at);
    const sequence = bytes.readUInt32LE(at + 8);
    const count = bytes.readUInt32LE(at + 12);
    at += FRAME_BYTES;
    if (!Number.isFinite(timeMs) || count > STREAMS.length) return null;
    if (at + CHUNK_BYTES * count > bytes.length) return null;
    const chunks: ChunkPlace[] = [];
    for (let k = 0; k < count; k++, at += CHUNK_BYTES) {
      const stream = STREAMS[bytes.readUInt32LE(at)];
      const length = bytes.readUInt32LE(at + 4);
      const offset = bytes.readDoubleLE(at + 8);
      if (stream === undefined || !Number.isSafeInteger(offset) || offset < 0) return null;
      if (offset + length > fileBytes) return null;
      chunks.push({ stream, offset, length });
    }
    frames.push({ timeMs, sequence, chunks });
  }
  return frames;
}
