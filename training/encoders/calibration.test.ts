import { describe, expect, it } from 'vitest';
import type { EmbeddedShot } from '../evaluation/embedded-shot.ts';
import { galleryProtocol } from '../evaluation/protocols.ts';
import { seededRandom } from '../people/random.ts';
import { calibrate } from './calibration.ts';

/** People as directions in space, each seen with some scatter. */
function people(count: number, probes: number, scatter: number, seed: number): EmbeddedShot[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, person) => {
    const centre = Array.from({ length: 16 }, () => random.normal());
    return Array.from({ length: 1 + probes }, (_, k): EmbeddedShot => {
      const vector = centre.map((x) => x + scatter * random.normal());
      const norm = Math.hypot(...vector);
      return {
        person: String(person),
        shot: `shot-${k}`,
        role: k === 0 ? 'gallery' : 'probe',
        embedding: Float32Array.from(vector, (x) => x / norm),
      };
    });
  }).flat();
}

const near = { people: 'near', shots: people(300, 4, 0.5, 1) };
const far = { people: 'far', shots: people(300, 4, 0.1, 2) };

describe('calibrate', () => {
  const thresholds = calibrate([near, far]);

  it('orders the levels and takes the convenient one by default', () => {
    const values = thresholds.levels.map(({ threshold }) => threshold);
    expect(thresholds.levels.map(({ name }) => name)).toEqual(['convenient', 'balanced', 'strict']);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(thresholds.default).toBe(values[0]);
  });

  it('keeps every claimed FAR on every set that is large enough', () => {
    for (const { far: claimed, measured } of thresholds.levels) {
      for (const set of measured) {
        expect(set.impostorTrials).toBeGreaterThan(3 / claimed);
        expect(set.far).toBeLessThanOrEqual(claimed);
      }
    }
  });

  it('lets the set decide whose strangers come closest', () => {
    const own = [near, far].map(({ shots }) => galleryProtocol(shots).threshold['1e-3'] ?? 0);
    const [convenient] = thresholds.levels;
    expect(convenient?.threshold).toBeLessThanOrEqual(Math.min(...own));
    expect(convenient?.threshold).toBeGreaterThan(Math.min(...own) - 2e-4);
    convenient?.measured.forEach(({ alone, frr }, i) => {
      expect(alone?.threshold).toBe(own[i]);
      expect(alone?.frr).toBeLessThanOrEqual(frr);
    });
  });

  it('refuses to claim what too few people cannot show', () => {
    expect(() => calibrate([{ people: 'few', shots: people(20, 3, 0.1, 3) }])).toThrow(
      /impostor trials/,
    );
  });
});
