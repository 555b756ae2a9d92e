import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { loadMeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { FACE_CELLS, ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { LAYOUT_NUMBERS } from '../../electron/engine/vision/liveness/landmark-layout.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import { fitNetwork } from './fit-network.ts';
import { measureJudge, scoresOf, thresholdAt } from './measure-judge.ts';
import { ReliefSampler, type ReliefSample } from './relief-samples.ts';
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
      expect(known.length).toBeGreaterThan(FACE_CELLS / 3);
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
    layout: new Float32Array(LAYOUT_NUMBERS),
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
    expect(measureJudge(network, threshold, held)).toMatchObject({
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
    const { byTrait } = measureJudge(network, Math.min(...scores) - 1, samples);
    expect(byTrait.map(({ live }) => live)).toEqual([1, 1]);
    const strict = measureJudge(network, Math.max(...scores) + 1, samples);
    expect(strict.headsRefused).toBe(1);
    expect(strict.sheetsPassed).toBe(0);
  });
});
