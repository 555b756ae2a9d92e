/** lz4 frames, which other programs' MCAP files may be packed with. Depthlock itself writes none. */
import decompress from '@foxglove/wasm-lz4';

/** Resolves when `lz4Decompress` may be called. */
export const lz4Loaded: Promise<void> = decompress.isLoaded.then(() => undefined);

/** @param size of the original, in bytes; throws if the data is not lz4 or expands to more */
export function lz4Decompress(data: Uint8Array, size: number): Buffer {
  return decompress(data, Math.max(1, size));
}
