import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeBox, createBoxKeys, openBox } from './sealed-box.ts';

const KEYS = createBoxKeys();
const content = fc.uint8Array({ maxLength: 300 });

describe('sealed box', () => {
  it('opens with its keys to what was put in', () => {
    fc.assert(
      fc.property(content, (plain) => {
        const box = closeBox(KEYS.publicKey, plain, 'here');
        expect(openBox(KEYS, box, 'here')).toEqual(Buffer.from(plain));
      }),
    );
  });

  it('stays closed to other keys, another bound text, and when a bit was changed', () => {
    const box = closeBox(KEYS.publicKey, Buffer.from('content'), 'here');
    expect(openBox(createBoxKeys(), box, 'here')).toBeNull();
    expect(openBox(KEYS, box, 'there')).toBeNull();
    fc.assert(
      fc.property(fc.nat({ max: 8 * box.length - 1 }), (bit) => {
        const changed = Buffer.from(box);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        // X25519 ignores the highest bit of a public key (RFC 7748, section 5), but here it is part of the salt.
        expect(openBox(KEYS, changed, 'here')).toBeNull();
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (box) => {
        expect(openBox(KEYS, box, 'here')).toBeNull();
      }),
    );
    expect(openBox(KEYS, new Uint8Array(80), 'here')).toBeNull();
  });
});
