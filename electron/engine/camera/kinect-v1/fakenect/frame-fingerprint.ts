import { createHash } from 'node:crypto';

/** Fingerprint of a frame as the sensor delivered it (readings and colour), for tests and benches. */
export const fingerprintOf = (depth: Uint16Array, color: Uint8Array): string =>
  createHash('sha1')
    .update(new Uint8Array(depth.buffer, depth.byteOffset, depth.byteLength))
    .update(color)
    .digest('hex');
