import type { FileHandle } from 'node:fs/promises';

/** How often what was written is forced to the disk: at most this much is lost when the power goes. */
const SYNC_EVERY_MS = 1000;

/** Where an MCAP writer writes: whole buffers, one after the other, forced to the disk every second. */
export class FileOutput {
  readonly #handle: FileHandle;
  #position = 0;
  #syncedMs = performance.now();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Writes all of it, in as many goes as the system takes. Rejects with the system's error. */
  async write(buffer: Uint8Array): Promise<void> {
    let done = 0;
    while (done < buffer.length) {
      const { bytesWritten } = await this.#handle.write(buffer, done, buffer.length - done);
      done += bytesWritten;
      this.#position += bytesWritten;
    }
  }

  position(): bigint {
    return BigInt(this.#position);
  }

  async syncWhenDue(): Promise<void> {
    if (performance.now() - this.#syncedMs < SYNC_EVERY_MS) return;
    await this.#handle.datasync();
    this.#syncedMs = performance.now();
  }
}
