import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ExplorerPoint } from '../contract/explorer.ts';
import { EMBEDDING_LENGTH } from '../contract/face-embedding.ts';
import {
  packVirtualPeople,
  readVirtualPeople,
  unpackVirtualPeople,
} from './virtual-people-file.ts';

const ASSETS = path.resolve(import.meta.dirname, '../../assets');
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const point: fc.Arbitrary<ExplorerPoint> = fc.record(
  {
    person: fc.string(),
    embedding: fc.float32Array({
      minLength: EMBEDDING_LENGTH,
      maxLength: EMBEDDING_LENGTH,
      noNaN: true,
    }),
    ...{ yaw: number, pitch: number, handicap: number },
    spectrum: fc.constant('colour' as const),
    trust: fc.constant('virtual' as const),
    timeIso: fc.constant(null),
    thumbnail: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  },
  {
    requiredKeys: [
      'person',
      'embedding',
      'yaw',
      'pitch',
      'handicap',
      'spectrum',
      'trust',
      'timeIso',
    ],
  },
);
const encoder = fc.record({ name: fc.string(), version: fc.string() });
const set = fc.record({ encoder, points: fc.array(point, { maxLength: 8 }) });

/** JSON has no negative zero. */
const positive = (value: number): number => (value === 0 ? 0 : value);

describe('the file of the virtual people', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(set, (written) => {
        const { card, data } = packVirtualPeople(written);
        const points = written.points.map((one) => ({
          ...one,
          ...{
            yaw: positive(one.yaw),
            pitch: positive(one.pitch),
            handicap: positive(one.handicap),
          },
        }));
        expect(unpackVirtualPeople(card, data)).toEqual({
          ...{ kind: 'virtual-people', name: '', encoder: written.encoder, points },
        });
      }),
    );
  });

  it('is refused where both files do not fit, and where there is none', async () => {
    const nobody = packVirtualPeople({ encoder: { name: 'a', version: '1' }, points: [] });
    expect(unpackVirtualPeople(nobody.card, Uint8Array.of(1))).toBeNull();
    expect(unpackVirtualPeople(Uint8Array.of(123), nobody.data)).toBeNull();
    expect(await readVirtualPeople('/nowhere')).toBeNull();
  });

  it('never throws at damage', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (card, data) => {
        expect(unpackVirtualPeople(card, data)).toBeNull();
      }),
    );
  });
});

describe('the shipped virtual people', () => {
  const versionSchema = z.object({ name: z.string(), version: z.string() });
  const card = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(ASSETS, file), 'utf8'));

  it('are all there, by the encoder that ships', async () => {
    const shipped = await readVirtualPeople(ASSETS);
    const { name, version } = versionSchema.parse(await card('models/encoder.json'));
    // Renew them: npx tsx training/ship/embed-virtual-people.ts
    expect(shipped?.encoder).toEqual({ name, version });
    const list = z.object({ people: z.array(z.object({ name: z.string() })) });
    const { people } = list.parse(await card('people/people.json'));
    const names = new Set(shipped?.points.map(({ person }) => person));
    expect([...names]).toEqual(people.map(({ name }) => name));
  });

  it('have embeddings of unit length and a picture each', async () => {
    const shipped = await readVirtualPeople(ASSETS);
    for (const { embedding, thumbnail } of shipped?.points ?? []) {
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 4);
      expect([...(thumbnail ?? []).slice(0, 2)]).toEqual([0xff, 0xd8]);
    }
  });
});
