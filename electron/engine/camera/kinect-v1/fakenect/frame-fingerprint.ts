import { createHash } from 'node:crypto';

/** Of a frame as the sensor delivered it, for tests and benches: readings and colour. */
export const fingerprintOf = (depth: Uint16Array, color: Uint8Array): string =>
  createHash('sha1')
    .update(new Uint8Array(depth.buffer, depth.byteOffset, depth.byteLength))
    .update(color)
    .digest('hex');
