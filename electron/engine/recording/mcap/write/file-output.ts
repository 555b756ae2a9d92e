import type { FileHandle } from 'node:fs/promises';

/** How often writes are forced to disk: at most this much is lost in a power failure. */
const SYNC_EVERY_MS = 1000;

/** The file of a recording: whole buffers, in order, forced to disk every second. */
export class FileOutput {
  readonly #handle: FileHandle;
  #position = 0;
  #syncedMs = performance.now();
  #syncing = false;
  #sync: Promise<void> = Promise.resolve();
  #failure: Error | null = null;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Bytes written so far. */
  get position(): number {
    return this.#position;
  }

  /** Writes all of it, in as many system calls as it takes. Rejects with the system's error. */
  async write(buffers: readonly Uint8Array[]): Promise<void> {
    const { bytesWritten } = await this.#handle.writev([...buffers]);
    this.#position += bytesWritten;
    let rest = bytesWritten;
    for (const buffer of buffers) {
      let done = Math.min(rest, buffer.length);
      rest -= done;
      while (done < buffer.length) {
        const more = await this.#handle.write(buffer, done, buffer.length - done);
        done += more.bytesWritten;
        this.#position += more.bytesWritten;
      }
    }
  }

  /** Starts forcing the written data to disk without waiting. Throws the error of the previous time, if any. */
  syncWhenDue(): void {
    if (this.#failure !== null) throw this.#failure;
    if (this.#syncing || performance.now() - this.#syncedMs < SYNC_EVERY_MS) return;
    this.#syncing = true;
    this.#sync = this.#handle
      .datasync()
      .catch((error: unknown) => {
        this.#failure = error instanceof Error ? error : new Error(String(error));
      })
      .finally(() => {
        this.#syncing = false;
        this.#syncedMs = performance.now();
      });
  }

  /** Resolves when everything is on disk. Rejects with the system's error. */
  async sync(): Promise<void> {
    await this.#sync;
    if (this.#failure !== null) throw this.#failure;
    await this.#handle.sync();
  }

  /** Never rejects. */
  async close(): Promise<void> {
    await this.#sync;
    await this.#handle.close().catch(() => undefined);
  }
}
