import { describe, expect, it } from 'vitest';
import { operatingPoint } from '../metrics/operating-point.ts';
import { people } from '../projection/people-fixture.ts';
import { lookFigures, MOST_TRIED, personMatrix, type LookToTry } from './look-figures.ts';

const at = (person: string, angle: number, handicap = 0): LookToTry => ({
  ...{ person, handicap },
  embedding: Float32Array.of(Math.cos(angle), Math.sin(angle)),
});

describe('lookFigures', () => {
  it('counts by hand: each look once against each person', () => {
    const looks = [at('ada', 0), at('ada', 0.2), at('ben', 1), at('ben', 1.5)];
    const { table, figures } = lookFigures(looks, 1);
    expect(figures.metrics).toMatchObject({ genuine: 4, impostor: 4 });
    // Chords: ada 0.2 twice, ben 0.495 twice; ada to ben 0.96 and 0.78, ben to ada 0.78 and 1.21.
    const { far, frr } = operatingPoint(table, 0.8);
    expect([far.errors, far.trials, frr.errors, frr.trials]).toEqual([2, 4, 0, 4]);
    expect(operatingPoint(table, 0.3).frr.errors).toBe(2);
  });

  it('adds the handicap of a probe', () => {
    const { table } = lookFigures([at('ada', 0, 0.5), at('ada', 0.1)], 1);
    expect(operatingPoint(table, 0.3).frr.errors).toBe(1);
  });

  it('says nothing of nobody, and of one look', () => {
    expect(lookFigures([], 1).figures).toMatchObject({ looks: 0, det: [] });
    const { metrics } = lookFigures([at('ada', 0)], 1).figures;
    expect([metrics.genuine, metrics.impostor, metrics.eer]).toEqual([0, 0, NaN]);
  });

  it('samples what is too much, and says so', () => {
    const many = Array.from({ length: MOST_TRIED + 10 }, (_, i) => at(`p${i % 3}`, i));
    expect(lookFigures(many, 1).figures.looks).toBe(MOST_TRIED);
  });
});

describe('personMatrix', () => {
  it('is symmetric, and smallest on its diagonal for people who can be told apart', () => {
    const { embeddings, owners } = people(5, 6);
    const looks = embeddings.map((embedding, i) => ({
      ...{ embedding, handicap: 0, person: `p${owners[i] ?? 0}` },
    }));
    const { people: names, mean, least } = personMatrix(looks);
    expect(names).toHaveLength(5);
    for (let a = 0; a < 5; a++) {
      for (let b = 0; b < 5; b++) {
        expect(mean[5 * a + b]).toBeCloseTo(mean[5 * b + a] ?? NaN, 9);
        expect(least[5 * a + b]).toBeLessThanOrEqual(mean[5 * a + b] ?? NaN);
        if (a !== b) expect(mean[6 * a]).toBeLessThan(mean[5 * a + b] ?? NaN);
      }
    }
  });

  it('has no distance for a person with one look', () => {
    const { mean, least } = personMatrix([at('ada', 0), at('ben', 1)]);
    expect([mean[0], least[0]]).toEqual([NaN, Infinity]);
    expect(mean[1]).toBeCloseTo(2 * Math.sin(0.5), 6);
  });
});
