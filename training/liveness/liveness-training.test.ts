import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SURFACE } from '../../electron/engine/camera/virtual/atlas/atlas.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { faceRelief, weightCount } from '../../electron/engine/vision/liveness/face-relief.ts';
import { LEAST_KNOWN } from '../../electron/engine/vision/liveness/liveness.ts';
import { FACE_CELLS, ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { fitNetwork } from './fit-network.ts';
import { calibrated, leaveOneOut } from './leave-one-out.ts';
import { measureJudge, scoresOf, thresholdAt } from './measure-judge.ts';
import { ReliefSampler, type ReliefSample } from './relief-samples.ts';
import { throughOptics } from './sensor-optics.ts';
import { sampleSheet, SHEET_FORMS, type PrintedFace } from './sheet-shape.ts';

const mean = orThrow(await loadMeanHead(join(import.meta.dirname, '../../assets')));
const FACE: PrintedFace = {
  eyes: [
    [-32, -14],
    [32, -14],
  ],
  nose: { bridge: [0, -16], tip: [0, 17] },
  scale: 1,
};

describe('sheets', () => {
  it.each(SHEET_FORMS.filter((form) => form === 'flat' || form === 'bent' || form === 'wave'))(
    'that are %s are bent without being stretched',
    (form) => {
      const random = seededRandom(5);
      for (let k = 0; k < 30; k++) {
        const sheet = sampleSheet(form, FACE, () => 0, random);
        // Crumpled paper and a nose are pushed out along one axis.
        if (sheet.creased || sheet.nose) continue;
        for (const [s, t] of [
          [0, 0],
          [40, -30],
          [-60, 50],
        ] as const) {
          const [x, y, z] = sheet.solidAt(s, t);
          for (const [ds, dt] of [
            [1, 0],
            [0, 1],
          ] as const) {
            const [u, v, w] = sheet.solidAt(s + ds, t + dt);
            expect(Math.abs(Math.hypot(u - x, v - y, w - z) - 1)).toBeLessThan(0.01);
          }
        }
      }
    },
  );

  it('are the same again from the same seed, measured in most places, and seldom like the mean head', () => {
    const draw = () => [...new ReliefSampler(mean).sheets('training', 3, 6)];
    const samples = draw();
    expect(draw()).toEqual(samples);
    expect(samples.length).toBeGreaterThan(3);
    for (const { kind, differences } of samples) {
      expect(kind).toBe('sheet');
      const known = differences.filter((value) => !Number.isNaN(value));
      // The lock judges nothing of which it sees less.
      expect(known.length).toBeGreaterThanOrEqual(LEAST_KNOWN * FACE_CELLS);
      const square = known.reduce((sum, value) => sum + value * value, 0) / known.length;
      expect(Math.sqrt(square)).toBeGreaterThan(2);
    }
  });
});

describe('fitting the network', () => {
  const random = seededRandom(9);
  const sample = (kind: ReliefSample['kind']): ReliefSample => ({
    kind,
    traits: [kind],
    differences: Float32Array.from({ length: FACE_CELLS }, (_, i) =>
      i % 7 === 0 ? NaN : 2 * random.normal() + (kind === 'sheet' && i % 2 === 0 ? 8 : 0),
    ),
  });
  const samples = Array.from({ length: 120 }, (_, i) => sample(i % 2 === 0 ? 'head' : 'sheet'));
  const { cells } = new ReliefCells(mean);
  const options = { hidden: 3, epochs: 12, seed: 1, decay: 0.01 };

  it('tells apart what differs, on samples it has not seen, and is the same again', () => {
    const network = fitNetwork(samples.slice(0, 80), cells, options);
    const held = samples.slice(80);
    const threshold = thresholdAt(0, network, held);
    expect(measureJudge(faceRelief(network, threshold), held)).toMatchObject({
      headsRefused: 0,
      heads: 20,
      sheetsPassed: 0,
      sheets: 20,
    });
    expect(fitNetwork(samples.slice(0, 80), cells, options)).toEqual(network);
  });

  it('counts species apart, the worst first', () => {
    const network = fitNetwork(samples, cells, options);
    const scores = scoresOf(network, samples);
    const { byTrait } = measureJudge(faceRelief(network, Math.min(...scores) - 1), samples);
    expect(byTrait.map(({ live }) => live)).toEqual([1, 1]);
    const strict = measureJudge(faceRelief(network, Math.max(...scores) + 1), samples);
    expect(strict.headsRefused).toBe(1);
    expect(strict.sheetsPassed).toBe(0);
  });
});

describe('calibrating scores', () => {
  const random = seededRandom(4);
  const network = {
    hidden: 1,
    weights: Float32Array.from({ length: weightCount(1) }, random.normal),
  };
  /** The network's output is slope · hidden unit + offset, so a score is known from two others. */
  const shiftOf = (heads: readonly number[], sheets: readonly number[]) => {
    const { weights } = calibrated(network, heads, sheets);
    const last = weights.length - 1;
    const slope = (weights[last - 1] ?? NaN) / (network.weights[last - 1] ?? NaN);
    return { slope, offset: (weights[last] ?? NaN) - slope * (network.weights[last] ?? NaN) };
  };
  const draw = (mean: number, deviation: number, count: number) =>
    Array.from({ length: count }, () => mean + deviation * random.normal());

  it('gives the log likelihood ratio of two normal distributions, however many there are of each', () => {
    // ln of N(3, 2) over N(−1, 2) is x − 1.
    const { slope, offset } = shiftOf(draw(3, 2, 20_000), draw(-1, 2, 5_000));
    expect(slope).toBeCloseTo(1, 1);
    expect(Math.abs(offset + 1)).toBeLessThan(0.15);
  });

  it('stays as sure as the number of samples allows where no sheet reaches a head', () => {
    const { slope, offset } = shiftOf(
      Array.from({ length: 120 }, (_, i) => 9 + (i % 20)),
      Array.from({ length: 120 }, (_, i) => -8 - (i % 20)),
    );
    expect(Number.isFinite(offset)).toBe(true);
    expect(slope).toBeGreaterThan(0);
    expect(slope * 9 + offset).toBeGreaterThan(2);
    expect(slope * -8 + offset).toBeLessThan(-2);
    expect(slope * 9 + offset).toBeLessThan(Math.log(122));
  });
});

describe('leaving one kind of sheet out', () => {
  it('judges every kind by a network that has not seen it, and no other', () => {
    const random = seededRandom(2);
    const sample = (traits: string[]): ReliefSample => ({
      kind: traits[0] === 'head' ? 'head' : 'sheet',
      traits,
      differences: Float32Array.from({ length: FACE_CELLS }, (_, i) => {
        // Sheets with a hole are heads but for it: who has never seen one takes it for a head.
        const height =
          (traits.includes('flat') && i < 100) || (traits.includes('holes') && i >= 140);
        return random.normal() + (height ? 12 : 0);
      }),
    });
    const draw = () =>
      Array.from({ length: 160 }, (_, i) =>
        sample([['head'], ['flat'], ['head'], ['holes']][i % 4] ?? []),
      );
    const { cells } = new ReliefCells(mean);
    const options = { hidden: 8, epochs: 80, seed: 1, decay: 0.01 };
    const [flat, holes] = [...leaveOneOut(draw(), draw(), cells, options, 0)];
    expect(flat).toMatchObject({ trait: 'flat', count: 40 });
    expect(holes).toMatchObject({ trait: 'holes', count: 40 });
    const known = fitNetwork(draw(), cells, options);
    const held = draw();
    expect(measureJudge(faceRelief(known, thresholdAt(0, known, held)), held).sheetsPassed).toBe(0);
    expect((flat?.passed ?? 0) + (holes?.passed ?? 0)).toBeGreaterThan(0.5);
  });
});

describe('optics of a sensor', () => {
  const [width, height] = [40, 40];
  const step = Float32Array.from({ length: width * height }, (_, i) =>
    i % width < 20 ? 700 : 760,
  );
  const surface = new Uint8Array(width * height).fill(SURFACE.skin);
  const bare = { spread: 0, wander: 0, grain: 4, eyes: 0, hair: 0 };

  it('leave a picture as it is that they neither spread nor shift', () => {
    const seen = throughOptics(
      { width, height, depth: step, surface },
      bare,
      null,
      seededRandom(1),
    );
    expect(seen).toEqual(step);
  });

  it('blur a ridge, and do not mix surfaces that lie apart', () => {
    const ridge = step.map((z, i) => (i % width === 10 ? z - 10 : z));
    const depth = { width, height, depth: ridge, surface };
    const seen = throughOptics(depth, { ...bare, spread: 1.5 }, null, seededRandom(1));
    const row = seen.subarray(20 * width, 21 * width);
    expect(row[10]).toBeGreaterThan(692);
    expect(row[10]).toBeLessThan(699);
    expect([row[17], row[19]]).toEqual([700, 700]);
    expect([row[20], row[22]]).toEqual([760, 760]);
  });

  it('shift dark surfaces and ink, and nothing where there is nothing', () => {
    const kinds = surface.map((_, i) =>
      i === 0 ? SURFACE.eye : i === 1 ? SURFACE.hair : i === 2 ? SURFACE.none : SURFACE.skin,
    );
    const ink = new Float32Array(width * height);
    ink[3] = 0.5;
    const dark = { ...bare, eyes: 4, hair: -3 };
    const depth = { width, height, depth: step, surface: kinds };
    const seen = throughOptics(depth, dark, ink, seededRandom(1));
    expect([...seen.subarray(0, 5)]).toEqual([704, 697, 700, 702, 700]);
  });

  it('add a smooth error of the size that is asked for', () => {
    const depth = { width, height, depth: step, surface };
    const seen = throughOptics(depth, { ...bare, wander: 2, grain: 5 }, null, seededRandom(3));
    const errors = seen.map((z, i) => z - (step[i] ?? 0));
    const deviation = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
    expect(deviation).toBeGreaterThan(0.5);
    expect(deviation).toBeLessThan(3);
    for (let i = 1; i < width; i++) {
      expect(Math.abs((errors[i] ?? 0) - (errors[i - 1] ?? 0))).toBeLessThan(4);
    }
  });
});
