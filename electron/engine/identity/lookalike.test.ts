import { describe, expect, it } from 'vitest';
import type { GalleryEntry, Reference } from '../../contract/engine/engine-messages.ts';
import { EMBEDDING_LENGTH } from '../../contract/face-embedding.ts';
import { isKnownLook, lookalike } from './lookalike.ts';
import { packGallery } from './matching.ts';

const ENCODER = 'e 1';
const THRESHOLDS = { people: 0.8, renderedPeople: 0.5 };

/** Of one axis, moved so far towards another: two that differ by `aside` lie about as far apart. */
function look(axis: number, aside = 0, yaw = 0): Reference {
  const embedding = new Float32Array(EMBEDDING_LENGTH);
  embedding[axis] = 1;
  embedding[EMBEDDING_LENGTH - 1] = aside;
  const length = Math.hypot(...embedding);
  return { embedding: embedding.map((x) => x / length), yaw, pitch: 0, spectrum: 'colour' };
}

const entry = (
  personId: string,
  axis: number,
  changes: Partial<GalleryEntry> = {},
): GalleryEntry => ({
  ...{ personId, name: personId, trust: 'sensor', encoder: ENCODER, shape: null },
  references: [look(axis)],
  ...changes,
});
const pack = (...entries: GalleryEntry[]) => packGallery(entries, ENCODER);
const many = (one: Reference, other: Reference, ones: number): Reference[] =>
  Array.from({ length: 10 }, (_, k) => (k < ones ? one : other));

describe('the face of somebody who is enrolled', () => {
  const gallery = pack(entry('ada', 0), entry('bob', 1));

  it('is known by half of the looks from ahead', () => {
    const like = (ones: number) =>
      lookalike(many(look(1, 0.3), look(5), ones), gallery, THRESHOLDS, 'sensor');
    expect(like(10)).toEqual({ personId: 'bob', share: 1 });
    expect(like(5)).toEqual({ personId: 'bob', share: 0.5 });
    expect(like(4)).toBeNull();
  });

  it('is nobody’s where nobody is near, or there is nobody', () => {
    expect(lookalike([look(5)], gallery, THRESHOLDS, 'sensor')).toBeNull();
    expect(lookalike([look(0)], pack(), THRESHOLDS, 'sensor')).toBeNull();
    expect(lookalike([], gallery, THRESHOLDS, 'sensor')).toBeNull();
  });

  it('is not judged by turned heads', () => {
    expect(lookalike([look(0, 0, 40)], gallery, THRESHOLDS, 'sensor')).toBeNull();
    const turned = [look(0), look(5, 0, 40), look(6, 0, -40)];
    expect(lookalike(turned, gallery, THRESHOLDS, 'sensor')?.personId).toBe('ada');
  });

  it('is not compared across encoders, nor with a demo’s', () => {
    const older = pack(entry('ada', 0, { encoder: 'e 0' }));
    expect(lookalike([look(0)], older, THRESHOLDS, 'sensor')).toBeNull();
    expect(lookalike([look(0)], gallery, THRESHOLDS, 'virtual')).toBeNull();
  });
});

describe('a look that is there already', () => {
  const gallery = pack(entry('ada', 0));
  const isKnown = (aside: number, personId = 'ada') =>
    isKnownLook([look(0, aside)], gallery, THRESHOLDS, 'sensor', personId);

  it('is one that lies near, not one that would only pass', () => {
    expect(isKnown(0.1)).toBe(true);
    expect(isKnown(0.5)).toBe(false);
    expect(lookalike([look(0, 0.5)], gallery, THRESHOLDS, 'sensor')).not.toBeNull();
  });

  it('is the person’s own', () => expect(isKnown(0.1, 'bob')).toBe(false));
});
