import decompressByWasm from '@foxglove/wasm-lz4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lz4Frame } from './lz4-fixture.ts';
import { lz4Decompress } from './lz4.ts';
import { xxh32 } from './xxh32.ts';

await decompressByWasm.isLoaded;

const GOLDEN =
  'BCJNGHxA4EwAAAAAAADaTgEAAP8WQSBoZWFkIHR1cm5zIG9uY2UgYmVmb3JlIHRoZSBjYW1lcmEuICUA//////+V/78AAQIDBAUG' +
  'BwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QEFCQ0RFRkdISUpLTE1OT1BR' +
  'UlNUVVZXWFlaW1xdXl9gYWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoOEhYaHiImKi4yNjo+QkZKTlJWWl5iZmpuc' +
  'nZ6foKGio6SlpqeoqaqrrK2ur7CxsrO0tba3uLm6u7y9vr/AwcLDxMXGx2RlcHRoIAYA////////////////////////////////' +
  '/////////////////////////////////////////////////////////////3hQZXB0aCD8JaG4AAAAAMDEfeA=';

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** As pictures are: some of it over and over, some of it noise. */
const anyData = fc
  .array(
    fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3000 })),
    { maxLength: 8 },
  )
  .map((runs) =>
    Buffer.concat(runs.flatMap(([run, times]) => Array.from({ length: times }, () => run))),
  );

describe('XXH32', () => {
  it.each([
    ['', 0x02cc5d05],
    ['a', 0x550d7456],
    ['abc', 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0xe2293b2f],
  ])('of “%s”', (text, sum) => {
    expect(xxh32(Buffer.from(text))).toBe(sum);
  });
});

describe('lz4 frames', () => {
  it('are unpacked as the library does that MCAP’s tools use', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const frame = lz4Frame(data);
        expect(lz4Decompress(frame, data.length).equals(data)).toBe(true);
        expect(decompressByWasm(frame, Math.max(1, data.length)).equals(data)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('may be of the program lz4, with linked blocks and every checksum', () => {
    // lz4 -9 --content-size -BD -BX
    const frame = Buffer.from(GOLDEN, 'base64');
    const data = Buffer.concat([
      Buffer.from('A head turns once before the camera. '.repeat(40)),
      Buffer.from(Array.from({ length: 200 }, (_, i) => i)),
      Buffer.from('depth '.repeat(3000)),
    ]);
    expect(lz4Decompress(frame, data.length).equals(data)).toBe(true);
  });

  it('may hold blocks that are stored as they are', () => {
    const data = Buffer.from('noise');
    // Independent blocks of up to 4 MiB; the length of the only one, stored; the end.
    const [head, length, end] = ['04224d18607073', '05000080', '00000000'].map((hex) =>
      Buffer.from(hex, 'hex'),
    );
    const frame = Buffer.concat([head, length, data, end].flatMap((part) => part ?? []));
    expect(lz4Decompress(frame, data.length).equals(data)).toBe(true);
    expect(() => lz4Decompress(frame, data.length - 1)).toThrow('expands to more');
  });

  it('may lie one behind the other, and behind what is to be skipped', () => {
    const skipped = Buffer.from('5a2a4d18030000000102ff', 'hex');
    const frames = Buffer.concat([
      skipped,
      lz4Frame(Buffer.from('one')),
      lz4Frame(Buffer.from('two')),
    ]);
    expect(lz4Decompress(frames, 6).toString()).toBe('onetwo');
  });

  it('that are damaged harm no other, expand to no more than is said, and give nothing that was not there', () => {
    const data = Buffer.from('A head turns once before the camera. '.repeat(60));
    const frame = lz4Frame(data);
    const damage = fc.record({
      at: fc.nat(frame.length - 1),
      byte: fc.integer({ min: 0, max: 255 }),
      end: fc.nat(frame.length),
      size: fc.nat(data.length),
    });
    fc.assert(
      fc.property(damage, ({ at, byte, end, size }) => {
        const damaged = Buffer.from(frame);
        damaged[at] = byte;
        for (const [bytes, most] of [
          [damaged, data.length],
          [frame.subarray(0, end), data.length],
          [frame, size],
        ] as const) {
          const unpacked = attempt(() => lz4Decompress(bytes, most));
          if (unpacked !== null) expect(unpacked.equals(data)).toBe(true);
        }
        expect(lz4Decompress(frame, data.length).equals(data)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('that need a dictionary, or are of another version, are refused', () => {
    for (const flags of [0x65, 0x24]) {
      const frame = lz4Frame(Buffer.from('one'));
      frame[4] = flags;
      expect(() => lz4Decompress(frame, 3)).toThrow(/dictionary|version/);
    }
  });
});
