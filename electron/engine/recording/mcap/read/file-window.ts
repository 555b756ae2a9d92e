import type { FileHandle } from 'node:fs/promises';

const SMALLEST_WINDOW = 4096;
const LARGEST_WINDOW = 1 << 20;

/** Reads `length` bytes at `offset`. Throws a phrase if the file ends before. */
export async function readAt(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
    if (bytesRead === 0) throw new Error(`the file ends at byte ${offset + done}`);
    done += bytesRead;
  }
  return bytes;
}

/**
 * Buffers small sequential reads. The window grows while what is read lies close together (a file of tiny records), and
 * is small again after a leap (over an image).
 */
export class FileWindow {
  readonly #handle: FileHandle;
  readonly #fileBytes: number;
  #start = 0;
  #bytes: Buffer = Buffer.alloc(0);
  #size = SMALLEST_WINDOW;

  constructor(handle: FileHandle, fileBytes: number) {
    this.#handle = handle;
    this.#fileBytes = fileBytes;
  }

  /** What is in memory; `placeOf` says where in it. Without a view for each of millions of records. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Where in `bytes` the file's bytes at `offset` are; null if not all of them are in memory. */
  placeOf(offset: number, length: number): number | null {
    const from = offset - this.#start;
    return from < 0 || from + length > this.#bytes.length ? null : from;
  }

  /** The bytes if they are in memory, else null: waiting for each of millions of records would take longer than they do. */
  held(offset: number, length: number): Buffer | null {
    const from = this.placeOf(offset, length);
    return from === null ? null : this.#bytes.subarray(from, from + length);
  }

  /** Throws a phrase if the file ends before. */
  async at(offset: number, length: number): Promise<Buffer> {
    const held = this.held(offset, length);
    if (held !== null) return held;
    const end = this.#start + this.#bytes.length;
    const isNear = offset >= this.#start && offset <= end + SMALLEST_WINDOW;
    this.#size = isNear ? Math.min(2 * this.#size, LARGEST_WINDOW) : SMALLEST_WINDOW;
    const most = Math.max(length, Math.min(this.#size, this.#fileBytes - offset));
    this.#bytes = await readAt(this.#handle, offset, most);
    this.#start = offset;
    return this.#bytes.subarray(0, length);
  }
}
