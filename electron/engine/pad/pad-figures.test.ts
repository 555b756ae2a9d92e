import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateRateOfFew } from '../../analysis/metrics/rate-estimate.ts';
import type { PadAttempt, PadOutcome } from '../../contract/pad/pad.ts';
import type { PresentationId } from '../../contract/pad/species.ts';
import { padFigures } from './pad-figures.ts';

const made = (presentation: PresentationId, ...outcomes: readonly PadOutcome[]): PadAttempt[] =>
  outcomes.map((outcome, k) => ({
    presentation,
    outcome,
    reason: outcome === 'attack' ? 'flat' : null,
    afterMs: 100 * (k + 1),
  }));

describe('padFigures', () => {
  it('counts by the terms of ISO/IEC 30107-3, the worst species first', () => {
    const { genuine, species } = padFigures([
      ...made(
        'genuine',
        'opened',
        'opened',
        'attack',
        'undecided',
        'nothing-seen',
        'not-recognised',
      ),
      ...made('print-flat', 'attack', 'attack', 'nothing-seen', 'attack'),
      ...made('screen', 'not-recognised', 'attack', 'attack', 'attack'),
      ...made('other-person', 'not-recognised', 'attack', 'undecided', 'opened'),
    ]);
    expect(genuine).toMatchObject({
      shown: 6,
      bpcer: { errors: 1, trials: 6 },
      bpnrr: { errors: 2, trials: 6 },
      frr: { errors: 4, trials: 6 },
      medianOpenMs: 200,
      reasons: { flat: 1 },
    });
    expect(species.map((figures) => figures.species)).toEqual([
      'other-person',
      'screen',
      'print-flat',
    ]);
    const [other, screen, print] = species;
    // Somebody alive is rightly taken for live.
    expect(other).toMatchObject({ apcer: null, iapar: { errors: 1 }, apnrr: { errors: 1 } });
    expect(screen).toMatchObject({ apcer: { errors: 1, trials: 4 }, iapar: { errors: 0 } });
    expect(print).toMatchObject({ apcer: { errors: 0 }, apnrr: { errors: 1, trials: 4 } });
  });

  it('has nothing to say before the first attempt, and no median where nothing opened', () => {
    expect(padFigures([])).toEqual({ genuine: null, species: [] });
    expect(padFigures(made('genuine', 'attack')).genuine?.medianOpenMs).toBeNull();
  });
});

describe('estimateRateOfFew', () => {
  it('claims at no error what the exact bound allows', () => {
    expect(estimateRateOfFew(0, 10).interval.high).toBeCloseTo(0.2589, 4);
    expect(estimateRateOfFew(0, 1).interval).toEqual({ low: 0, high: 0.95 });
    expect(estimateRateOfFew(0, 0).interval).toEqual({ low: 0, high: 1 });
    expect(estimateRateOfFew(3, 10).interval.low).toBeGreaterThan(0.1);
  });

  it('never claims more than the rule of three would for many, and less the fewer there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (trials) => {
        const { high } = estimateRateOfFew(0, trials).interval;
        expect(high).toBeLessThanOrEqual(Math.min(1, 3 / trials));
        expect((1 - high) ** trials).toBeCloseTo(0.05, 6);
        expect(estimateRateOfFew(0, trials + 1).interval.high).toBeLessThan(high);
      }),
    );
  });
});
