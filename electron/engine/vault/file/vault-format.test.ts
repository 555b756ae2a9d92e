import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDataKey, openTemplate, sealTemplate } from '../keys/keys.ts';
import { openPerson, sealPerson, type Person } from '../people/person-record.ts';
import { decodeVault, encodeVault, type EncodedContent } from './vault-format.ts';

const dataKey = createDataKey();

function person(id: string, first = 0): Person {
  const embedding = new Float32Array(128);
  embedding[first] = 1;
  return {
    id,
    name: `Name of ${id}`,
    trust: 'sensor',
    encoder: 'squeezenet-1',
    appearances: [
      {
        id: 'first',
        label: '',
        enrolledAt: '2026-11-23T12:00:00.000Z',
        references: [
          { embedding, yaw: 1, pitch: 2, spectrum: 'colour' },
          { embedding, yaw: 3, pitch: 4, spectrum: 'infrared' },
        ],
        shape: {
          version: '1',
          looks: 41,
          mean: Float32Array.of(0.5, -2),
          variance: Float32Array.of(0.25, 1),
        },
      },
    ],
    pin: null,
  };
}

const ada = sealPerson(dataKey, person('ada'));
const bob = sealPerson(dataKey, person('bob', 1));
const content: EncodedContent = {
  vaultId: 'this-vault',
  generation: 7,
  wrappedKey: Uint8Array.of(1, 2, 3),
  wrappedSecret: Uint8Array.of(4),
  recovery: Uint8Array.of(5, 6),
  people: [ada, bob],
};
const file = encodeVault(content, dataKey);

/** Without a shape, as where there were too few looks. */
function withoutShape(whole: Person): Person {
  const appearances = whole.appearances.map((appearance) => ({ ...appearance, shape: null }));
  return { ...whole, appearances };
}

describe('vault file', () => {
  it('reads what was written', () => {
    const decoded = decodeVault(file);
    if (decoded.kind !== 'content') throw new Error(decoded.kind);
    const { keyCheck, ...rest } = decoded.content;
    expect(keyCheck).toHaveLength(32);
    expect(rest).toEqual({ ...content, version: 2, people: [ada, bob].map(plainBytes) });
    expect(decoded.isAuthentic(dataKey)).toBe(true);
    expect(decoded.isAuthentic(createDataKey())).toBe(false);
  });

  it('notices every single byte that changes', () => {
    for (let offset = 0; offset < file.length; offset++) {
      const changed = Uint8Array.from(file);
      changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
      if (decodeVault(changed).kind !== 'damaged') throw new Error(`byte ${offset} went unnoticed`);
    }
    expect(decodeVault(file).kind).toBe('content');
  });

  it('notices every cut and every byte too many', () => {
    for (let length = 0; length < file.length; length++) {
      if (decodeVault(file.subarray(0, length)).kind !== 'damaged') {
        throw new Error(`a cut at ${length} went unnoticed`);
      }
    }
    expect(decodeVault(Uint8Array.from([...file, 0])).kind).toBe('damaged');
  });

  it('does not accept content signed with another key', () => {
    const forged = encodeVault({ ...content, generation: 8, people: [ada] }, createDataKey());
    const decoded = decodeVault(forged);
    expect(decoded.kind === 'content' && decoded.isAuthentic(dataKey)).toBe(false);
  });

  it('survives any bytes, also ones that begin like a vault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(200), (bytes, keep) => {
        expect(decodeVault(bytes).kind).toBe('damaged');
        const spliced = Buffer.concat([file.subarray(0, keep), bytes]);
        expect(decodeVault(spliced).kind).toBe('damaged');
      }),
      { numRuns: 500 },
    );
  });
});

describe('person record', () => {
  it('opens to the person that was sealed', () => {
    expect(openPerson(dataKey, ada)).toEqual(person('ada'));
  });

  /** A record as it was written, changed before it is sealed again. */
  function resealed(change: (text: string) => string) {
    const bound = JSON.stringify(['depthlock/person', 2, ada.id, ada.encoder, ada.trust]);
    const text = openTemplate(dataKey, ada.sealed, bound)?.toString('utf8') ?? '';
    return { ...ada, sealed: sealTemplate(dataKey, Buffer.from(change(text)), bound) };
  }

  it('opens with references in colour where it was written before there were others', () => {
    const older = resealed((text) => text.replaceAll(',"spectrum":"infrared"', ''));
    expect(
      openPerson(dataKey, older)?.appearances[0]?.references.map(({ spectrum }) => spectrum),
    ).toEqual(['colour', 'colour']);
  });

  it('says nothing of spectra where all references are in colour, as before', () => {
    resealed((text) => {
      expect(text.split('"spectrum"')).toHaveLength(2);
      return text;
    });
  });

  it('does not open with a spectrum that is none', () => {
    expect(
      openPerson(
        dataKey,
        resealed((text) => text),
      ),
    ).toEqual(person('ada'));
    const odd = resealed((text) => text.replace('"infrared"', '"ultraviolet"'));
    expect(openPerson(dataKey, odd)).toBeNull();
  });

  it('opens without a shape where it was written before heads had one', () => {
    const older = resealed((text) => {
      expect(text).toContain('"shape"');
      return text.replace(/,"shape":\{[^}]*\}/u, '');
    });
    expect(openPerson(dataKey, older)).toEqual(withoutShape(person('ada')));
  });

  it('is written as before where a person has no shape', () => {
    const without = withoutShape(person('ada'));
    const record = sealPerson(dataKey, without);
    const bound = JSON.stringify(['depthlock/person', 2, ada.id, ada.encoder, ada.trust]);
    expect(openTemplate(dataKey, record.sealed, bound)?.toString('utf8')).not.toContain('shape');
    expect(openPerson(dataKey, record)).toEqual(without);
  });

  it.each([
    ['of a few bytes', 'AAA='],
    ['that is no number', Buffer.from(Float32Array.of(NaN, 1).buffer).toString('base64')],
    ['shorter than its variance', Buffer.from(Float32Array.of(1).buffer).toString('base64')],
    ['with nothing in it', ''],
  ])('does not open with a shape %s', (_, mean) => {
    const odd = resealed((text) => {
      expect(text).toMatch(/"mean":"[^"]*"/u);
      return text.replace(/"mean":"[^"]*"/u, `"mean":"${mean}"`);
    });
    expect(openPerson(dataKey, odd)).toBeNull();
  });

  it('is sealed with a fresh nonce each time', () => {
    expect(sealPerson(dataKey, person('ada')).sealed).not.toEqual(ada.sealed);
  });

  it.each([
    ['of another person', { ...ada, id: 'bob' }],
    ['with the templates of another person', { ...ada, sealed: bob.sealed }],
    ['of another encoder', { ...ada, encoder: 'fused-1' }],
    ['of another trust', { ...ada, trust: 'virtual' as const }],
    ['that is cut off', { ...ada, sealed: ada.sealed.subarray(0, 20) }],
  ])('does not open as one %s', (_, record) => {
    expect(openPerson(dataKey, record)).toBeNull();
  });

  it('does not open with another key', () => {
    expect(openPerson(createDataKey(), ada)).toBeNull();
  });
});

function plainBytes(record: typeof ada): typeof ada {
  return { ...record, sealed: Uint8Array.from(record.sealed) };
}
