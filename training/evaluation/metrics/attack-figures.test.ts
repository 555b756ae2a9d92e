import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LivenessVerdict } from '../../../electron/contract/observation.ts';
import { presentationFigures, type JudgedAttack, type JudgedShot } from './attack-figures.ts';
import { estimateRate } from '../../../electron/analysis/metrics/rate-estimate.ts';

const LIVE: LivenessVerdict = { kind: 'live', logOdds: 6 };
const FLAT: LivenessVerdict = { kind: 'not-live', reliefMm: 1, because: 'flat', logOdds: -6 };
const UNDECIDED: LivenessVerdict = { kind: 'undecided' };
const LEVELS = [
  { name: 'loose', threshold: 0.5 },
  { name: 'tight', threshold: 0.1 },
];

const direction = (angle: number | null): Float32Array | null =>
  angle === null ? null : Float32Array.of(Math.cos(angle), Math.sin(angle));

function genuine(
  person: string,
  role: 'gallery' | 'probe',
  angle: number | null,
  liveness: LivenessVerdict | null = LIVE,
  isFacing = false,
): JudgedShot {
  return {
    person,
    shot: `${role}-${angle}`,
    role,
    embedding: direction(angle),
    liveness,
    facesCamera: isFacing,
  };
}

function attack(
  species: string,
  person: string,
  angle: number | null,
  liveness: LivenessVerdict | null = LIVE,
): JudgedAttack {
  return {
    species,
    person,
    shot: species,
    role: 'probe',
    embedding: direction(angle),
    liveness,
  };
}

const ENROLLED = [genuine('ada', 'gallery', 0), genuine('ben', 'gallery', 2)];

describe('presentationFigures', () => {
  it('counts by hand: where each attack ended, and what opens at each level', () => {
    const { species } = presentationFigures(
      ENROLLED,
      [
        attack('mask', 'ada', 0.05),
        attack('mask', 'ada', 0.3),
        attack('mask', 'ben', 3),
        attack('mask', 'ben', 2, FLAT),
        attack('mask', 'ben', 2, UNDECIDED),
        attack('mask', 'ben', null, null),
      ],
      LEVELS,
    );
    expect(species).toMatchObject([
      {
        species: 'mask',
        shown: 6,
        notAcquired: 1,
        refused: { count: 1, reasons: { flat: 1 } },
        undecided: 1,
        live: 3,
        apcer: { errors: 3, trials: 6, rate: 0.5 },
        noResponse: { errors: 2, trials: 6 },
        iapar: [
          { name: 'loose', threshold: 0.5, rate: { errors: 2, trials: 6 } },
          { name: 'tight', threshold: 0.1, rate: { errors: 1, trials: 6 } },
        ],
      },
    ]);
  });

  it('compares an attack with the owner it claims to be, not with whom it resembles', () => {
    const { species } = presentationFigures(ENROLLED, [attack('mask', 'ada', 2)], LEVELS);
    expect(species[0]?.apcer.errors).toBe(1);
    expect(species[0]?.iapar.map(({ rate }) => rate.errors)).toEqual([0, 0]);
  });

  it('compares with the gallery, not with the other shots of the owner', () => {
    const shots = [...ENROLLED, genuine('ada', 'probe', 1)];
    const { species } = presentationFigures(shots, [attack('mask', 'ada', 1)], LEVELS);
    expect(species[0]?.iapar[0]?.rate.errors).toBe(0);
  });

  it('adds the handicap of a poor look to its distance', () => {
    const poor = { ...attack('mask', 'ada', 0), handicap: 0.04 };
    const { species } = presentationFigures(ENROLLED, [poor], LEVELS);
    expect(species[0]?.iapar.map(({ rate }) => rate.errors)).toEqual([1, 0]);
  });

  it('counts no trial where there is no reference to open with, and still the verdict', () => {
    const shots = [genuine('ada', 'gallery', null), genuine('ben', 'gallery', 2)];
    const attacks = [attack('mask', 'ada', 0), attack('mask', 'ben', 2)];
    const { species } = presentationFigures(shots, attacks, LEVELS);
    expect(species[0]?.apcer).toMatchObject({ errors: 2, trials: 2 });
    expect(species[0]?.iapar[0]?.rate).toMatchObject({ errors: 1, trials: 1 });
  });

  it('judges the probes of people, and those that face the camera by themselves', () => {
    const { genuine: all, facingCamera } = presentationFigures(
      [
        ...ENROLLED,
        genuine('ada', 'probe', 0, LIVE, true),
        genuine('ada', 'probe', 0.1, FLAT, true),
        genuine('ada', 'probe', 0.2, UNDECIDED),
        genuine('ben', 'probe', null, null),
      ],
      [],
      LEVELS,
    );
    expect(all).toMatchObject({
      shown: 4,
      refused: { count: 1, reasons: { flat: 1 } },
      bpcer: { errors: 1, trials: 4 },
      noResponse: { errors: 2, trials: 4 },
    });
    expect(facingCamera).toMatchObject({ shown: 2, bpcer: { errors: 1, trials: 2 } });
  });

  it('takes a broken embedding for one that was not acquired', () => {
    const broken = { ...attack('mask', 'ada', 0), embedding: Float32Array.of(NaN, 0) };
    const { species } = presentationFigures(ENROLLED, [broken], LEVELS);
    expect(species[0]).toMatchObject({ notAcquired: 1, live: 0, apcer: { errors: 0 } });
  });

  it("gives Wilson's interval for one shot an owner, and a wider one for several", () => {
    const owners = Array.from({ length: 20 }, (_, i) => `p${i}`);
    const shots = owners.map((person) => genuine(person, 'gallery', 0));
    const rate = (each: number) => {
      const attacks = owners.flatMap((person, i) =>
        Array.from({ length: each }, () => attack('mask', person, 0, i % 2 === 0 ? LIVE : FLAT)),
      );
      return presentationFigures(shots, attacks, LEVELS).species[0]?.apcer;
    };
    const [one, three] = [rate(1), rate(3)];
    expect(one?.interval.low).toBeCloseTo(estimateRate(10, 20).interval.low, 1);
    expect(one?.interval.high).toBeCloseTo(estimateRate(10, 20).interval.high, 1);
    // Owners alike in all their shots are worth no more trials than owners.
    expect(three?.interval.low).toBeCloseTo(one?.interval.low ?? NaN, 9);
    expect(three?.interval.high).toBeCloseTo(one?.interval.high ?? NaN, 9);
  });

  it('says nothing rather than nonsense about nothing', () => {
    const { genuine: all, facingCamera, species } = presentationFigures([], [], LEVELS);
    expect(all).toMatchObject({ shown: 0, bpcer: { trials: 0, interval: { low: 0, high: 1 } } });
    expect([facingCamera, species]).toEqual([null, []]);
    const unarmed = presentationFigures([], [attack('mask', 'ada', 0)], LEVELS).species[0];
    expect(unarmed?.iapar[0]?.rate.trials).toBe(0);
  });
});

const verdicts = fc.constantFrom(LIVE, FLAT, UNDECIDED, null);
const angles = fc.option(fc.double({ min: 0, max: 6, noNaN: true }), { freq: 8 });
const owners = fc.constantFrom('ada', 'ben', 'eve');
const attackLists = fc.array(
  fc
    .tuple(fc.constantFrom('print', 'mask', 'wave'), owners, angles, verdicts)
    .map((parts) => attack(...parts)),
  { maxLength: 30 },
);
const shotLists = fc
  .array(
    fc
      .tuple(owners, fc.constantFrom('gallery' as const, 'probe' as const), angles, verdicts)
      .map((parts) => genuine(...parts, true)),
    { maxLength: 20 },
  )
  .map((shots) => [...ENROLLED, ...shots]);

describe('presentationFigures of anything', () => {
  it('counts each presentation once, lets nothing open that is not live, and more at looser levels', () => {
    fc.assert(
      fc.property(shotLists, attackLists, (shots, attacks) => {
        const { species, genuine: own } = presentationFigures(shots, attacks, LEVELS);
        for (const { shown, notAcquired, refused, undecided, live } of [own, ...species]) {
          expect(notAcquired + refused.count + undecided + live).toBe(shown);
          const reasons = Object.values(refused.reasons);
          expect(reasons.reduce((sum, times) => sum + times, 0)).toBe(refused.count);
        }
        expect(species.reduce((sum, { shown }) => sum + shown, 0)).toBe(attacks.length);
        for (const { apcer, iapar, live } of species) {
          const [loose = NaN, tight = NaN] = iapar.map(({ rate }) => rate.errors);
          expect(tight).toBeLessThanOrEqual(loose);
          expect(loose).toBeLessThanOrEqual(apcer.errors);
          expect(apcer.errors).toBe(live);
        }
      }),
    );
  });

  it('names the worst species first, whatever the order of the attacks', () => {
    fc.assert(
      fc.property(shotLists, attackLists, (shots, attacks) => {
        const { species, genuine: own } = presentationFigures(shots, attacks, LEVELS);
        const rates = species.map(({ apcer }) => apcer.rate);
        expect(rates).toEqual([...rates].sort((a, b) => b - a));
        const reversed = presentationFigures(shots, [...attacks].reverse(), LEVELS);
        expect(reversed.species.map((row) => row.species)).toEqual(
          species.map((row) => row.species),
        );
        expect(presentationFigures(shots, [], LEVELS).genuine).toEqual(own);
      }),
    );
  });
});
