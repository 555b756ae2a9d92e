/** Looks in colour and in infrared: how they are compared, kept at enrolment and judged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMBEDDING_LENGTH, withoutQuality } from '../../contract/face-embedding.ts';
import type { GalleryEntry, Reference } from '../../contract/engine/engine-messages.ts';
import { SPECTRA, type Spectrum, type Trust } from '../../contract/frame.ts';
import {
  thresholdFor,
  type EncoderMeans,
  type PersonDistance,
  type SpectrumMeans,
} from '../../contract/identity.ts';
import {
  capturedReferences,
  enrolmentReducer,
  initialEnrolment,
  looksKept,
  viewOf as enrolmentViewOf,
  type EnrolmentState,
} from './enrolment.ts';
import { FRAME_MS, faceAt, nobodyAt } from './frames-fixture.ts';
import { isWorthKeeping, keepInfrared, keepView, NO_VIEWS, referencesOf } from './kept-views.ts';
import { centred, packGallery, personDistances } from './matching.ts';
import { embeddingFor, OWNER_SHAPE, rulesFor } from './attempt/rules-fixture.ts';
import { initialUnlock, unlockReducer, viewOf as lockViewOf } from './unlock.ts';

const ENCODER = 'encoder-1';
const THRESHOLDS = {
  people: 0.8,
  renderedPeople: 0.4,
  infrared: {
    infrared: { people: 0.7, renderedPeople: 0.35 },
    'infrared-to-colour': { people: 0.9, renderedPeople: 0.3 },
  },
};

/** What every face has in common in a spectrum lies along an axis of its own; people differ along the others. */
const COMMON: Readonly<Record<Spectrum, number>> = { colour: 0, infrared: 1 };
const meansAlong = (length: number): SpectrumMeans => ({
  colour: axis(COMMON.colour).map((x) => length * x),
  infrared: axis(COMMON.infrared).map((x) => length * x),
});
const MEANS: EncoderMeans = { people: meansAlong(0.6), renderedPeople: meansAlong(0.6) };

function axis(index: number): Float32Array {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  vector[index] = 1;
  return vector;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

/** A person in a spectrum, `turned` a little aside. */
function face(person: number, spectrum: Spectrum, turned = 0): Float32Array {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  vector[COMMON[spectrum]] = 0.6;
  vector[10 + 3 * person] = 0.8;
  vector[11 + 3 * person] = turned;
  return unit(vector);
}

const reference = (person: number, spectrum: Spectrum, turned = 0): Reference => ({
  embedding: face(person, spectrum, turned),
  yaw: 0,
  pitch: 0,
  spectrum,
});

const entry = (
  personId: string,
  references: readonly Reference[],
  trust: Trust = 'sensor',
): GalleryEntry => ({ personId, name: personId, trust, encoder: ENCODER, references, shape: null });

describe('distances', () => {
  const gallery = packGallery(
    [
      entry('both', [reference(0, 'colour'), reference(0, 'infrared')]),
      entry('by day', [reference(1, 'colour')]),
      entry('by night', [reference(2, 'infrared')]),
    ],
    ENCODER,
    MEANS,
  );
  const seen = (person: number, spectrum: Spectrum) =>
    personDistances(withoutQuality(face(person, spectrum)), gallery, 'sensor', spectrum);

  it.each([
    [0, 'colour', 'both', undefined],
    [0, 'infrared', 'both', 'infrared'],
    [1, 'colour', 'by day', undefined],
    [1, 'infrared', 'by day', 'infrared-to-colour'],
    [2, 'colour', 'by night', 'infrared-to-colour'],
    [2, 'infrared', 'by night', 'infrared'],
  ] as const)('of person %d seen in %s: nearest is “%s”', (person, spectrum, name, comparison) => {
    const distances = seen(person, spectrum);
    expect(distances).toHaveLength(3);
    expect(distances[0]?.name).toBe(name);
    expect(distances[0]?.distance).toBeCloseTo(0, 3);
    expect(distances[0]?.comparison).toBe(comparison);
    expect(distances[1]?.distance).toBeGreaterThan(0.9);
  });

  it('are not told across spectra by an encoder that was not calibrated on infrared', () => {
    const plain = packGallery([entry('by day', [reference(1, 'colour')])], ENCODER);
    const infrared = withoutQuality(face(1, 'infrared'));
    expect(personDistances(infrared, plain, 'sensor', 'infrared')).toEqual([]);
  });

  it('of a person are those of one comparison, and never above 2, whatever is enrolled', () => {
    const references = fc.array(
      fc.record({
        person: fc.nat(5),
        spectrum: fc.constantFrom(...SPECTRA),
        turned: fc.double({ min: -1, max: 1, noNaN: true }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.array(references, { maxLength: 5 }),
        fc.nat(5),
        fc.constantFrom(...SPECTRA),
        (people, person, spectrum) => {
          const entries = people.map((own, i) =>
            entry(
              String(i),
              own.map((r) => reference(r.person, r.spectrum, r.turned)),
            ),
          );
          const packed = packGallery(entries, ENCODER, MEANS);
          const look = withoutQuality(face(person, spectrum));
          const distances = personDistances(look, packed, 'sensor', spectrum);
          const enrolled = entries.filter((own) => own.references.length > 0);
          expect(distances.map(({ personId }) => personId).sort()).toEqual(
            enrolled.map(({ personId }) => personId).sort(),
          );
          for (const { personId, distance, comparison = 'colour' } of distances) {
            expect(distance).toBeGreaterThanOrEqual(0);
            expect(distance).toBeLessThanOrEqual(2);
            const own = entries[Number(personId)]?.references ?? [];
            const hasOwn = own.some((r) => r.spectrum === spectrum);
            expect(comparison).toBe(hasOwn ? spectrum : 'infrared-to-colour');
          }
        },
      ),
    );
  });
});

describe('centred', () => {
  it('has unit length and no share of what was common', () => {
    const moved = centred(face(3, 'infrared'), MEANS.people.infrared);
    expect(Math.hypot(...moved)).toBeCloseTo(1, 5);
    expect(Math.abs(moved[COMMON.infrared] ?? 1)).toBeLessThan(0.01);
  });

  it('is nothing that can be compared where nothing is left', () => {
    expect(centred(axis(4), axis(4)).every(Number.isNaN)).toBe(true);
  });
});

describe('thresholds', () => {
  it('are those of what was compared, for the kind of person', () => {
    expect(thresholdFor('sensor', THRESHOLDS)).toBe(0.8);
    expect(thresholdFor('sensor', THRESHOLDS, 'infrared')).toBe(0.7);
    expect(thresholdFor('virtual', THRESHOLDS, 'infrared-to-colour')).toBe(0.3);
  });

  it('let nobody in by a comparison that was not calibrated', () => {
    expect(thresholdFor('sensor', { people: 0.8, renderedPeople: 0.4 }, 'infrared')).toBe(0);
  });
});

describe('the lock', () => {
  const RULES = rulesFor(THRESHOLDS);
  const people = [
    { personId: 'ada', trust: 'sensor', shape: OWNER_SHAPE },
    { personId: 'bob', trust: 'sensor', shape: OWNER_SHAPE },
  ] as const;
  const look = (distances: readonly PersonDistance[], count = 3) => {
    let state = initialUnlock(RULES, people);
    for (let k = 1; k <= count; k++) {
      const observation = faceAt(k * FRAME_MS, { spectrum: 'infrared' });
      state = unlockReducer(state, {
        kind: 'frame',
        observation,
        embedding: embeddingFor({}),
        distances,
        trust: 'sensor',
        chance: 0,
      });
    }
    return lockViewOf(state);
  };
  const ada = { personId: 'ada', name: 'Ada' } as const;

  it.each([
    ['infrared', 0.69, 'unlocked'],
    ['infrared', 0.71, 'looking'],
    ['infrared-to-colour', 0.89, 'unlocked'],
    ['infrared-to-colour', 0.91, 'looking'],
  ] as const)('judges %s by its own threshold: %d', (comparison, distance, phase) => {
    expect(look([{ ...ada, distance, comparison }]).phase).toBe(phase);
  });

  it('takes whoever is nearest as measured from the threshold that counts for them', () => {
    const view = look([
      { personId: 'bob', name: 'Bob', distance: 0.72, comparison: 'infrared' },
      { ...ada, distance: 0.75, comparison: 'infrared-to-colour' },
    ]);
    expect(view).toMatchObject({ phase: 'unlocked', personId: 'ada', threshold: 0.9 });
  });

  it('counts looks of both spectra together', () => {
    let state = initialUnlock(RULES, people);
    for (const [k, comparison] of (['colour', 'infrared', 'colour'] as const).entries()) {
      const observation = faceAt((k + 1) * FRAME_MS, { spectrum: comparison });
      const distances = [{ ...ada, distance: 0.5, comparison }];
      state = unlockReducer(state, {
        kind: 'frame',
        observation,
        embedding: embeddingFor({}),
        distances,
        trust: 'sensor',
        chance: 0,
      });
    }
    expect(lockViewOf(state).phase).toBe('unlocked');
  });
});

interface Holding {
  readonly person?: number;
  readonly spectrum?: Spectrum;
  readonly alsoInfrared?: boolean;
  readonly frames?: number;
}

describe('enrolment', () => {
  const started = () =>
    enrolmentReducer(initialEnrolment(THRESHOLDS, MEANS), { kind: 'enrolment.start' });

  /** Holds still before the camera; answers what was kept with its picture in infrared where `alsoInfrared`. */
  function hold(
    state: EnrolmentState,
    fromMs: number,
    { person = 0, spectrum = 'colour', alsoInfrared = false, frames = 60 }: Holding = {},
  ): EnrolmentState {
    let next = state;
    for (let k = 1; k <= frames; k++) {
      const kept = looksKept(next);
      next = enrolmentReducer(next, {
        kind: 'frame',
        observation: faceAt(fromMs + k * FRAME_MS, { spectrum }),
        embedding: withoutQuality(face(person, spectrum, 0.001 * k)),
        trust: 'sensor',
      });
      if (alsoInfrared && looksKept(next) > kept) {
        const embedding = withoutQuality(face(person, 'infrared', 0.001 * k));
        next = enrolmentReducer(next, { kind: 'infrared', embedding });
      }
    }
    return next;
  }

  const spectraOf = (state: EnrolmentState) =>
    capturedReferences(enrolmentReducer(state, { kind: 'recording-over' }))?.references.map(
      ({ spectrum }) => spectrum,
    );

  it('keeps each look that it keeps in both spectra', () => {
    const spectra = spectraOf(hold(started(), 0, { alsoInfrared: true })) ?? [];
    expect(spectra.length).toBeGreaterThanOrEqual(6);
    expect(spectra.filter((_, i) => i % 2 === 0)).toEqual(spectra.filter((s) => s === 'colour'));
    expect(spectra.filter((s) => s === 'infrared')).toHaveLength(spectra.length / 2);
  });

  it('keeps as many looks with infrared as without', () => {
    const [alone, both] = [hold(started(), 0), hold(started(), 0, { alsoInfrared: true })];
    expect(looksKept(both)).toBe(looksKept(alone));
    expect(spectraOf(both)).toHaveLength(2 * (spectraOf(alone) ?? []).length);
  });

  it('keeps references in infrared in the dark', () => {
    const spectra = spectraOf(hold(started(), 0, { spectrum: 'infrared' })) ?? [];
    expect(spectra.length).toBeGreaterThanOrEqual(3);
    expect(new Set(spectra)).toEqual(new Set(['infrared']));
  });

  it('goes on when the light goes out, with the same person', () => {
    const begun = hold(started(), 0);
    const dark = hold(begun, 2100, { spectrum: 'infrared' });
    expect(enrolmentViewOf(dark).phase).not.toBe('stopped');
  });

  it('stops when another person sits there after the light went out', () => {
    const begun = hold(started(), 0);
    const other = hold(begun, 2100, { spectrum: 'infrared', person: 1 });
    expect(enrolmentViewOf(other)).toMatchObject({ phase: 'stopped' });
  });

  it.each([
    ['before anything was kept', started()],
    ['when nothing is enrolled', initialEnrolment(THRESHOLDS, MEANS)],
  ])('takes no infrared %s', (_, state) => {
    const embedding = withoutQuality(face(0, 'infrared'));
    expect(looksKept(enrolmentReducer(state, { kind: 'infrared', embedding }))).toBe(0);
  });

  it('takes no infrared that is no embedding, and only once for a look', () => {
    const begun = hold(started(), 0);
    const kept = (spectraOf(begun) ?? []).length;
    const broken = withoutQuality(new Float32Array(EMBEDDING_LENGTH));
    const spoilt = enrolmentReducer(begun, { kind: 'infrared', embedding: broken });
    expect(spectraOf(spoilt)).toHaveLength(kept);
    const good = { kind: 'infrared', embedding: withoutQuality(face(0, 'infrared')) } as const;
    const once = enrolmentReducer(begun, good);
    expect(spectraOf(once)).toHaveLength(kept + 1);
    expect(spectraOf(enrolmentReducer(once, good))).toHaveLength(kept + 1);
  });

  it('is unmoved by nobody in the dark', () => {
    const state = enrolmentReducer(started(), {
      kind: 'frame',
      observation: nobodyAt(FRAME_MS),
      embedding: null,
      trust: 'sensor',
    });
    expect(enrolmentViewOf(state)).toMatchObject({ phase: 'capturing', references: 0 });
  });
});

describe('kept views', () => {
  const view = (spectrum: Spectrum, quality: number) => ({
    reference: reference(0, spectrum, quality),
    quality,
  });

  it('drop the infrared of a look that a better one replaces', () => {
    const first = keepInfrared(keepView(NO_VIEWS, 'a', view('colour', 0)), face(0, 'infrared'));
    expect(referencesOf(first).map(({ spectrum }) => spectrum)).toEqual(['colour', 'infrared']);
    const better = keepView(first, 'a', view('colour', 0.5));
    expect(referencesOf(better).map(({ spectrum }) => spectrum)).toEqual(['colour']);
    expect([first.looksKept, better.looksKept]).toEqual([1, 2]);
    const again = keepInfrared(better, face(0, 'infrared', 0.2));
    expect(referencesOf(again)).toHaveLength(2);
  });

  it('give infrared to the look that was kept last, wherever its place is', () => {
    const two = keepView(keepView(NO_VIEWS, 'a', view('colour', 0)), 'b', view('colour', 0));
    const replaced = keepInfrared(keepView(two, 'a', view('colour', 0.5)), face(0, 'infrared'));
    expect(referencesOf(replaced).map(({ spectrum }) => spectrum)).toEqual([
      'colour',
      'infrared',
      'colour',
    ]);
  });

  it('are not replaced by a look in the other spectrum, whose quality is of another scale', () => {
    const lit = keepView(NO_VIEWS, 'a', view('colour', -2));
    expect(isWorthKeeping(lit, 'a', view('infrared', 2))).toBe(false);
    expect(keepView(lit, 'a', view('infrared', 2))).toBe(lit);
  });

  it('have no infrared beside a look in infrared, or before any', () => {
    const dark = keepView(NO_VIEWS, 'a', view('infrared', 0));
    expect(keepInfrared(dark, face(0, 'infrared'))).toBe(dark);
    expect(keepInfrared(NO_VIEWS, face(0, 'infrared'))).toBe(NO_VIEWS);
  });
});
