/** zstd: Node's own from 22.15 on, which takes half the time, else the same library as WebAssembly. */
import zlib from 'node:zlib';
import {
  compress as compressByWasm,
  decompress as decompressByWasm,
  isLoaded,
} from '@foxglove/wasm-zstd';

const hasNative = typeof zlib.zstdCompressSync === 'function';

/** Resolves when the functions of this module may be called. */
export const zstdLoaded: Promise<void> = hasNative
  ? Promise.resolve()
  : isLoaded.then(() => undefined);

/** @param level 1 to 19; negative levels are faster and compress less */
export function zstdCompress(data: Uint8Array, level: number): Buffer {
  if (!hasNative) return compressByWasm(data, level);
  return zlib.zstdCompressSync(data, {
    params: { [zlib.constants.ZSTD_c_compressionLevel]: level },
  });
}

/** @param size of the original, in bytes; throws if the data is not zstd or expands to more */
export function zstdDecompress(data: Uint8Array, size: number): Buffer {
  if (!hasNative) return decompressByWasm(data, size);
  return zlib.zstdDecompressSync(data, { maxOutputLength: Math.max(1, size) });
}
