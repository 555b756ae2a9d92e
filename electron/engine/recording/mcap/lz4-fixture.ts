/** Packs lz4 frames as other programs do. */
import { xxh32 } from './xxh32.ts';

const MAGIC = Buffer.from('04224d18', 'hex');
/** Version 1, independent blocks, checksum of the content; blocks of up to 64 KiB. */
const DESCRIPTOR = Buffer.from([0x64, 0x40]);
const BLOCK = 2 ** 16;
const SHORTEST_MATCH = 4;
/** A block ends with literals: five at least, and no match begins in the last twelve bytes. */
const LAST_LITERALS = 5;
const LAST_MATCH = 12;

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

export function lz4Frame(data: Uint8Array): Buffer {
  const parts: Buffer[] = [MAGIC, DESCRIPTOR, Buffer.from([(xxh32(DESCRIPTOR) >>> 8) & 0xff])];
  for (let at = 0; at < data.length; at += BLOCK) {
    const block = packedBlock(data.subarray(at, at + BLOCK));
    parts.push(uint32(block.length), block);
  }
  return Buffer.concat([...parts, uint32(0), uint32(xxh32(data))]);
}

function packedBlock(data: Uint8Array): Buffer {
  const out: number[] = [];
  const seen = new Map<string, number>();
  let begin = 0;
  for (let at = 0; at + LAST_MATCH <= data.length;) {
    const key = data.subarray(at, at + SHORTEST_MATCH).join();
    const before = seen.get(key);
    seen.set(key, at);
    if (before === undefined || at - before > 0xffff) at += 1;
    else {
      let length = SHORTEST_MATCH;
      while (
        at + length < data.length - LAST_LITERALS &&
        data[before + length] === data[at + length]
      ) {
        length += 1;
      }
      push(out, data.subarray(begin, at), { offset: at - before, length });
      at += length;
      begin = at;
    }
  }
  push(out, data.subarray(begin), null);
  return Buffer.from(out);
}

function push(
  out: number[],
  literals: Uint8Array,
  match: { readonly offset: number; readonly length: number } | null,
): void {
  const more = match === null ? 0 : match.length - SHORTEST_MATCH;
  out.push((Math.min(15, literals.length) << 4) | Math.min(15, more));
  pushRest(out, literals.length);
  for (const byte of literals) out.push(byte);
  if (match === null) return;
  out.push(match.offset & 0xff, match.offset >> 8);
  pushRest(out, more);
}

function pushRest(out: number[], number: number): void {
  if (number < 15) return;
  let rest = number - 15;
  for (; rest >= 255; rest -= 255) out.push(255);
  out.push(rest);
}
