/** The checksum of lz4 frames: XXH32 with seed 0 (https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md 0.2.0). */

const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;
const PRIME_3 = 0xc2b2ae3d;
const PRIME_4 = 0x27d4eb2f;
const PRIME_5 = 0x165667b1;
const STRIPE = 16;

const turned = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const round = (sum: number, lane: number): number =>
  Math.imul(turned((sum + Math.imul(lane, PRIME_2)) | 0, 13), PRIME_1);

/** 0 to 2³² − 1. */
export function xxh32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let sum = PRIME_5 | 0;
  if (bytes.length >= STRIPE) {
    let [a, b, c, d] = [(PRIME_1 + PRIME_2) | 0, PRIME_2 | 0, 0, -PRIME_1 | 0];
    for (; at + STRIPE <= bytes.length; at += STRIPE) {
      a = round(a, view.getUint32(at, true));
      b = round(b, view.getUint32(at + 4, true));
      c = round(c, view.getUint32(at + 8, true));
      d = round(d, view.getUint32(at + 12, true));
    }
    sum = (turned(a, 1) + turned(b, 7) + turned(c, 12) + turned(d, 18)) | 0;
  }
  sum = (sum + bytes.length) | 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const lane = Math.imul(view.getUint32(at, true), PRIME_3);
    sum = Math.imul(turned((sum + lane) | 0, 17), PRIME_4);
  }
  for (; at < bytes.length; at++) {
    sum = Math.imul(turned((sum + Math.imul(bytes[at] ?? 0, PRIME_5)) | 0, 11), PRIME_1);
  }
  sum = Math.imul(sum ^ (sum >>> 15), PRIME_2);
  sum = Math.imul(sum ^ (sum >>> 13), PRIME_3);
  return (sum ^ (sum >>> 16)) >>> 0;
}
