import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECURITY_LEVELS } from '../../../contract/security.ts';
import { WALD_BOUNDS } from '../../../contract/evidence.ts';
import { shortfallOf, sumOf, type Evidence, type ShapeEvidence } from './evidence.ts';

/** Alike enough for every level, and gains all that shape can. */
const PASSES: ShapeEvidence = { kind: 'measured', ratio: 6, refuses: false };
const sure: Evidence = { identity: 12, liveness: 5, shape: PASSES };
const level = fc.constantFrom(...SECURITY_LEVELS);
/** Half of them near what levels ask for, or what opens would hardly ever be drawn. */
const number = fc.oneof(
  fc.integer({ min: -140, max: 140 }).map((tenths) => tenths / 10),
  fc.constantFrom(-1, 2, 3, 5, 6, 9, 12, 14),
);
const anyShape: fc.Arbitrary<ShapeEvidence> = fc.oneof(
  fc.record({ kind: fc.constant('measured' as const), ratio: number, refuses: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('not-seen' as const, 'not-enrolled' as const) }),
);
const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  identity: number,
  liveness: number,
  shape: anyShape,
});

describe('the evidence', () => {
  it.each([
    ['convenient', 6.908],
    ['balanced', 9.21],
    ['strict', 11.513],
  ] as const)('opens at the level %s from %d on', (name, bound) => {
    expect(WALD_BOUNDS[name]).toBeCloseTo(bound, 2);
    const identity = bound - Math.LN10;
    expect(shortfallOf({ ...sure, identity: identity - 0.01 }, name)).toBe('identity');
    expect(shortfallOf({ ...sure, identity: identity + 0.01 }, name)).toBeNull();
  });

  it('opens by other bounds where attempts were measured', () => {
    const bounds = { convenient: 1, balanced: 13, strict: 20 };
    expect(shortfallOf({ ...sure, identity: 10 }, 'balanced', bounds)).toBe('identity');
    expect(shortfallOf({ ...sure, identity: 1 }, 'convenient', bounds)).toBeNull();
  });

  it('gains by a shape that is alike, by no more than a factor of ten', () => {
    const alike = (ratio: number): Evidence => ({
      ...sure,
      identity: 8,
      shape: { kind: 'measured', ratio, refuses: false },
    });
    const bounds = { convenient: 9.2, balanced: 9.2, strict: 9.2 };
    expect(shortfallOf(alike(1), 'convenient', bounds)).toBe('identity');
    expect(shortfallOf(alike(1.3), 'convenient', bounds)).toBeNull();
    expect(sumOf(alike(12))).toBeCloseTo(8 + Math.log(10), 9);
  });

  it('loses by a shape that is not, all of it', () => {
    const unlike: ShapeEvidence = { kind: 'measured', ratio: -4, refuses: false };
    expect(sumOf({ ...sure, shape: unlike })).toBe(8);
  });

  it('loses by doubts about life, and gains nothing by certainty of it', () => {
    const plain: Evidence = { ...sure, shape: { kind: 'not-seen' } };
    expect(sumOf({ ...plain, liveness: -3 })).toBe(9);
    expect(sumOf({ ...plain, liveness: 6 })).toBe(12);
  });

  it.each([
    ['identity', { identity: -1 }],
    ['liveness', { liveness: 1.9 }],
    ['other-shape', { shape: { kind: 'measured', ratio: 2, refuses: true } }],
    ['shape-not-seen', { shape: { kind: 'not-seen' } }],
    ['shape-not-enrolled', { shape: { kind: 'not-enrolled' } }],
  ] satisfies [string, Partial<Evidence>][])('does not open without %s', (missing, change) => {
    expect(shortfallOf(sure, 'balanced')).toBeNull();
    expect(shortfallOf({ ...sure, ...change }, 'balanced')).toBe(missing);
  });

  it.each([
    ['convenient', -0.9],
    ['balanced', 3],
    ['strict', 5],
  ] as const)('at the level %s opens for a shape whose ratio is %d', (name, ratio) => {
    const shape = (own: number): ShapeEvidence => ({
      kind: 'measured',
      ratio: own,
      refuses: own < -0.9,
    });
    const surer = { ...sure, identity: 14 };
    expect(shortfallOf({ ...surer, shape: shape(ratio) }, name)).toBeNull();
    expect(shortfallOf({ ...surer, shape: shape(ratio - 0.01) }, name)).toBe('other-shape');
  });

  it('of people enrolled by an older version opens at the level convenient only', () => {
    const older: Evidence = { ...sure, shape: { kind: 'not-enrolled' } };
    expect(shortfallOf(older, 'convenient')).toBeNull();
    expect(shortfallOf(older, 'balanced')).toBe('shape-not-enrolled');
    expect(shortfallOf(older, 'strict')).toBe('shape-not-enrolled');
  });
});

describe('properties', () => {
  it('nothing opens against any single veto, whatever the rest says', () => {
    const vetoes = fc.oneof(
      fc.record({ liveness: fc.double({ max: 1.99, noNaN: true }) }),
      fc.record({ identity: fc.double({ max: 4.6, noNaN: true }) }),
      fc.constantFrom<Partial<Evidence>>(
        { shape: { kind: 'measured', ratio: 14, refuses: true } },
        { shape: { kind: 'not-seen' } },
        { identity: NaN },
        { liveness: NaN },
        { shape: { kind: 'measured', ratio: NaN, refuses: false } },
      ),
    );
    fc.assert(
      fc.property(anyEvidence, vetoes, level, (evidence, veto, name) => {
        expect(shortfallOf({ ...evidence, ...veto }, name)).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('what opens at a level opens at every laxer one', () => {
    let opened = 0;
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const [convenient, balanced, strict] = SECURITY_LEVELS.map(
          (name) => shortfallOf(evidence, name) === null,
        );
        if (strict === true) opened++;
        expect(strict === true && balanced === false).toBe(false);
        expect(balanced === true && convenient === false).toBe(false);
      }),
      { numRuns: 3000 },
    );
    expect(opened).toBeGreaterThan(10);
  });

  it('more of anything never closes it', () => {
    const more = fc.record({
      identity: fc.double({ min: 0, max: 9, noNaN: true }),
      liveness: fc.double({ min: 0, max: 9, noNaN: true }),
    });
    fc.assert(
      fc.property(anyEvidence, more, level, (evidence, added, name) => {
        const stronger = {
          ...evidence,
          identity: evidence.identity + added.identity,
          liveness: evidence.liveness + added.liveness,
        };
        if (shortfallOf(evidence, name) === null) expect(shortfallOf(stronger, name)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
