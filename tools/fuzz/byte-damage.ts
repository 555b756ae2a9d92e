/** Damage to bytes of unknown meaning: what disks, cables and other programs do to any file. */
import type { Chance } from './chance.ts';

export interface Damaged {
  readonly bytes: Buffer;
  /** What was done, for a report. */
  readonly how: string;
}

type Damage = (bytes: Buffer, chance: Chance, foreign: Buffer) => Buffer;

const LONGEST_PART = 4096;
const MOST_ZEROS = 1 << 20;

/** Numbers at which arithmetic goes wrong, as 8 bytes little-endian; shorter fields take their first bytes. */
const NUMBERS = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0x7fffn,
  0xffffn,
  1_000_000_000n,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  0x100000000n,
  1n << 53n,
  (1n << 63n) - 1n,
  1n << 63n,
  (1n << 64n) - 1n,
];
const NUMBERS_IN_TEXT = ['0', '-1', '4294967296', '9223372036854775808', '1e9', '1e308', 'NaN', ''];

/** An offset and a length in the bytes. */
function part(bytes: Buffer, chance: Chance): [number, number] {
  const from = chance.below(bytes.length);
  return [from, from + chance.below(Math.min(LONGEST_PART, bytes.length - from) + 1)];
}

function overwritten(bytes: Buffer, at: number, content: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  changed.set(content.subarray(0, Math.max(0, changed.length - at)), at);
  return changed;
}

const DAMAGES: Readonly<Record<string, Damage>> = {
  'cut off': (bytes, chance) => bytes.subarray(0, chance.below(bytes.length)),
  'bits flipped': (bytes, chance) => {
    const changed = Buffer.from(bytes);
    for (let left = 1 + chance.below(8); left > 0 && changed.length > 0; left--) {
      const at = chance.below(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << chance.below(8));
    }
    return changed;
  },
  'a part overwritten': (bytes, chance) => {
    const [from, to] = part(bytes, chance);
    const content = chance.pick([0, 255, null]);
    return overwritten(
      bytes,
      from,
      content === null ? chance.bytes(to - from) : Buffer.alloc(to - from, content),
    );
  },
  'a part left out': (bytes, chance) => {
    const [from, to] = part(bytes, chance);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  'a part twice': (bytes, chance) => {
    const [from, to] = part(bytes, chance);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  'a part moved': (bytes, chance) => {
    const [from, to] = part(bytes, chance);
    return overwritten(bytes, chance.below(bytes.length), Buffer.from(bytes.subarray(from, to)));
  },
  'a part of another file': (bytes, chance, foreign) => {
    const [from, to] = part(foreign, chance);
    return overwritten(bytes, chance.below(bytes.length), foreign.subarray(from, to));
  },
  'an absurd number': (bytes, chance) => {
    const number = Buffer.alloc(8);
    number.writeBigUInt64LE(chance.pick(NUMBERS));
    // Lengths and sizes are at the beginning more often than elsewhere.
    const room = chance.once(2) ? Math.min(64, bytes.length) : bytes.length;
    return overwritten(bytes, chance.below(room), number.subarray(0, chance.pick([1, 2, 4, 8])));
  },
  'an absurd number in its text': (bytes, chance) => {
    const text = bytes.toString('latin1', 0, 65_536);
    const found = [...text.matchAll(/-?\d+(\.\d+)?/g)];
    if (found.length === 0) return bytes.subarray(0, bytes.length >> 1);
    const match = chance.pick(found);
    return Buffer.concat([
      bytes.subarray(0, match.index),
      Buffer.from(chance.pick(NUMBERS_IN_TEXT)),
      bytes.subarray(match.index + match[0].length),
    ]);
  },
  'bytes added': (bytes, chance) =>
    Buffer.concat([bytes, chance.bytes(1 + chance.below(LONGEST_PART))]),
  'zeros at its end': (bytes, chance) =>
    Buffer.concat([
      bytes.subarray(0, bytes.length - chance.below(bytes.length)),
      Buffer.alloc(chance.below(MOST_ZEROS)),
    ]),
};
const NAMES = Object.keys(DAMAGES);

/** Damages bytes in one to three ways, splicing in parts of `foreign`. The given bytes stay unchanged. */
export function damageBytes(bytes: Buffer, chance: Chance, foreign: Buffer): Damaged {
  let changed = bytes;
  const how: string[] = [];
  for (let left = chance.pick([1, 1, 1, 2, 3]); left > 0; left--) {
    const name = chance.pick(NAMES);
    changed = DAMAGES[name]?.(changed, chance, foreign) ?? changed;
    how.push(name);
  }
  return { bytes: changed, how: how.join(', ') };
}
