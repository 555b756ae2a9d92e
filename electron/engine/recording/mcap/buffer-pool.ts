/** Of each size, as many unused buffers are kept as a camera that runs smoothly needs. */
const MOST_KEPT = 3;

/**
 * Buffers that are used again: to ask the system for the megabytes of an image thirty times a second costs more than to
 * fill them.
 */
export class BufferPool {
  readonly #unused = new Map<number, ArrayBuffer[]>();

  /** Of exactly `bytes`; what it holds is left over from its last use. */
  take(bytes: number): ArrayBuffer {
    // The one used last is the likeliest to be in the processor's cache.
    return this.#unused.get(bytes)?.pop() ?? new ArrayBuffer(bytes);
  }

  give(buffer: ArrayBuffer): void {
    const kept = this.#unused.get(buffer.byteLength) ?? [];
    this.#unused.set(buffer.byteLength, kept);
    if (kept.length < MOST_KEPT) kept.push(buffer);
  }
}
