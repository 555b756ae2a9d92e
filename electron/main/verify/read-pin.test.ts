import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPin } from './read-pin.ts';

const from = (...chunks: string[]) =>
  readPin(Readable.from(chunks.map((text) => Buffer.from(text))));

describe('the PIN on the standard input', () => {
  it.each([
    [['246824\n'], '246824'],
    [['246824'], '246824'],
    [['246824\0'], '246824'],
    [['246824\r\nmore'], '246824'],
    [['24', '68', '24\n', 'more'], '246824'],
    [['eine schöne Losung\n'], 'eine schöne Losung'],
    [[], ''],
    [['\n246824\n'], ''],
    [['9'.repeat(5000)], ''],
  ])('%j is %j', async (chunks, pin) => expect(await from(...chunks)).toBe(pin));

  it('is the same in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 7 }),
        async (pin, size) => {
          fc.pre(!/[\r\n\0]/.test(pin));
          const bytes = Buffer.from(`${pin}\n`);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, k) =>
            bytes.subarray(k * size, (k + 1) * size),
          );
          expect(await readPin(Readable.from(pieces))).toBe(pin);
        },
      ),
    );
  });

  it('is none where the stream breaks', async () => {
    const broken = new Readable({ read: () => undefined });
    const read = readPin(broken);
    broken.destroy(new Error('EIO'));
    expect(await read).toBe('');
  });
});
