import { describe, expect, it } from 'vitest';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { galleryProtocol } from '../../../electron/analysis/trials/protocols.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { calibrate } from './calibration.ts';

const DIMENSIONS = 16;

/** People as directions in space, each seen with some scatter; those of a family around a direction they share. */
function people(
  count: number,
  probes: number,
  scatter: number,
  seed: number,
  family = 1,
): EmbeddedShot[] {
  const random = seededRandom(seed);
  const direction = () => Array.from({ length: DIMENSIONS }, () => random.normal());
  let shared = direction();
  return Array.from({ length: count }, (_, person) => {
    if (person % family === 0) shared = direction();
    const own = direction();
    const centre = family === 1 ? own : own.map((x, k) => x + (shared[k] ?? 0));
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

const SHOTS = people(300, 4, 0.5, 1);

describe('calibrate', () => {
  const thresholds = calibrate({ people: 'everybody', shots: SHOTS });

  it('orders the levels and takes the convenient one by default', () => {
    const values = thresholds.levels.map(({ threshold }) => threshold);
    expect(thresholds.levels.map(({ name }) => name)).toEqual(['convenient', 'balanced', 'strict']);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(thresholds.default).toBe(values[0]);
  });

  it('keeps every FAR it claims, with the trials to claim it, and wastes none of it', () => {
    const claimed = [1e-3, 1e-4, 1e-5];
    thresholds.levels.forEach(({ far, trials }, i) => {
      expect(trials).toBeGreaterThan(3 / (claimed[i] ?? 0));
      expect(far).toBeLessThanOrEqual(claimed[i] ?? 0);
    });
    const own = galleryProtocol(SHOTS).threshold['1e-3'] ?? 0;
    expect(thresholds.default).toBeLessThanOrEqual(own);
    expect(thresholds.default).toBeGreaterThan(own - 2e-4);
  });

  it('lets look-alikes decide, and says what the threshold means for anybody', () => {
    // Families of forty, whose members are closer to each other than to the rest.
    const shots = people(400, 20, 0.5, 4, 40);
    const familyOf = (person: string) => Math.floor(Number(person) / 40);
    const resembles = (a: string, b: string) => familyOf(a) === familyOf(b);
    const all = calibrate({ people: 'all', shots });
    const alike = calibrate({ people: 'alike', shots, resembles });
    alike.levels.forEach((level, i) => {
      expect(level.trials).toBe(20 * 400 * 39);
      expect(level.anybody.trials).toBe(20 * 400 * 399);
      expect(level.genuineTrials).toBe(20 * 400);
      expect(level.threshold).toBeLessThan(all.levels[i]?.threshold ?? 0);
      expect(level.anybody.far).toBeLessThan(level.far);
    });
  });

  it('leaves out what is no trial', () => {
    const shots = people(400, 4, 0.5, 5);
    const { levels } = calibrate({ people: 'x', shots, isTrial: (a, b) => a !== b || a === '7' });
    expect(levels[0]?.genuineTrials).toBe(4);
  });

  it('refuses to claim what too few people cannot show', () => {
    expect(() => calibrate({ people: 'few', shots: people(20, 3, 0.1, 3) })).toThrow(
      /impostor trials/,
    );
  });
});
