import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../synthesis/people/random.ts';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { galleryTrials } from '../../../electron/analysis/trials/protocols.ts';
import { logRatios, lookCorrelation, ratioScale } from './ratio-scale.ts';

const sorted = (distances: readonly number[]) => Float64Array.from(distances).sort();

describe('log ratios', () => {
  it('are those of two normal distributions, where there are trials enough', () => {
    const random = seededRandom(5);
    const drawn = (count: number, mean: number) =>
      sorted(Array.from({ length: count }, () => mean + 0.1 * random.normal()));
    const ratios = logRatios(drawn(20_000, 0.8), drawn(200_000, 1.2));
    for (const [distance, ratio] of ratios) {
      // The logarithm of their densities is a line: 40 (1 − distance).
      if (Math.abs(distance - 1) < 0.16)
        expect(Math.abs(ratio - 40 * (1 - distance))).toBeLessThan(0.7);
    }
    expect(ratios.length).toBeGreaterThan(15);
  });

  it('claim no more than the trials support', () => {
    const genuine = sorted(Array.from({ length: 50 }, (_, i) => 0.4 + i / 1000));
    const impostor = sorted(Array.from({ length: 999 }, (_, i) => 1.1 + i / 10_000));
    const [first] = logRatios(genuine, impostor);
    expect(first?.[1]).toBeLessThanOrEqual(Math.log(1000));
  });

  it('count looks without an embedding as trials', () => {
    const impostor = sorted([1, 1.1, 1.2, 1.3]);
    const [all] = logRatios(sorted([0.5, 0.5, 0.5]), impostor);
    const [half] = logRatios(sorted([0.5, 0.5, 0.5, Infinity, Infinity, Infinity]), impostor);
    expect(half?.[1]).toBeLessThan(all?.[1] ?? 0);
  });

  it('fall with the distance, which rises, whatever the trials are', () => {
    const distances = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(distances, distances, (genuine, impostor) => {
        const ratios = logRatios(sorted(genuine), sorted(impostor));
        expect(ratios.length).toBeGreaterThan(0);
        ratios.slice(1).forEach(([distance, ratio], i) => {
          expect(distance).toBeGreaterThan(ratios[i]?.[0] ?? NaN);
          expect(ratio).toBeLessThanOrEqual(ratios[i]?.[1] ?? NaN);
        });
      }),
    );
  });
});

/** People as points on a circle: each at an angle of their own, about which their looks scatter. */
function people(count: number, looks: number, apart: number, scatter: number): EmbeddedShot[] {
  const random = seededRandom(9);
  return Array.from({ length: count }, (_, person) => {
    const own = apart * random.normal();
    return Array.from({ length: 1 + looks }, (_look, k): EmbeddedShot => {
      const angle = own + (k === 0 ? 0 : scatter * random.normal());
      return {
        person: String(person),
        shot: `shot-${k}`,
        role: k === 0 ? 'gallery' : 'probe',
        embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)),
      };
    });
  }).flat();
}

describe('the correlation of looks', () => {
  it('is high where people differ more than their looks, and low where they hardly do', () => {
    const high = lookCorrelation(galleryTrials(people(40, 6, 0.6, 0.05)));
    const low = lookCorrelation(galleryTrials(people(40, 6, 0.02, 0.6)));
    expect(high).toBeGreaterThan(0.9);
    expect(low).toBeLessThan(0.2);
  });

  it('is complete where there is one look of each, which tells nothing of it', () => {
    expect(lookCorrelation(galleryTrials(people(20, 1, 0.5, 0.1)))).toBe(1);
  });

  it('is on the scale with the ratios', () => {
    const scale = ratioScale(galleryTrials(people(40, 6, 0.6, 0.05)));
    expect(scale.correlation).toBeGreaterThan(0.9);
    expect(scale.ratios[0]?.[1]).toBeGreaterThan(scale.ratios.at(-1)?.[1] ?? 0);
  });
});
