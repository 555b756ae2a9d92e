import type { FileHandle } from 'node:fs/promises';
import {
  CHUNK_HEADER,
  chunkHead,
  LARGEST_CHUNK,
  OPCODE,
  RECORD_HEADER,
  uint64At,
} from './records.ts';

/** Longer than any chunk: the next one begins within it. */
const FARTHEST = LARGEST_CHUNK;
const BLOCK = 1 << 20;
const HEAD = RECORD_HEADER + CHUNK_HEADER + 16;

/**
 * Offset of the first chunk at or after `from`, for a file in which a length is damaged: recognised by its opcode, and
 * by lengths that agree with each other. Null if there is none within 64 MiB.
 */
export async function findChunk(
  handle: FileHandle,
  bytes: number,
  from: number,
): Promise<number | null> {
  const block = Buffer.alloc(BLOCK + HEAD);
  for (let at = from; at < Math.min(bytes, from + FARTHEST); at += BLOCK) {
    const { bytesRead } = await handle.read(block, 0, block.length, at);
    const read = block.subarray(0, bytesRead);
    for (let k = read.indexOf(OPCODE.chunk); k !== -1 && k < BLOCK;) {
      if (isChunk(read.subarray(k, k + HEAD), bytes - at - k)) return at + k;
      k = read.indexOf(OPCODE.chunk, k + 1);
    }
  }
  return null;
}

function isChunk(start: Buffer, bytesLeft: number): boolean {
  if (start.length < RECORD_HEADER + CHUNK_HEADER) return false;
  const length = uint64At(start, 1);
  if (length > LARGEST_CHUNK || RECORD_HEADER + length > bytesLeft) return false;
  const head = chunkHead(start.subarray(RECORD_HEADER), length);
  return head !== null && ['', 'zstd', 'lz4'].includes(head.compression);
}
