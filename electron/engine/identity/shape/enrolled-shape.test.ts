import { describe, expect, it } from 'vitest';
import { EMBEDDING_LENGTH, withoutQuality } from '../../../contract/face-embedding.ts';
import type { FusedShape, ShapeLook } from '../../../contract/head-shape.ts';
import type { LivenessVerdict } from '../../../contract/observation.ts';
import {
  capturedReferences,
  enrolmentReducer,
  initialEnrolment,
  type EnrolmentState,
} from '../enrolment.ts';
import { faceAt, FRAME_MS } from '../frames-fixture.ts';
import { ownerShapeOf } from './shape-estimate.ts';
import { lookAt, PLAIN_SHAPE } from './shape-fixture.ts';

const SLOW_FRAME_MS = 200;

const THRESHOLDS = { people: 0.9, renderedPeople: 0.9 };
const AHEAD = Float32Array.from({ length: EMBEDDING_LENGTH }, (_, i) => (i === 0 ? 1 : 0));

interface Shown {
  readonly shape: (frame: number) => ShapeLook | null;
  readonly liveness?: LivenessVerdict;
}

/** Enrols a head that looks ahead for two seconds, and names it. */
function shapeOf({ shape, liveness = { kind: 'live', logOdds: 6 } }: Shown): FusedShape | null {
  let state: EnrolmentState = enrolmentReducer(initialEnrolment(THRESHOLDS), {
    kind: 'enrolment.start',
  });
  for (let frame = 1; frame <= 60; frame++) {
    const timeMs = frame * FRAME_MS;
    const isLate = frame > 40;
    state = enrolmentReducer(state, {
      kind: 'frame',
      // The centres need live looks; the last third is what the test says.
      observation: { ...faceAt(timeMs), ...(isLate ? { liveness } : {}) },
      embedding: { ...withoutQuality(AHEAD), shape: isLate ? shape(frame) : null },
      trust: 'sensor',
    });
    if (frame === 60) state = enrolmentReducer(state, { kind: 'recording-over' });
  }
  const captured = capturedReferences(state);
  if (captured === null) throw new Error('Nothing was captured.');
  return captured.shape;
}

describe('the shape of whoever is enrolled', () => {
  it('is fused from every good look, whether its view was kept or not', () => {
    const fused = shapeOf({ shape: () => lookAt(2) });
    expect(fused?.looks).toBe(20);
    expect(ownerShapeOf(fused, PLAIN_SHAPE)?.mean[0]).toBeCloseTo(2);
  });

  it('takes nothing from looks that are not surely live', () => {
    expect(shapeOf({ shape: () => lookAt(2), liveness: { kind: 'undecided' } })).toBeNull();
  });

  it('takes nothing from looks without shape, or with a broken one', () => {
    expect(shapeOf({ shape: () => null })).toBeNull();
    expect(shapeOf({ shape: () => lookAt(NaN) })).toBeNull();
    const some = shapeOf({ shape: (frame) => (frame % 2 === 0 ? lookAt(2) : null) });
    expect(some?.looks).toBe(10);
    expect(ownerShapeOf(some, PLAIN_SHAPE)).toBeNull();
  });

  it('is waited for by whoever moves their head little, but not for ever', () => {
    const looksUntilNamed = (shape: ShapeLook | null): number => {
      let state: EnrolmentState = enrolmentReducer(initialEnrolment(THRESHOLDS, undefined, 100), {
        kind: 'enrolment.start',
      });
      state = enrolmentReducer(state, { kind: 'enrolment.partial' });
      for (let frame = 1; frame <= 400; frame++) {
        state = enrolmentReducer(state, {
          kind: 'frame',
          // So few frames a second that its views are there sooner.
          observation: faceAt(frame * SLOW_FRAME_MS),
          embedding: { ...withoutQuality(AHEAD), shape },
          trust: 'sensor',
        });
        if (capturedReferences(state) !== null) return frame;
      }
      return Infinity;
    };
    expect(looksUntilNamed(lookAt(2))).toBe(100);
    expect(looksUntilNamed(null)).toBe(150);
  });
});
