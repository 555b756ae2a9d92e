import { describe, expect, it } from 'vitest';
import { EMBEDDING_LENGTH } from '../../../electron/contract/face-embedding.ts';
import type { EmbeddedShot } from '../../../electron/analysis/trials/embedded-shot.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { infraredFigures } from './infrared-figures.ts';

const PEOPLE = 350;
const PROBES = 4;

/** People who are alike in both spectra, but for what all have in common in each, and for some scatter. */
function people(scatter: number): EmbeddedShot[] {
  const random = seededRandom(9);
  const vector = () => Float32Array.from({ length: EMBEDDING_LENGTH }, () => random.normal());
  const unit = (x: Float32Array) => {
    const length = Math.hypot(...x);
    return x.map((value) => value / length);
  };
  const common = { colour: vector(), infrared: vector() };
  return Array.from({ length: PEOPLE }, (_, person) => {
    const own = vector();
    const look = (spectrum: 'colour' | 'infrared') =>
      unit(own.map((x, i) => x + 1.5 * (common[spectrum][i] ?? 0) + scatter * random.normal()));
    return Array.from({ length: 1 + PROBES }, (_, k): EmbeddedShot => {
      const shot = { person: String(person), shot: `shot-${k}`, embedding: look('infrared') };
      return k === 0
        ? { ...shot, role: 'gallery', reference: look('colour') }
        : { ...shot, role: 'probe' };
    });
  }).flat();
}

describe('infraredFigures', () => {
  const figures = infraredFigures({ people: 'everybody', shots: people(0.5) });

  it('finds what a spectrum has in common, so that looks across spectra are told apart', () => {
    const across = figures['infrared-to-colour'].levels[0];
    expect(across?.name).toBe('convenient');
    expect(across?.frr).toBeLessThan(0.02);
    expect(across?.far).toBeLessThanOrEqual(1e-3);
    expect(across?.trials).toBe(PEOPLE * (PEOPLE - 1) * PROBES);
  });

  it('says of each threshold who was measured, and in what', () => {
    expect(figures.infrared.people).toBe('everybody: infrared to infrared');
    expect(figures['infrared-to-colour'].people).toBe('everybody: infrared to colour');
    expect(figures.infrared.levels[0]?.frr).toBeLessThan(0.02);
  });

  it('gives means as long as embeddings, of no more than unit length', () => {
    for (const mean of Object.values(figures.means)) {
      expect(mean).toHaveLength(EMBEDDING_LENGTH);
      expect(Math.hypot(...mean)).toBeGreaterThan(0.5);
      expect(Math.hypot(...mean)).toBeLessThan(1);
    }
  });

  it('could not do without the means', () => {
    const raw = people(0.5).map((shot) => ({ ...shot, reference: shot.reference ?? null }));
    const uncentred = raw.map(({ reference, ...shot }) =>
      shot.role === 'gallery' ? { ...shot, embedding: reference } : shot,
    );
    const gap = (a: number, b: number) => {
      const [x, y] = [uncentred[a]?.embedding, uncentred[b]?.embedding];
      return Math.hypot(...(x ?? []).map((value, i) => value - (y?.[i] ?? 0)));
    };
    // A probe of the first person is no nearer to its reference than the threshold allows across spectra.
    expect(gap(0, 1)).toBeGreaterThan(figures['infrared-to-colour'].default);
  });
});
