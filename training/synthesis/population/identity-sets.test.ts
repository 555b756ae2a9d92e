import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAST } from '../people/cast.ts';
import { sampleIdentity } from '../people/person.ts';
import { IDENTITY_SETS, identitySeed, LARGEST_SEED, LARGEST_SET } from './identity-sets.ts';

const place = fc.record({
  set: fc.constantFrom(...IDENTITY_SETS),
  index: fc.integer({ min: 0, max: LARGEST_SET - 1 }),
  seed: fc.integer({ min: 0, max: LARGEST_SEED - 1 }),
});

describe('identity sets', () => {
  it('share no person, whatever the set, the place in it and the seed', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const same = a.set === b.set && a.index === b.index && a.seed === b.seed;
        const [first, second] = [a, b].map(({ set, index, seed }) =>
          identitySeed(set, index, seed),
        );
        expect(first === second).toBe(same);
      }),
    );
  });

  it('meet at no border: the last person of every set is not the first of the next', () => {
    const ends = IDENTITY_SETS.flatMap((set) =>
      [0, 1, LARGEST_SEED - 1].flatMap((seed) => [
        identitySeed(set, 0, seed),
        identitySeed(set, LARGEST_SET - 1, seed),
      ]),
    );
    expect(new Set(ends).size).toBe(ends.length);
  });

  it('hold other people than the cast and the calibration of the card', () => {
    const lowest = Math.min(...IDENTITY_SETS.map((set) => identitySeed(set, 0)));
    expect(lowest).toBeGreaterThan(700_000 + LARGEST_SET);
    for (const { identity } of CAST) expect(identity.seed).toBeLessThan(lowest);
  });

  it('draw different faces in different sets', () => {
    const faces = IDENTITY_SETS.flatMap((set) =>
      Array.from({ length: 20 }, (_, i) =>
        sampleIdentity(identitySeed(set, i)).coefficients.join(),
      ),
    );
    expect(new Set(faces).size).toBe(faces.length);
  });

  it('refuse people and seeds beyond their range', () => {
    expect(() => identitySeed('training', LARGEST_SET)).toThrow(RangeError);
    expect(() => identitySeed('training', -1)).toThrow(RangeError);
    expect(() => identitySeed('training', 0.5)).toThrow(RangeError);
    expect(() => identitySeed('training', 0, LARGEST_SEED)).toThrow(RangeError);
  });
});
