import { describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { DEFAULT_SECURITY } from '../../contract/security.ts';
import { LONGEST_MS, MOST_HELP } from '../identity/adaptation/adaptation.ts';
import { embeddingFor, QUICK_SHAPE, type SeenHead } from '../identity/attempt/rules-fixture.ts';
import { faceAt, nobodyAt, type FaceChanges } from '../identity/frames-fixture.ts';
import { Learning } from './learning.ts';
import { ownerEnrolledWith } from './owner-fixture.ts';

const THRESHOLD = 0.9;
const OWNER = ownerEnrolledWith('sensor');
const NEAR_MISS = THRESHOLD + MOST_HELP / 2;
const CONFIDENT = THRESHOLD - 2 * MOST_HELP;

function lockAt(start = 1_000_000) {
  const clock = { wall: start, steady: 5000 };
  const learning = new Learning({
    shape: QUICK_SHAPE,
    wallClock: () => clock.wall,
    steadyClock: () => clock.steady,
  });
  const see = (distance: number, head: SeenHead['head'] = 'owner', changes: FaceChanges = {}) => {
    for (let k = 0; k < 4; k++) {
      // This far from the reference of the owner, which is a look from ahead.
      const embedding = { ...embeddingFor({ head }), vector: turnedBy(distance) };
      const nearest = {
        ...{ personId: 'owner', name: 'Ada', distance, threshold: THRESHOLD },
        ...{ scale: null, ratio: 1, shape: OWNER.shape },
      };
      learning.see({ observation: faceAt(33 * k, changes), embedding, nearest });
    }
  };
  return { clock, learning, see };
}

function turnedBy(distance: number): Float32Array {
  return embeddingFor({ yaw: (2 * Math.asin(distance / 2) * 180) / Math.PI }).vector;
}

const opened = (
  { learning }: { readonly learning: Learning },
  by: 'face' | 'pin',
  security = {},
  owner: GalleryEntry = OWNER,
) => learning.opened(owner, by, { ...DEFAULT_SECURITY, ...security });

describe('learning', () => {
  it('adds the look of a confident match', () => {
    const lock = lockAt();
    lock.see(CONFIDENT);
    expect(opened(lock, 'face')).toMatchObject({ personId: 'owner', added: [{ by: 'match' }] });
  });

  it('adds a near miss when the right PIN follows at once, and not later', () => {
    const lock = lockAt();
    lock.see(NEAR_MISS);
    lock.clock.steady += 10_000;
    expect(opened(lock, 'pin')).toMatchObject({ added: [{ by: 'pin' }] });
    lock.clock.steady += 10_000;
    expect(opened(lock, 'pin')).toBeNull();
  });

  it('takes the PIN of somebody else for no word on this face', () => {
    const lock = lockAt();
    lock.see(NEAR_MISS);
    expect(opened(lock, 'pin', {}, { ...OWNER, personId: 'bruno' })).toBeNull();
  });

  it.each([
    ['another head', 'other'],
    ['a head whose shape was not seen', null],
  ] as const)('adds nothing for %s', (_, head) => {
    const lock = lockAt();
    lock.see(NEAR_MISS, head);
    expect(opened(lock, 'pin')).toBeNull();
  });

  it('forgets a face when another is followed, when it was a picture, and with the camera', () => {
    for (const forget of [
      (lock: ReturnType<typeof lockAt>) => {
        lock.see(1.3, 'owner', { track: 2 });
      },
      (lock: ReturnType<typeof lockAt>) => {
        lock.see(NEAR_MISS, 'owner', { liveness: 'not-live' });
      },
      (lock: ReturnType<typeof lockAt>) => {
        lock.learning.forget();
      },
    ]) {
      const lock = lockAt();
      lock.see(NEAR_MISS);
      forget(lock);
      expect(opened(lock, 'pin')).toBeNull();
    }
  });

  it('remembers a face that has just turned to the keyboard', () => {
    const lock = lockAt();
    lock.see(NEAR_MISS);
    lock.learning.see({ observation: nobodyAt(200), embedding: null, nearest: null });
    lock.see(NEAR_MISS, 'owner', { yaw: 60 });
    expect(opened(lock, 'pin')).not.toBeNull();
  });

  it('learns nothing where it is switched off, of an enrolment without shape, or of nobody', () => {
    const lock = lockAt();
    lock.see(NEAR_MISS);
    expect(opened(lock, 'pin', { adapts: false })).toBeNull();
    expect(lock.learning.opened(undefined, 'pin', DEFAULT_SECURITY)).toBeNull();
    const unmeasured = new Learning({ shape: null });
    expect(unmeasured.opened(OWNER, 'pin', DEFAULT_SECURITY)).toBeNull();
  });

  it('drops looks that serve no more', () => {
    const lock = lockAt();
    lock.see(NEAR_MISS);
    const added = opened(lock, 'pin')?.added ?? [];
    const serving = () => lock.learning.serving([{ ...OWNER, added }])[0]?.added;
    expect(serving()).toHaveLength(1);
    lock.clock.wall += LONGEST_MS;
    expect(serving()).toHaveLength(0);
  });
});
