/**
 * lz4 frames, which other programs' MCAP files may be packed with. Depthlock itself writes none.
 *
 * Our own, since the one library that MCAP's tools use, `@foxglove/wasm-lz4`, reads nothing any more once it has met a
 * damaged frame: its only context is never reset. Tests hold this to it.
 *
 * Sources: lz4_Frame_format.md 1.6.4 and lz4_Block_format.md of https://github.com/lz4/lz4/tree/dev/doc.
 */
import { xxh32 } from './xxh32.ts';

const MAGIC = 0x184d2204;
/** Sixteen numbers mark what may be skipped. */
const SKIPPABLE = 0x184d2a50;
const VERSION = 0x40;
/** Bits of the first byte of a frame's head. */
const HAS_BLOCK_CHECKSUMS = 0x10;
const HAS_CONTENT_SIZE = 0x08;
const HAS_CONTENT_CHECKSUM = 0x04;
const HAS_DICTIONARY = 0x01;
/** Of the length of a block: it is stored as it is. */
const IS_STORED = 0x80000000;
const SHORTEST_MATCH = 4;
/** Of four bits: more of the number follows in bytes. */
const LONG = 15;

/**
 * @param data whole frames, one after the other
 * @param size of the original, in bytes
 * @returns throws a phrase if the data is not lz4, is damaged, or expands to more
 */
export function lz4Decompress(data: Uint8Array, size: number): Buffer {
  const from = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const to = Buffer.allocUnsafe(Math.max(1, size));
  let [at, length] = [0, 0];
  do {
    const magic = from.readUInt32LE(at);
    if ((magic & ~0xf) >>> 0 === SKIPPABLE) at += 8 + from.readUInt32LE(at + 4);
    else if (magic === MAGIC) [at, length] = readFrame(from, at + 4, to, length);
    else throw new Error('there is no lz4 frame');
  } while (at < from.length);
  return to.subarray(0, length);
}

type Position = [at: number, length: number];

/** From the head of a frame to behind it. */
function readFrame(from: Buffer, head: number, to: Buffer, begin: number): Position {
  const flags = from.readUInt8(head);
  if ((flags & 0xc0) !== VERSION) throw new Error('the lz4 frame is of another version');
  if ((flags & HAS_DICTIONARY) !== 0) throw new Error('the lz4 frame needs a dictionary');
  const described = head + 2 + ((flags & HAS_CONTENT_SIZE) === 0 ? 0 : 8);
  if (from.readUInt8(described) !== ((xxh32(from.subarray(head, described)) >>> 8) & 0xff)) {
    throw new Error('the head of the lz4 frame is damaged');
  }
  let [at, length] = [described + 1, begin];
  for (;;) {
    const field = from.readUInt32LE(at);
    at += 4;
    if (field === 0) break;
    const packed = field % IS_STORED;
    if (at + packed > from.length) throw new Error('the lz4 block is cut off');
    const block = from.subarray(at, at + packed);
    length = field < IS_STORED ? unpack(block, to, begin, length) : store(block, to, length);
    at += packed;
    if ((flags & HAS_BLOCK_CHECKSUMS) !== 0) at = checked(from, at, block);
  }
  if ((flags & HAS_CONTENT_CHECKSUM) === 0) return [at, length];
  return [checked(from, at, to.subarray(begin, length)), length];
}

/** Behind a checksum that is right. */
function checked(from: Buffer, at: number, content: Uint8Array): number {
  if (from.readUInt32LE(at) !== xxh32(content)) throw new Error('the lz4 frame is damaged');
  return at + 4;
}

function store(block: Uint8Array, to: Buffer, length: number): number {
  if (length + block.length > to.length) throw new Error('the lz4 frame expands to more');
  to.set(block, length);
  return length + block.length;
}

/** @param begin of the frame in `to`, from where on matches are copied; @returns the length of what `to` then holds */
function unpack(block: Uint8Array, to: Buffer, begin: number, length: number): number {
  let at = 0;
  const byte = (): number => {
    const value = block[at++];
    if (value === undefined) throw new Error('the lz4 block is cut off');
    return value;
  };
  const longer = (bits: number): number => {
    let number = bits;
    for (let more = bits === LONG ? 255 : 0; more === 255;) number += more = byte();
    return number;
  };
  let written = length;
  for (;;) {
    const token = byte();
    const literals = longer(token >> 4);
    if (at + literals > block.length) throw new Error('the lz4 block is cut off');
    written = store(block.subarray(at, at + literals), to, written);
    at += literals;
    // The last sequence has no match.
    if (at === block.length) return written;
    const offset = byte() | (byte() << 8);
    const count = longer(token & LONG) + SHORTEST_MATCH;
    if (offset === 0 || offset > written - begin) throw new Error('the lz4 block is damaged');
    if (written + count > to.length) throw new Error('the lz4 frame expands to more');
    // What is copied may begin before its own end.
    if (offset >= count) to.copyWithin(written, written - offset, written - offset + count);
    else for (let i = 0; i < count; i++) to[written + i] = to[written + i - offset] ?? 0;
    written += count;
  }
}
