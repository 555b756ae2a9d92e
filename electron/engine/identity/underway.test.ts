/** When an attempt counts as begun, and as over without a decision; and what a lock does that may judge no face. */
import { describe, expect, it } from 'vitest';
import { embeddingFor, OWNER_SHAPE, rulesFor } from './attempt/rules-fixture.ts';
import { FRAME_MS, faceAt, nobodyAt, type FaceChanges } from './frames-fixture.ts';
import { initialUnlock, isUnderway, unlockReducer, viewOf, type UnlockState } from './unlock.ts';

const RULES = rulesFor({ people: 0.8, renderedPeople: 0.5 });
const PEOPLE = [{ personId: 'ada', trust: 'sensor', shape: OWNER_SHAPE }] as const;
const LOCKED = initialUnlock(RULES, PEOPLE);

type Seen = 'nobody' | (FaceChanges & { readonly distance: number });
const OWNER: Seen = { distance: 0.4 };
const STRANGER: Seen = { distance: 1.2 };
const PICTURE: Seen = { distance: 0.4, liveness: 'not-live' };
const repeat = (seen: Seen, count: number): Seen[] => Array.from({ length: count }, () => seen);

function watch(state: UnlockState, frames: readonly Seen[]): UnlockState {
  const startMs = Math.max(0, state.looks.knownMs);
  return frames.reduce((current, seen, i) => {
    const timeMs = startMs + (i + 1) * FRAME_MS;
    const isThere = seen !== 'nobody';
    return unlockReducer(current, {
      kind: 'frame',
      observation: isThere ? faceAt(timeMs, seen) : nobodyAt(timeMs),
      embedding: isThere ? embeddingFor({}) : null,
      distances: isThere ? [{ personId: 'ada', name: 'Ada', distance: seen.distance }] : null,
      trust: 'sensor',
      chance: 0,
    });
  }, state);
}

describe('an attempt', () => {
  it.each([
    ['the first look that matches', OWNER],
    ['the first look of a stranger', STRANGER],
    ['the first look that is not live', PICTURE],
  ])('begins with %s', (_, seen) => {
    expect(isUnderway(LOCKED)).toBe(false);
    expect(isUnderway(watch(LOCKED, [seen]))).toBe(true);
  });

  it.each([
    ['nobody is there', 'nobody'],
    ['a face cannot be judged', { ...OWNER, hint: 'move-closer' }],
  ] satisfies [string, Seen][])('does not begin while %s', (_, seen) => {
    expect(isUnderway(watch(LOCKED, repeat(seen, 90)))).toBe(false);
  });

  it.each([
    ['opens', repeat(OWNER, 3)],
    ['is refused', repeat(STRANGER, 60)],
    ['is a picture', repeat(PICTURE, 5)],
  ] satisfies [string, Seen[]][])('is over when it %s', (_, frames) => {
    const state = watch(LOCKED, frames);
    expect([isUnderway(state), state.report?.number]).toEqual([false, 1]);
  });

  it('is under way as long as what was seen is held against whoever comes back', () => {
    const left = watch(watch(LOCKED, repeat(STRANGER, 30)), repeat('nobody', 29 * 30));
    expect(isUnderway(left)).toBe(true);
    const back = watch(left, repeat(STRANGER, 20));
    expect(back.report).toMatchObject({ refused: 'stranger' });
  });

  it('is over, undecided, once that is forgotten', () => {
    const left = watch(watch(LOCKED, repeat(STRANGER, 30)), repeat('nobody', 31 * 30));
    expect([isUnderway(left), left.report]).toEqual([false, null]);
    expect(watch(left, repeat(STRANGER, 20)).report).toBeNull();
  });
});

describe('a lock that may judge no face', () => {
  const closed = unlockReducer(LOCKED, { kind: 'lock.face', allowed: false });

  it.each([OWNER, STRANGER, PICTURE])('begins no attempt, and decides none: %j', (seen) => {
    const state = watch(closed, repeat(seen, 600));
    expect([isUnderway(state), state.report, viewOf(state).phase]).toEqual([
      false,
      null,
      'looking',
    ]);
  });

  it('takes nothing over that was seen before', () => {
    const two = watch(LOCKED, repeat(OWNER, 2));
    const again = unlockReducer(unlockReducer(two, { kind: 'lock.face', allowed: false }), {
      kind: 'lock.face',
      allowed: true,
    });
    expect(viewOf(watch(again, [OWNER])).phase).toBe('looking');
    expect(viewOf(watch(again, repeat(OWNER, 3))).phase).toBe('unlocked');
  });

  it('is opened by the PIN', () => {
    const opened = unlockReducer(closed, { kind: 'lock.pin', personId: 'ada', name: 'Ada' });
    expect(viewOf(opened)).toMatchObject({ phase: 'unlocked', by: 'pin' });
  });
});
