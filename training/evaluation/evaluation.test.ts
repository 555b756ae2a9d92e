import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmbeddedShot } from '../../electron/analysis/trials/embedded-shot.ts';
import { poseOf } from '../../electron/analysis/trials/embedded-shot.ts';
import { detCurve } from '../../electron/analysis/metrics/det-curve.ts';
import { distanceHistogram } from '../../electron/analysis/metrics/distance-histogram.ts';
import { enrolmentCurve } from './enrolment-curve.ts';
import { evaluateShots } from './evaluate-shots.ts';
import { normalDeviate } from '../../electron/analysis/metrics/normal-deviate.ts';
import { operatingPoint } from '../../electron/analysis/metrics/operating-point.ts';
import { bootstrapPeople } from './metrics/people-bootstrap.ts';
import {
  galleryProtocol,
  galleryTrials,
  leaveOneOutProtocol,
} from '../../electron/analysis/trials/protocols.ts';
import { estimateRate } from '../../electron/analysis/metrics/rate-estimate.ts';
import { verificationMetrics } from '../../electron/analysis/metrics/verification-metrics.ts';

const evenly = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i / count);

describe('verificationMetrics', () => {
  it('is without error when the distances do not overlap', () => {
    const metrics = verificationMetrics([0.1, 0.2], evenly(400, 1));
    expect(metrics.eer).toBe(0);
    expect(metrics.frr['1e-2']).toBe(0);
    expect(metrics.threshold['1e-2']).toBe(1 + 3 / 400);
  });

  it('counts by hand: one of four genuine above, one of four impostors below', () => {
    expect(verificationMetrics([0.1, 0.2, 0.3, 0.9], [0.25, 1, 1.1, 1.2]).eer).toBe(0.25);
  });

  it('claims a FAR from three times as many trials on, as the rule of three asks', () => {
    const at = (impostors: number) => verificationMetrics([0.1], evenly(impostors, 1)).threshold;
    expect(at(299)['1e-2']).toBeNull();
    expect(at(300)['1e-2']).not.toBeNull();
    expect(at(2999)['1e-3']).toBeNull();
    expect(at(3000)).toMatchObject({ '1e-3': 1 + 2 / 3000, '1e-4': null });
    expect(at(30_000)['1e-4']).not.toBeNull();
    expect(verificationMetrics([0.1], evenly(299, 1)).frr['1e-2']).toBe(1);
  });

  it('counts failures to acquire as rejections, never as acceptances', () => {
    const metrics = verificationMetrics([0.1, Infinity], [1, Infinity]);
    expect(metrics.genuine).toBe(2);
    expect(metrics.eer).toBe(0.5);
  });

  it('keeps every threshold below its FAR, with ties and all', () => {
    const distance = fc.integer({ min: 0, max: 20 }).map((x) => x / 10);
    fc.assert(
      fc.property(
        fc.array(distance, { minLength: 1, maxLength: 50 }),
        fc.array(distance, { minLength: 300, maxLength: 500 }),
        (genuine, impostor) => {
          const { threshold, frr } = verificationMetrics(genuine, impostor);
          const limit = threshold['1e-2'];
          if (limit === null) return;
          const accepted = impostor.filter((d) => d <= limit).length;
          expect(accepted / impostor.length).toBeLessThanOrEqual(0.01);
          const rejected = genuine.filter((d) => d > limit).length;
          expect(frr['1e-2']).toBeCloseTo(rejected / genuine.length, 9);
        },
      ),
    );
  });
});

describe('estimateRate', () => {
  it('gives the intervals that textbooks give', () => {
    // Newcombe 1998, table I: Wilson's interval without continuity correction.
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [errors, trials, low, high] of cases) {
      const { interval } = estimateRate(errors, trials);
      expect(interval.low).toBeCloseTo(low, 4);
      expect(interval.high).toBeCloseTo(high, 4);
    }
  });

  it('uses the rule of three where no error was seen', () => {
    expect(estimateRate(0, 30_000).interval).toEqual({ low: 0, high: 1e-4 });
    expect(estimateRate(0, 2).interval).toEqual({ low: 0, high: 1 });
    expect(estimateRate(0, 0).interval).toEqual({ low: 0, high: 1 });
  });

  it('holds the estimate, and widens as trials are worth less', () => {
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.nat(200),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (a, b, worth) => {
          const trials = a + b + 1;
          const full = estimateRate(a, trials);
          const less = estimateRate(a, trials, worth * trials);
          for (const { rate, interval } of [full, less]) {
            expect(interval.low).toBeLessThanOrEqual(rate);
            expect(interval.high).toBeGreaterThanOrEqual(rate);
          }
          const width = ({ interval }: typeof full) => interval.high - interval.low;
          expect(width(less)).toBeGreaterThanOrEqual(width(full) - 1e-12);
        },
      ),
    );
  });
});

describe('normalDeviate', () => {
  it('knows the quantiles that everybody knows', () => {
    expect(normalDeviate(0.5)).toBeCloseTo(0, 9);
    expect(normalDeviate(0.975)).toBeCloseTo(1.959964, 6);
    expect(normalDeviate(1e-4)).toBeCloseTo(-3.719016, 6);
    expect([normalDeviate(0), normalDeviate(1)]).toEqual([-Infinity, Infinity]);
  });
});

const shot = (
  person: string,
  name: string,
  role: 'gallery' | 'probe',
  x: number | null,
): EmbeddedShot => ({
  person,
  shot: name,
  role,
  embedding: x === null ? null : Float32Array.of(Math.cos(x), Math.sin(x)),
});

/** People with distinct directions and a spread; a tenth of the shots has no face. */
const population = fc
  .array(
    fc.record({
      centre: fc.double({ min: 0, max: 6, noNaN: true }),
      offsets: fc.array(fc.option(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { freq: 10 }), {
        minLength: 2,
        maxLength: 6,
      }),
    }),
    { minLength: 2, maxLength: 8 },
  )
  .map((people) =>
    people.flatMap(({ centre, offsets }, person) =>
      offsets.map((offset, i) =>
        shot(
          `p${person}`,
          `${i % 2 === 0 ? 'front' : 'left'}-${i}`,
          i === 0 ? 'gallery' : 'probe',
          offset === null ? null : centre + offset,
        ),
      ),
    ),
  );

describe('protocols', () => {
  const shots = [
    shot('ada', 'front', 'gallery', 0),
    shot('ada', 'left', 'probe', 0.1),
    shot('ada', 'right', 'probe', null),
    shot('ben', 'front', 'gallery', 1.5),
    shot('ben', 'left', 'probe', 1.4),
  ];

  it('compare every probe with every gallery', () => {
    const metrics = galleryProtocol(shots);
    expect(metrics.genuine).toBe(3);
    expect(metrics.impostor).toBe(3);
    // One of three genuine trials is a failure to acquire.
    expect(metrics.eer).toBeCloseTo(1 / 3);
  });

  it('leave the shot itself out', () => {
    const metrics = leaveOneOutProtocol(shots);
    expect(metrics.genuine).toBe(5);
    expect(metrics.impostor).toBe(5);
    expect(leaveOneOutProtocol(shots.slice(0, 4))).toMatchObject({ genuine: 3, impostor: 4 });
  });

  it('measure the chord between two directions, to the nearest reference', () => {
    const table = galleryTrials([...shots, shot('ben', 'front2', 'gallery', 0.4)]);
    const ofAda = [...table.distances.slice(0, 2)];
    expect(ofAda[0]).toBeCloseTo(2 * Math.sin(0.05), 6);
    expect(ofAda[1]).toBeCloseTo(2 * Math.sin(0.15), 6);
  });

  it('measure by cosine as half the square of the chord', () => {
    fc.assert(
      fc.property(population, (people) => {
        const chords = galleryTrials(people).distances;
        const cosines = galleryTrials(people, 'cosine').distances;
        expect(cosines.length).toBe(chords.length);
        chords.forEach((chord, i) => {
          if (chord < Infinity) expect(cosines[i]).toBeCloseTo(chord ** 2 / 2, 6);
          else expect(cosines[i]).toBe(Infinity);
        });
      }),
    );
  });

  it('count probes of people who are not enrolled as impostors only', () => {
    const metrics = galleryProtocol([...shots, shot('eve', 'front', 'probe', 3)]);
    expect(metrics).toMatchObject({ genuine: 3, impostor: 5 });
  });

  it('refuse embeddings of different lengths, and take broken ones for misses', () => {
    const odd = { ...shot('eve', 'x', 'probe', 0), embedding: Float32Array.of(1, 0, 0) };
    expect(() => galleryProtocol([...shots, odd])).toThrow(RangeError);
    const broken = { ...shot('eve', 'x', 'probe', 0), embedding: Float32Array.of(NaN, 0) };
    expect(galleryProtocol([...shots, broken])).toMatchObject({ genuine: 3, impostor: 5 });
  });
});

describe('evaluateShots', () => {
  it('agrees with itself on any population', () => {
    fc.assert(
      fc.property(population, (shots) => {
        const figures = evaluateShots(shots, {
          replicates: 20,
          thresholds: [{ name: 'shipped', threshold: 0.4 }],
        });
        for (const protocol of [figures.gallery, figures.leaveOneOut]) {
          const { det, histogram, genuine, impostor, eer, eerInterval, given, poses } = protocol;
          for (const [i, point] of det.entries()) {
            expect(point.far).toBeGreaterThanOrEqual(det[i - 1]?.far ?? 0);
            expect(point.frr).toBeLessThanOrEqual(det[i - 1]?.frr ?? 1);
          }
          const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
          expect(sum(histogram.genuine) + histogram.unacquired.genuine).toBe(genuine);
          expect(sum(histogram.impostor) + histogram.unacquired.impostor).toBe(impostor);
          expect(eerInterval?.low ?? 0).toBeLessThanOrEqual(eer);
          expect(eerInterval?.high ?? 1).toBeGreaterThanOrEqual(eer);
          const errors = (rows: typeof poses) => sum(rows.map(({ frr }) => frr.errors));
          const { counted } = protocol;
          expect(protocol.qualities).toEqual([]);
          if (counted !== null) {
            const rejected = protocol.persons.map((person) => person.rejected);
            expect(errors(poses)).toBe(sum(rejected));
          }
          for (const { at } of given) {
            for (const { rate, interval } of [at.far, at.frr]) {
              expect(interval.low).toBeLessThanOrEqual(rate);
              expect(interval.high).toBeGreaterThanOrEqual(rate);
            }
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('counts errors by quarters of the looks, the poorest first', () => {
    const looks = Array.from({ length: 8 }, (_, i) => ({
      ...shot(i % 2 === 0 ? 'ada' : 'ben', `look-${i}`, 'probe', i % 2),
      quality: i - 4,
    }));
    const { gallery } = evaluateShots([
      shot('ada', 'front', 'gallery', 0),
      shot('ben', 'front', 'gallery', 1),
      ...looks,
    ]);
    expect(gallery.qualities.map(({ from, to, probes }) => [from, to, probes])).toEqual([
      [-4, -3, 2],
      [-2, -1, 2],
      [0, 1, 2],
      [2, 3, 2],
    ]);
    const trials = (rate: 'far' | 'frr') =>
      gallery.qualities.reduce((sum, row) => sum + row[rate].trials, 0);
    expect([trials('frr'), trials('far')]).toEqual([gallery.genuine, gallery.impostor]);
  });

  it('counts the looks that face the camera by themselves', () => {
    const shots = [
      shot('ada', 'front', 'gallery', 0),
      { ...shot('ada', 'a', 'probe', 0.1), facesCamera: true },
      { ...shot('ada', 'b', 'probe', 0.7), facesCamera: false },
      shot('ben', 'front', 'gallery', 1),
      { ...shot('ben', 'a', 'probe', 1.1), facesCamera: true },
    ];
    expect(evaluateShots(shots).facingCamera).toMatchObject({ genuine: 2, impostor: 2, eer: 0 });
    expect(evaluateShots(shots.slice(0, 1)).facingCamera).toBeNull();
  });

  it('names the worst errors, and one pair only once', () => {
    const { gallery, leaveOneOut } = evaluateShots([
      shot('ada', 'front', 'gallery', 0),
      shot('ada', 'left', 'probe', 1),
      shot('ben', 'front', 'gallery', 1.02),
      shot('ben', 'left', 'probe', 2),
    ]);
    expect(gallery.worst.falseAccepts[0]).toMatchObject({
      probe: 'ada/left',
      reference: 'ben/front',
    });
    const pairs = leaveOneOut.worst.falseAccepts.map(({ probe, reference }) =>
      [probe, reference].sort().join(),
    );
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('says nothing rather than nonsense about too little', () => {
    for (const shots of [[], [shot('ada', 'front', 'gallery', 0)]]) {
      const { gallery, enrolment } = evaluateShots(shots);
      expect(gallery.eer).toBeNaN();
      expect(gallery.eerInterval).toBeNull();
      expect(enrolment.points).toEqual([]);
    }
  });
});

describe('operatingPoint', () => {
  it('counts by hand', () => {
    const table = galleryTrials([
      shot('ada', 'front', 'gallery', 0),
      shot('ada', 'left', 'probe', 0.1),
      shot('ada', 'right', 'probe', 1),
      shot('ben', 'front', 'gallery', 1.05),
      shot('ben', 'left', 'probe', 1.15),
    ]);
    const { far, frr } = operatingPoint(table, 0.2);
    expect(frr).toMatchObject({ errors: 1, trials: 3 });
    expect(far).toMatchObject({ errors: 1, trials: 3 });
  });

  it('takes many shots of few people for less than as many of many', () => {
    const shots = (people: number, each: number) =>
      Array.from({ length: people }, (_, person) => [
        shot(`p${person}`, 'front', 'gallery', person),
        ...Array.from({ length: each }, (_unused, i) =>
          shot(`p${person}`, `left-${i}`, 'probe', person % 2 === 0 ? person : person + 0.5),
        ),
      ]).flat();
    const width = (people: number, each: number) => {
      const { frr } = operatingPoint(galleryTrials(shots(people, each)), 0.2);
      expect(frr.rate).toBe(0.5);
      return frr.interval.high - frr.interval.low;
    };
    expect(width(6, 20)).toBeGreaterThan(1.5 * width(120, 1));
  });
});

describe('bootstrapPeople', () => {
  const shots = Array.from({ length: 12 }, (_, person) =>
    [0, 0.2, 0.5].map((offset, i) =>
      shot(`p${person}`, `s-${i}`, i === 0 ? 'gallery' : 'probe', person * 0.5 + offset),
    ),
  ).flat();
  const options = { replicates: 50, seed: 3, levels: [0.01, 0.1] };

  it('gives the same for the same seed, and something else for another', () => {
    const table = galleryTrials(shots);
    expect(bootstrapPeople(table, options)).toEqual(bootstrapPeople(table, options));
    expect(bootstrapPeople(table, options)).not.toEqual(
      bootstrapPeople(table, { ...options, seed: 4 }),
    );
  });

  it('is certain where there is nothing to doubt', () => {
    const apart = shots.map((one) => ({
      ...one,
      embedding: Float32Array.from({ length: 12 }, (_, i) => (one.person === `p${i}` ? 1 : 0)),
    }));
    const { eer, frr } = bootstrapPeople(galleryTrials(apart), options);
    expect(eer).toEqual({ low: 0, high: 0 });
    expect(frr).toEqual([
      { low: 0, high: 0 },
      { low: 0, high: 0 },
    ]);
  });
});

describe('enrolmentCurve', () => {
  it('falls when a second shot shows what the first does not', () => {
    const shots = Array.from({ length: 10 }, (_, person) =>
      [0, 0, 0.25, 0.25].map((offset, i) =>
        shot(`p${person}`, `s-${i}`, 'probe', person * 0.6 + offset),
      ),
    ).flat();
    const { points, people } = enrolmentCurve(shots, { distance: 'euclidean', most: 5, seed: 1 });
    expect(people).toBe(10);
    expect(points.map(({ enrolled }) => enrolled)).toEqual([1, 2, 3]);
    expect(points[2]?.eer).toBe(0);
    expect(points[0]?.at['1e-2']?.frr.trials).toBe(400);
  });
});

describe('poseOf', () => {
  it.each([
    ['front', 'front'],
    ['left-8HC', 'left'],
    ['left3', 'left'],
    ['left_03', 'left'],
    ['looking_up', 'looking_up'],
    ['0001', 'other'],
  ])('%s shows %s', (name, pose) => {
    expect(poseOf(shot('ada', name, 'probe', 0))).toBe(pose);
  });
});

describe('distanceHistogram and detCurve', () => {
  it('leave trials without a distance out, and keep the last point', () => {
    const trials = {
      genuine: Float64Array.of(0.01, 0.03, Infinity),
      impostor: Float64Array.of(0.03, 2),
    };
    const histogram = distanceHistogram(trials);
    expect(histogram.genuine.slice(0, 3)).toEqual([1, 1, 0]);
    expect(histogram.impostor.at(-1)).toBe(1);
    expect(histogram.unacquired).toEqual({ genuine: 1, impostor: 0 });
    expect(detCurve(trials).at(-1)).toMatchObject({ threshold: 2, far: 1 });
  });
});
