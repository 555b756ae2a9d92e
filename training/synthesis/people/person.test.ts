import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAST } from './cast.ts';
import { sampleAppearance, sampleIdentity } from './person.ts';
import { skinAlbedo } from './skin/pigment.ts';
import { seededRandom } from './random.ts';
import { developed } from './skin/tone.ts';

const seed = fc.integer({ min: 0, max: 1_000_000 });

describe('sampled people', () => {
  it('are wholly determined by their seeds', () => {
    fc.assert(
      fc.property(seed, seed, (a, b) => {
        expect(sampleIdentity(a)).toEqual(sampleIdentity(a));
        const identity = sampleIdentity(a);
        expect(sampleAppearance(identity, b)).toEqual(sampleAppearance(identity, b));
      }),
      { numRuns: 30 },
    );
  });

  it('keep their face when their appearance changes', () => {
    const identity = sampleIdentity(7);
    const looks = Array.from({ length: 12 }, (_, day) => sampleAppearance(identity, day));
    expect(new Set(looks.map(({ hair }) => hair.style)).size).toBeGreaterThan(1);
    expect(new Set(looks.map(({ clothes }) => clothes.colour.join())).size).toBe(12);
  });

  it('differ between seeds', () => {
    const faces = Array.from({ length: 50 }, (_, i) => sampleIdentity(i).coefficients.join());
    expect(new Set(faces).size).toBe(50);
  });
});

describe('skin pigment', () => {
  it('gets darker with melanin and redder with blood', () => {
    const [pale] = skinAlbedo(0.2, 0.3, 1);
    const [dark] = skinAlbedo(2, 0.3, 1);
    expect(dark).toBeLessThan(pale);
    const ratio = ([red, green]: readonly [number, number, number]): number => red / green;
    expect(ratio(skinAlbedo(0.5, 0.8, 1))).toBeGreaterThan(ratio(skinAlbedo(0.5, 0.2, 1)));
  });
});

describe('tone curve', () => {
  it('rises from black to white without clipping suddenly', () => {
    const values = [0, 0.05, 0.2, 0.5, 0.8, 1.2, 2, 3.9].map(developed);
    expect(values[0]).toBe(0);
    for (const [i, value] of values.slice(1).entries()) {
      expect(value).toBeGreaterThan(values[i] ?? 0);
    }
  });
});

describe('seeded random', () => {
  it('draws in proportion to weights', () => {
    const random = seededRandom(4);
    const draws = Array.from({ length: 4000 }, () =>
      random.weighted([
        ['a', 3],
        ['b', 1],
      ] as const),
    );
    const share = draws.filter((value) => value === 'a').length / draws.length;
    expect(Math.abs(share - 0.75)).toBeLessThan(0.03);
  });
});

describe('cast', () => {
  it('is eight people of different names and looks', () => {
    expect(CAST).toHaveLength(8);
    expect(new Set(CAST.map(({ id }) => id)).size).toBe(8);
    expect(CAST.some(({ appearance }) => appearance.glasses !== undefined)).toBe(true);
    expect(new Set(CAST.map(({ appearance }) => appearance.hair.style)).size).toBeGreaterThan(6);
    const melanin = CAST.map(({ identity }) => identity.skin.melanin);
    expect(Math.max(...melanin) - Math.min(...melanin)).toBeGreaterThan(1);
  });
});
