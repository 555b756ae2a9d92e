/**
 * Buffers that are reused: requesting the megabytes of an image from the system thirty times a second costs more than
 * filling them. They are shared with the writing thread: transferred buffers are new memory to the thread that receives
 * them, whose collector then runs several times a second. For each size, the pool keeps as many as were ever in use at
 * once, because shared memory is not collected soon after its release.
 */
export class BufferPool {
  readonly #unused = new Map<number, SharedArrayBuffer[]>();

  /** A buffer of exactly `bytes`, still holding the data of its last use. */
  take(bytes: number): SharedArrayBuffer {
    // The last one used is the likeliest to be in the processor's cache.
    return this.#unused.get(bytes)?.pop() ?? new SharedArrayBuffer(bytes);
  }

  give(buffer: SharedArrayBuffer): void {
    const kept = this.#unused.get(buffer.byteLength) ?? [];
    this.#unused.set(buffer.byteLength, kept);
    kept.push(buffer);
  }
}
