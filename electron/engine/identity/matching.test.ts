import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { Trust } from '../../contract/frame.ts';
import { MOST_HELP } from './adaptation/adaptation.ts';
import { distance, isEmbedding } from './embedding.ts';
import { nearest, packGallery, personDistances } from './matching.ts';
import { EMBEDDING_LENGTH, withoutQuality } from '../../contract/face-embedding.ts';

const ENCODER = 'encoder-1';

const embeddings = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: EMBEDDING_LENGTH,
    maxLength: EMBEDDING_LENGTH,
  })
  .filter((values) => Math.hypot(...values) > 1e-3)
  .map((values) => {
    const length = Math.hypot(...values);
    return Float32Array.from(values, (value) => value / length);
  });

const trusts = fc.constantFrom<Trust>('sensor', 'recording', 'virtual');

const galleries = fc
  .array(
    fc.record({
      references: fc.array(embeddings, { maxLength: 5 }),
      trust: trusts,
      encoder: fc.constantFrom(ENCODER, 'encoder-2'),
    }),
    { maxLength: 7 },
  )
  .map((people) =>
    people.map(({ references, trust, encoder }, index) =>
      entry(`p${index}`, references, trust, encoder),
    ),
  );

function entry(
  personId: string,
  references: readonly Float32Array[],
  trust: Trust = 'sensor',
  encoder = ENCODER,
): GalleryEntry {
  return {
    personId,
    name: `Person ${personId}`,
    trust,
    encoder,
    shape: null,
    references: references.map((embedding) => ({
      embedding,
      yaw: 0,
      pitch: 0,
      spectrum: 'colour',
    })),
  };
}

function axis(index: number, sign = 1): Float32Array {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  vector[index] = sign;
  return vector;
}

/** The rule written out plainly, one pair at a time. */
function naiveDistances(
  embedding: Float32Array,
  entries: readonly GalleryEntry[],
  trust: Trust,
): Map<string, number> {
  const found = new Map<string, number>();
  const isGuarded = entries.some((person) => person.trust === 'sensor');
  for (const person of entries) {
    if (person.encoder !== ENCODER || person.references.length === 0) continue;
    if (isGuarded && (person.trust !== 'sensor' || trust !== 'sensor')) continue;
    const all = person.references.map((reference) => distance(embedding, reference.embedding));
    found.set(person.personId, Math.min(...all));
  }
  return found;
}

describe('distance', () => {
  it('is 0 for the same direction, √2 across, 2 for the opposite', () => {
    expect(distance(axis(0), axis(0))).toBe(0);
    expect(distance(axis(0), axis(1))).toBeCloseTo(Math.SQRT2, 12);
    expect(distance(axis(0), axis(0, -1))).toBe(2);
  });

  it('is NaN for vectors that cannot be compared', () => {
    expect(distance(axis(0), new Float32Array(3))).toBeNaN();
    expect(distance(axis(0), new Float32Array(EMBEDDING_LENGTH).fill(Number.NaN))).toBeNaN();
  });

  it('is symmetric, within 0 to 2, and obeys the triangle inequality', () => {
    fc.assert(
      fc.property(embeddings, embeddings, embeddings, (a, b, c) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b)).toBeGreaterThanOrEqual(0);
        expect(distance(a, b)).toBeLessThanOrEqual(2);
        expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c) + 1e-6);
      }),
    );
  });
});

describe('packed search', () => {
  it('gives the same distances as the plain rule, nearest first', () => {
    fc.assert(
      fc.property(embeddings, galleries, trusts, (probe, entries, trust) => {
        const expected = naiveDistances(probe, entries, trust);
        const found = personDistances(withoutQuality(probe), packGallery(entries, ENCODER), trust);
        expect(new Set(found.map((person) => person.personId))).toEqual(new Set(expected.keys()));
        for (const person of found) {
          expect(person.distance).toBeCloseTo(expected.get(person.personId) ?? Number.NaN, 9);
        }
        const distances = found.map((person) => person.distance);
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      }),
    );
  });

  it('finds as nearest the first of the sorted distances', () => {
    fc.assert(
      fc.property(embeddings, galleries, trusts, (probe, entries, trust) => {
        const gallery = packGallery(entries, ENCODER);
        const [first] = personDistances(withoutQuality(probe), gallery, trust);
        expect(nearest(withoutQuality(probe), gallery, trust)?.distance).toBe(first?.distance);
      }),
    );
  });

  it('finds each of 1,000 references by itself', () => {
    const people = Array.from({ length: 100 }, (_, person) =>
      entry(
        `p${person}`,
        Array.from({ length: 10 }, (_, reference) => {
          const mixed = axis(person);
          mixed[100 + reference] = 1;
          return mixed.map((value) => value / Math.SQRT2);
        }),
      ),
    );
    const gallery = packGallery(people, ENCODER);
    for (const person of people) {
      for (const { embedding } of person.references) {
        expect(nearest(withoutQuality(embedding), gallery, 'sensor')).toEqual({
          personId: person.personId,
          name: person.name,
          distance: 0,
        });
      }
    }
  });
});

describe('who may be compared', () => {
  const gallery = packGallery(
    [entry('owner', [axis(0)], 'sensor'), entry('demo', [axis(1)], 'virtual')],
    ENCODER,
  );

  it.each(['virtual', 'recording'] as const)(
    'gives a %s frame nobody where a sensor enrolled somebody, not even a demo entry',
    (trust) => {
      for (const probe of [axis(0), axis(1)]) {
        expect(nearest(withoutQuality(probe), gallery, trust)).toBeNull();
        expect(personDistances(withoutQuality(probe), gallery, trust)).toEqual([]);
      }
    },
  );

  it('compares a sensor frame with whom a sensor enrolled, and with no demo entry', () => {
    expect(personDistances(withoutQuality(axis(1)), gallery, 'sensor')).toMatchObject([
      { personId: 'owner' },
    ]);
  });

  it.each(['sensor', 'virtual', 'recording'] as const)(
    'compares a %s frame with demo entries where nobody real is enrolled',
    (trust) => {
      const demo = packGallery([entry('demo', [axis(1)], 'virtual')], ENCODER);
      expect(nearest(withoutQuality(axis(1)), demo, trust)?.personId).toBe('demo');
    },
  );

  it('is not opened by a demo where somebody real waits to enrol with this encoder again', () => {
    const mixed = packGallery(
      [entry('owner', [axis(0)], 'sensor', 'older'), entry('demo', [axis(1)], 'virtual')],
      ENCODER,
    );
    for (const trust of ['sensor', 'virtual', 'recording'] as const) {
      expect(nearest(withoutQuality(axis(1)), mixed, trust)).toBeNull();
    }
  });

  it('ignores references of another encoder', () => {
    const other = packGallery([entry('owner', [axis(0)], 'sensor', 'older')], ENCODER);
    expect(nearest(withoutQuality(axis(0)), other, 'sensor')).toBeNull();
  });

  it('gives nothing for an empty gallery', () => {
    expect(nearest(withoutQuality(axis(0)), packGallery([], ENCODER), 'sensor')).toBeNull();
    expect(personDistances(withoutQuality(axis(0)), packGallery([], ENCODER), 'sensor')).toEqual(
      [],
    );
  });
});

describe('vectors that are no embeddings', () => {
  const broken = [
    ['zeros, equally far from everyone', new Float32Array(EMBEDDING_LENGTH)],
    ['NaN', new Float32Array(EMBEDDING_LENGTH).fill(Number.NaN)],
    ['infinity', axis(0).map((value) => value * Infinity)],
    ['not of unit length', axis(0).map((value) => value * 1.1)],
    ['too short', new Float32Array(EMBEDDING_LENGTH - 1).fill(1)],
  ] as const;

  it.each(broken)('never match: %s', (_, vector) => {
    expect(isEmbedding(vector)).toBe(false);
    expect(
      nearest(withoutQuality(vector), packGallery([entry('a', [axis(0)])], ENCODER), 'sensor'),
    ).toBeNull();
    expect(
      personDistances(
        withoutQuality(vector),
        packGallery([entry('a', [axis(0)])], ENCODER),
        'sensor',
      ),
    ).toEqual([]);
  });

  it.each(broken)('are left out as references: %s', (_, vector) => {
    const gallery = packGallery([entry('bad', [vector]), entry('good', [axis(3)])], ENCODER);
    expect(
      personDistances(withoutQuality(axis(0)), gallery, 'sensor').map((p) => p.personId),
    ).toEqual(['good']);
  });
});

describe('looks that were added after enrolment', () => {
  const cosine = (far: number) => 1 - far ** 2 / 2;
  /** This far from axis 0, towards axis 1. */
  const between = (far: number): Float32Array => {
    const along = cosine(far);
    const vector = axis(0).map((value) => value * along);
    vector[1] = Math.sqrt(1 - along ** 2);
    return vector;
  };
  const withAdded = (added: readonly Float32Array[]): GalleryEntry => ({
    ...entry('ada', [axis(0)]),
    added: added.map((embedding) => ({
      ...({ embedding, yaw: 0, pitch: 0, spectrum: 'colour', by: 'pin' } as const),
      ...{ addedMs: 0, matchesLeft: 1 },
    })),
  });
  const distanceTo = (person: GalleryEntry, probe: Float32Array) =>
    personDistances(withoutQuality(probe), packGallery([person], ENCODER), 'sensor')[0];

  it('bring a look nearer by no more than they may, and say so', () => {
    const probe = between(0.9);
    const found = distanceTo(withAdded([probe]), probe);
    expect(found?.distance).toBeCloseTo(0.9 - MOST_HELP, 5);
    expect(found?.enrolledDistance).toBeCloseTo(0.9, 5);
  });

  it('change nothing where the enrolment is nearer', () => {
    const probe = between(0.3);
    const found = distanceTo(withAdded([between(1.2)]), probe);
    expect(found?.distance).toBeCloseTo(0.3, 5);
    expect(found).not.toHaveProperty('enrolledDistance');
  });

  it('open for nobody by themselves', () => {
    fc.assert(
      fc.property(embeddings, fc.array(embeddings, { maxLength: 6 }), (probe, added) => {
        const alone = distanceTo(withAdded([]), probe)?.distance ?? 0;
        const helped = distanceTo(withAdded(added), probe)?.distance ?? 0;
        expect(helped).toBeLessThanOrEqual(alone);
        expect(helped).toBeGreaterThanOrEqual(alone - MOST_HELP - 1e-6);
      }),
    );
    const nobody = { ...withAdded([axis(0)]), references: [] };
    expect(distanceTo(nobody, axis(0))).toBeUndefined();
    const broken = withAdded([new Float32Array(EMBEDDING_LENGTH)]);
    expect(distanceTo(broken, axis(0))?.distance).toBe(0);
  });
});
