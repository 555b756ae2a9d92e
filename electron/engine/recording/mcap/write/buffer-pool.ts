/**
 * Buffers that are used again: to ask the system for the megabytes of an image thirty times a second costs more than to
 * fill them. They are shared with the thread that writes: of buffers that change hands each is new memory to the thread
 * that gets it, whose collector then runs several times a second. Of each size, as many are kept as ever were in use at
 * once, because shared memory that is let go is not collected soon.
 */
export class BufferPool {
  readonly #unused = new Map<number, SharedArrayBuffer[]>();

  /** Of exactly `bytes`; what it holds is left over from its last use. */
  take(bytes: number): SharedArrayBuffer {
    // The one used last is the likeliest to be in the processor's cache.
    return this.#unused.get(bytes)?.pop() ?? new SharedArrayBuffer(bytes);
  }

  give(buffer: SharedArrayBuffer): void {
    const kept = this.#unused.get(buffer.byteLength) ?? [];
    this.#unused.set(buffer.byteLength, kept);
    kept.push(buffer);
  }
}
