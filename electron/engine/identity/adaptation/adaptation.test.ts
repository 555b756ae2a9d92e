import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddedLook, Reference } from '../../../contract/engine/engine-messages.ts';
import { EMBEDDING_LENGTH } from '../../../contract/face-embedding.ts';
import { SeededRandom } from '../../../base/seeded-random.ts';
import { distance } from '../embedding.ts';
import {
  adapt,
  BETWEEN_ADDITIONS_MS,
  helped,
  LONGEST_MS,
  MATCHES_SERVED,
  MOST_ADDED,
  MOST_HELP,
  PIN_FOLLOWS_WITHIN_MS,
  stillServing,
  type AdaptationInput,
  type DecidedLook,
} from './adaptation.ts';

const THRESHOLD = 0.9;
const NOON = Date.UTC(2026, 0, 1, 12);

const unit = (values: Float32Array): Float32Array => {
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
};

/** A unit vector this far from another, Euclidean, in a direction drawn at random. */
function away(from: Float32Array, far: number, random: SeededRandom): Float32Array {
  const drawn = Float32Array.from({ length: EMBEDDING_LENGTH }, () => random.next() - 0.5);
  const along = drawn.reduce((sum, value, i) => sum + value * (from[i] ?? 0), 0);
  const across = unit(drawn.map((value, i) => value - along * (from[i] ?? 0)));
  const cosine = 1 - far ** 2 / 2;
  const sine = Math.sqrt(1 - cosine ** 2);
  return unit(from.map((value, i) => cosine * value + sine * (across[i] ?? 0)));
}

const OWNER = unit(new Float32Array(EMBEDDING_LENGTH).fill(1));
const ahead = { yaw: 0, pitch: 0, spectrum: 'colour' } as const;
const ENROLLED: readonly Reference[] = [{ ...ahead, embedding: OWNER }];

const nearest = (look: Float32Array, kept: readonly Reference[]): number =>
  Math.min(...kept.map(({ embedding }) => distance(look, embedding)), Infinity);

const decided = (embedding: Float32Array, isTheirHead = true): DecidedLook => ({
  ...ahead,
  embedding,
  enrolledDistance: nearest(embedding, ENROLLED),
  threshold: THRESHOLD,
  isTheirHead,
});

const lookAt = (far: number, seed: number): DecidedLook =>
  decided(away(OWNER, far, new SeededRandom(seed)));
const opened = (look: DecidedLook, nowMs: number): AdaptationInput => ({
  kind: 'opened',
  ...{ look, nowMs },
});
const pinAfter = (look: DecidedLook, nowMs: number, sinceMs = 3000): AdaptationInput => ({
  kind: 'pin-after-near-miss',
  ...{ look, nowMs, sinceMs },
});
const after = (inputs: readonly AdaptationInput[]): readonly AddedLook[] =>
  inputs.reduce<readonly AddedLook[]>((added, input) => adapt(added, ENROLLED, input), []);

const CONFIDENT = THRESHOLD - MOST_HELP - 0.02;
const NEAR_MISS = THRESHOLD + MOST_HELP / 2;

describe('adaptation', () => {
  it('adds the look of a confident match, not that of a narrow one', () => {
    expect(after([opened(lookAt(CONFIDENT, 1), NOON)])).toHaveLength(1);
    expect(after([opened(lookAt(THRESHOLD - MOST_HELP / 2, 1), NOON)])).toHaveLength(0);
  });

  it('adds a near miss that the right PIN follows at once', () => {
    const look = lookAt(NEAR_MISS, 1);
    expect(after([pinAfter(look, NOON)])).toMatchObject([{ by: 'pin', addedMs: NOON }]);
    expect(after([pinAfter(look, NOON, PIN_FOLLOWS_WITHIN_MS + 1)])).toHaveLength(0);
    expect(after([pinAfter(look, NOON, -1)])).toHaveLength(0);
  });

  it('adds nobody far away, no other head, nothing that is no embedding, and nothing known', () => {
    const far = lookAt(THRESHOLD + MOST_HELP + 0.01, 1);
    const otherHead = { ...lookAt(CONFIDENT, 1), isTheirHead: false };
    const broken = { ...lookAt(CONFIDENT, 1), embedding: new Float32Array(EMBEDDING_LENGTH) };
    const known = lookAt(0.1, 1);
    expect(after([far, otherHead, broken].map((look) => pinAfter(look, NOON)))).toHaveLength(0);
    expect(after([opened(otherHead, NOON), opened(broken, NOON), opened(known, NOON)])).toEqual([]);
  });

  it('adds one look of matches in half a day', () => {
    const at = (ms: number, seed: number) => opened(lookAt(CONFIDENT, seed), NOON + ms);
    expect(after([at(0, 1), at(BETWEEN_ADDITIONS_MS - 1, 2)])).toHaveLength(1);
    expect(after([at(0, 1), at(BETWEEN_ADDITIONS_MS, 2)])).toHaveLength(2);
  });

  it('keeps a few, the newest', () => {
    const inputs = Array.from({ length: MOST_ADDED + 3 }, (_, k) =>
      pinAfter(lookAt(NEAR_MISS, k + 1), NOON + k),
    );
    const added = after(inputs);
    expect(added.map(({ addedMs }) => addedMs - NOON)).toEqual([3, 4, 5, 6, 7, 8]);
  });

  it('lets an added look serve a limited number of matches', () => {
    const matches = (count: number) =>
      Array.from({ length: count }, () => opened(lookAt(0.1, 7), NOON));
    const added = pinAfter(lookAt(NEAR_MISS, 1), NOON);
    expect(after([added, ...matches(MATCHES_SERVED - 1)])).toHaveLength(1);
    expect(after([added, ...matches(MATCHES_SERVED)])).toHaveLength(0);
  });

  it('ends added looks after some weeks, and when the clock is set back before them', () => {
    const added = after([pinAfter(lookAt(NEAR_MISS, 1), NOON)]);
    expect(stillServing(added, NOON + LONGEST_MS - 1)).toHaveLength(1);
    expect(stillServing(added, NOON + LONGEST_MS)).toHaveLength(0);
    expect(stillServing(added, NOON - 1)).toHaveLength(0);
  });

  it('helps by no more than its limit, and never harms', () => {
    const distances = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(distances, distances, (enrolled, added) => {
        const result = helped(enrolled, added);
        expect(result).toBeLessThanOrEqual(enrolled);
        expect(result).toBeGreaterThanOrEqual(Math.min(enrolled, enrolled - MOST_HELP));
        expect(result).toBeGreaterThanOrEqual(Math.min(enrolled, added));
      }),
    );
    expect(helped(1, Infinity)).toBe(1);
    expect(helped(1, Number.NaN)).toBeNaN();
  });

  it('is led nowhere by 200 strangers, each nearer than the last', () => {
    let tried = 0;
    let addedOfStrangers = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const random = new SeededRandom(seed);
      let added: readonly AddedLook[] = [];
      // The last stranger is as near as can be without being taken for the owner even with help.
      const [farthest, closest] = [1.4, THRESHOLD + MOST_HELP + 0.001];
      let last = away(OWNER, farthest, random);
      for (let k = 0; k < 200; k++) {
        const far = farthest + ((closest - farthest) * k) / 199;
        // Each resembles the one before, and steps towards the owner.
        const own = away(last, 0.3, random);
        const nearer = unit(own.map((value, i) => value + 0.2 * (OWNER[i] ?? 0)));
        const enough = nearest(nearer, ENROLLED) < far ? away(OWNER, far, random) : nearer;
        const look = decided(enough);
        const by = helped(look.enrolledDistance, nearest(enough, added));
        expect(by).toBeGreaterThan(THRESHOLD);
        // At worst, the owner enters the PIN after each of them.
        const nowMs = NOON + k * BETWEEN_ADDITIONS_MS;
        added = adapt(added, ENROLLED, pinAfter(look, nowMs));
        added = adapt(added, ENROLLED, opened({ ...look, threshold: THRESHOLD }, nowMs));
        addedOfStrangers += added.length;
        last = enough;
        tried += 1;
      }
    }
    expect(tried).toBe(1000);
    expect(addedOfStrangers).toBe(0);
  });

  it('keeps out whoever is beyond threshold and help, whatever was added', () => {
    const random = new SeededRandom(9);
    const anyLook = fc.record({
      far: fc.double({ min: 0.05, max: 1.4, noNaN: true }),
      isPin: fc.boolean(),
      hours: fc.integer({ min: 0, max: 100 }),
      isTheirHead: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyLook, { maxLength: 40 }), (steps) => {
        let nowMs = NOON;
        let added: readonly AddedLook[] = [];
        for (const { far, isPin, hours, isTheirHead } of steps) {
          nowMs += hours * 3_600_000;
          const look = decided(away(OWNER, far, random), isTheirHead);
          added = adapt(added, ENROLLED, isPin ? pinAfter(look, nowMs) : opened(look, nowMs));
          expect(added.length).toBeLessThanOrEqual(MOST_ADDED);
        }
        for (const { embedding } of added) {
          // Right beside what was added, but too far from the enrolment.
          const stranger = away(embedding, 0.05, random);
          const enrolledDistance = nearest(stranger, ENROLLED);
          if (enrolledDistance <= THRESHOLD + MOST_HELP) continue;
          expect(helped(enrolledDistance, nearest(stranger, added))).toBeGreaterThan(THRESHOLD);
        }
      }),
    );
  });
});
