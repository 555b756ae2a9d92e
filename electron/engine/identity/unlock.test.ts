import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trust } from '../../contract/frame.ts';
import { embeddingFor, OWNER_SHAPE, rulesFor } from './attempt/rules-fixture.ts';
import { FRAME_MS, faceAt, nobodyAt, type FaceChanges } from './frames-fixture.ts';
import {
  initialUnlock,
  MAXIMUM_PICTURES,
  MAXIMUM_TRIES,
  unlockReducer,
  viewOf,
  withTries,
  type UnlockInput,
  type UnlockState,
} from './counted-unlock-fixture.ts';

const THRESHOLD = 0.8;
const THRESHOLDS = { people: THRESHOLD, renderedPeople: 0.5 };
const RULES = rulesFor(THRESHOLDS);
const PEOPLE = [
  { personId: 'ada', trust: 'sensor', shape: OWNER_SHAPE },
  { personId: 'bob', trust: 'sensor', shape: OWNER_SHAPE },
] as const;

interface Seen extends FaceChanges {
  readonly person?: string;
  /** Distance to `person`; null: not embedded. */
  readonly distance?: number | null;
  readonly nobody?: boolean;
  readonly trust?: Trust;
}

const OWNER: Seen = { person: 'ada', distance: 0.4 };
const STRANGER: Seen = { person: 'ada', distance: 1.2 };
const PHOTO: Seen = { person: 'ada', distance: 0.4, liveness: 'not-live' };
const NOBODY: Seen = { nobody: true };

function frame(timeMs: number, seen: Seen): UnlockInput {
  const { person = 'ada', distance = 0.4, nobody = false, trust = 'sensor' } = seen;
  return {
    kind: 'frame',
    observation: nobody ? nobodyAt(timeMs) : faceAt(timeMs, seen),
    embedding: nobody || distance === null ? null : embeddingFor(seen),
    distances: nobody || distance === null ? null : [{ personId: person, name: person, distance }],
    trust,
    chance: 0,
  };
}

const DEMO = [{ personId: 'ada', trust: 'virtual', shape: OWNER_SHAPE }] as const;
const locked = () => initialUnlock(RULES, PEOPLE);
const repeat = (seen: Seen, times: number): Seen[] => Array.from({ length: times }, () => seen);

/** Shows the frames at 30 fps after the last time of the state. */
function watch(state: UnlockState, frames: readonly Seen[]): UnlockState {
  const startMs = Math.max(0, state.looks.knownMs);
  return frames.reduce(
    (current, seen, index) => unlockReducer(current, frame(startMs + (index + 1) * FRAME_MS, seen)),
    state,
  );
}

const phaseAfter = (frames: readonly Seen[], state = locked()) =>
  viewOf(watch(state, frames)).phase;

describe('opening', () => {
  it('takes three agreeing frames', () => {
    expect(phaseAfter(repeat(OWNER, 2))).toBe('looking');
    const view = viewOf(watch(locked(), repeat(OWNER, 3)));
    expect(view).toMatchObject({
      phase: 'unlocked',
      personId: 'ada',
      by: 'face',
      distance: 0.4,
      threshold: THRESHOLD,
    });
    expect(view.phase === 'unlocked' && view.latencyMs).toBeCloseTo(2 * FRAME_MS, 6);
  });

  it('counts the time that liveness took into the latency', () => {
    const view = viewOf(
      watch(locked(), [...repeat({ ...OWNER, liveness: 'undecided' }, 6), ...repeat(OWNER, 3)]),
    );
    expect(view.phase === 'unlocked' && view.latencyMs).toBeCloseTo(8 * FRAME_MS, 6);
  });

  it.each([
    ['a lost face', NOBODY],
    ['a glance aside', { ...OWNER, yaw: 40 }],
    ['a frame without embedding', { ...OWNER, distance: null }],
    ['an undecided frame', { ...OWNER, liveness: 'undecided' }],
    ['a wobble above the threshold', { ...OWNER, distance: THRESHOLD + 0.02 }],
  ] satisfies [string, Seen][])('survives %s in between', (_, flicker) => {
    expect(phaseAfter([OWNER, OWNER, flicker, OWNER])).toBe('unlocked');
  });

  it('starts over after a clear miss', () => {
    expect(phaseAfter([OWNER, OWNER, STRANGER, OWNER, OWNER])).toBe('looking');
    expect(phaseAfter([OWNER, OWNER, STRANGER, OWNER, OWNER, OWNER])).toBe('unlocked');
  });

  it('needs the three frames within half a second', () => {
    const far = repeat({ ...OWNER, yaw: 40 }, 10);
    expect(phaseAfter([OWNER, ...far, OWNER, ...far, OWNER])).toBe('looking');
  });

  it('does not take one frame for three', () => {
    const state = [1, 2, 3].reduce((s) => unlockReducer(s, frame(100, OWNER)), locked());
    expect(viewOf(state).phase).toBe('looking');
  });

  it('does not add up what two faces gave, though they are taken for one person', () => {
    const other: Seen = { ...OWNER, track: 2 };
    expect(phaseAfter([OWNER, OWNER, other, other])).toBe('looking');
    expect(phaseAfter([OWNER, OWNER, other, other, other])).toBe('unlocked');
    const aside: Seen = { ...OWNER, yaw: 30 };
    expect(phaseAfter([OWNER, aside, aside])).toBe('unlocked');
    expect(phaseAfter([aside, aside, other])).toBe('looking');
  });

  it('is not kept from anybody by people farther behind', () => {
    expect(phaseAfter(repeat({ ...OWNER, others: 2 }, 3))).toBe('unlocked');
  });

  it('does not add up frames of different people', () => {
    const other: Seen = { person: 'bob', distance: 0.4 };
    expect(phaseAfter([OWNER, other, OWNER, other, OWNER, other])).not.toBe('unlocked');
  });

  it.each(['virtual', 'recording'] as const)('never opens for a %s frame', (trust) => {
    expect(phaseAfter(repeat({ ...OWNER, trust }, 300))).not.toBe('unlocked');
  });

  it('does not carry agreement from one source to another', () => {
    const state = initialUnlock(RULES, DEMO);
    const mixed: Seen[] = [OWNER, OWNER, { ...OWNER, trust: 'virtual' }];
    expect(phaseAfter(mixed, state)).toBe('looking');
  });

  it('holds people of the virtual camera to their own threshold, whatever looks at them', () => {
    const demo = initialUnlock(RULES, DEMO);
    const between: Seen = { ...OWNER, distance: 0.6 };
    expect(phaseAfter(repeat(between, 30))).toBe('unlocked');
    for (const trust of ['sensor', 'recording', 'virtual'] as const) {
      const refused = viewOf(watch(demo, repeat({ ...between, trust }, 60)));
      expect(refused).toMatchObject({ phase: 'not-recognised', because: 'stranger' });
    }
    expect(phaseAfter(repeat({ ...OWNER, trust: 'virtual' }, 30), demo)).toBe('unlocked');
  });

  it('works on when the clock of the source starts over', () => {
    const before = watch(locked(), [...repeat(NOBODY, 300), OWNER, OWNER]);
    const once = unlockReducer(before, frame(0, OWNER));
    expect(viewOf(once).phase).toBe('looking');
    expect(viewOf(watch(once, repeat(OWNER, 2))).phase).toBe('unlocked');
  });

  it('is not disturbed by ticks that run ahead of the frames', () => {
    let state = locked();
    for (const time of [100, 133, 166]) {
      state = unlockReducer(state, { kind: 'tick', timeMs: time + 25 });
      state = unlockReducer(state, frame(time, OWNER));
    }
    expect(viewOf(state).phase).toBe('unlocked');
  });
});

describe('refusing', () => {
  it('calls a stranger seen for a second and a half not recognised', () => {
    expect(phaseAfter(repeat(STRANGER, 44))).toBe('looking');
    const view = viewOf(watch(locked(), repeat(STRANGER, 47)));
    expect(view).toEqual({
      phase: 'not-recognised',
      because: 'stranger',
      triesLeft: MAXIMUM_TRIES - 1,
    });
  });

  it('calls five flat frames a picture', () => {
    expect(phaseAfter(repeat(PHOTO, 4))).toBe('looking');
    expect(viewOf(watch(locked(), repeat(PHOTO, 5)))).toEqual({
      phase: 'looks-like-a-picture',
      triesLeft: MAXIMUM_PICTURES - 1,
    });
  });

  it('pauses two seconds after a try', () => {
    const refused = watch(locked(), repeat(PHOTO, 5));
    expect(phaseAfter(repeat(OWNER, 58), refused)).toBe('looks-like-a-picture');
    expect(phaseAfter(repeat(OWNER, 65), refused)).toBe('unlocked');
  });

  it('ends the pause when the face leaves', () => {
    const refused = watch(locked(), repeat(PHOTO, 5));
    expect(phaseAfter(repeat(NOBODY, 20), refused)).toBe('locked');
  });

  it('asks for the PIN after five tries, however often the stranger leaves', () => {
    const visit = [...repeat(STRANGER, 30), ...repeat(NOBODY, 30)];
    const state = watch(locked(), Array.from({ length: 10 }, () => visit).flat());
    expect(viewOf(state)).toEqual({
      phase: 'too-many-tries',
      because: 'tries',
      retryAt: null,
    });
    expect(phaseAfter(repeat(OWNER, 300), state)).toBe('too-many-tries');
  });

  it('does not let somebody hover at the threshold for ever', () => {
    const hover = [OWNER, OWNER, ...repeat(STRANGER, 2)];
    const state = watch(locked(), Array.from({ length: 300 }, () => hover).flat());
    expect(viewOf(state).phase).toBe('too-many-tries');
  });

  it.each([
    ['glances aside', { ...STRANGER, yaw: 30 }],
    ['looks down', { ...STRANGER, pitch: 25 }],
    ['is too far away', { ...STRANGER, hint: 'move-closer' }],
    ['moves too fast', { ...STRANGER, hint: 'too-fast' }],
    ['has the face covered', { ...STRANGER, hint: 'face-covered' }],
    ['looks flat from the side', { ...PHOTO, yaw: 40 }],
  ] satisfies [string, Seen][])('costs no try when the owner %s', (_, seen) => {
    expect(watch(locked(), repeat(seen, 600)).failedTries).toBe(0);
  });

  it('gives the tries back on opening', () => {
    const refused = watch(locked(), [...repeat(STRANGER, 47), ...repeat(NOBODY, 30)]);
    expect(refused.failedTries).toBe(1);
    expect(watch(refused, repeat(OWNER, 3)).failedTries).toBe(0);
  });
});

describe('another face', () => {
  it('takes over what speaks against: nobody is spared a try by taking turns', () => {
    const turns = Array.from({ length: 50 }, (_, k) => ({ ...STRANGER, track: k >> 2 }));
    expect(phaseAfter(turns)).toBe('not-recognised');
  });
});

describe('looks from aside', () => {
  const aside: Seen = { ...OWNER, yaw: 30 };
  const missed: Seen = { ...STRANGER, yaw: -30 };

  it.each([
    ['alone', [aside, aside, aside]],
    ['with one from ahead', [aside, OWNER, aside]],
    ['as the last', [OWNER, OWNER, aside]],
    ['around one just above the threshold', [aside, { ...aside, distance: 0.78 }, aside, aside]],
  ] satisfies [string, Seen[]][])('open %s', (_, frames) => {
    expect(phaseAfter(frames)).toBe('unlocked');
  });

  it.each([
    ['too few', [aside, aside]],
    ['a miss from aside between', [aside, aside, missed, aside]],
    ['a miss from ahead between', [aside, aside, STRANGER, aside]],
    ['another person between', [aside, aside, { ...aside, person: 'bob' }, aside]],
    ['another person from ahead', [aside, aside, { ...OWNER, person: 'bob' }]],
    ['a flat look between', [aside, aside, { ...aside, liveness: 'not-live' }, aside]],
    ['not surely alive', repeat({ ...aside, liveness: 'undecided' }, 9)],
    ['turned farther than 35°', repeat({ ...OWNER, yaw: 36 }, 9)],
    ['bowed as well', repeat({ ...aside, pitch: 21 }, 9)],
    ['near enough from ahead only', repeat({ ...aside, distance: 0.79 }, 9)],
    ['of poor pictures', repeat({ ...aside, hint: 'more-light' }, 9)],
  ] satisfies [string, Seen[]][])('do not open: %s', (_, frames) => {
    expect(phaseAfter(frames)).toBe('looking');
  });

  it('that miss take nothing from looks from ahead', () => {
    expect(phaseAfter([OWNER, OWNER, missed, missed, OWNER])).toBe('unlocked');
  });

  it('of another person do not count for that person while the owner looks', () => {
    const other: Seen = { ...aside, person: 'bob' };
    expect(phaseAfter([OWNER, OWNER, other, other, other])).toBe('looking');
  });

  it('say how long it took from the first of them', () => {
    const view = viewOf(watch(locked(), [aside, aside, aside]));
    expect(view.phase === 'unlocked' && view.latencyMs).toBeCloseTo(2 * FRAME_MS, 6);
  });

  it('count again once a try is decided', () => {
    const spent = watch(locked(), repeat(missed, 20));
    expect(phaseAfter(repeat(aside, 9), spent)).toBe('looking');
    const refused = watch(spent, [...repeat(STRANGER, 47), ...repeat(NOBODY, 30)]);
    expect(refused.failedTries).toBe(1);
    expect(phaseAfter(repeat(aside, 3), refused)).toBe('unlocked');
  });
});

describe('around the decision', () => {
  const unlocked = () => watch(locked(), repeat(OWNER, 3));

  it('shows that nobody is enrolled', () => {
    expect(phaseAfter(repeat(OWNER, 9), initialUnlock(RULES, []))).toBe('nothing-enrolled');
  });

  describe('once locked', () => {
    const shut = () => unlockReducer(unlocked(), { kind: 'lock.lock' });

    it('does not open again for whoever still sits there, and says what to do', () => {
      const waiting = watch(shut(), repeat(OWNER, 300));
      expect(viewOf(waiting)).toEqual({ phase: 'locked', hint: 'press-a-key' });
      expect(waiting.failedTries).toBe(0);
    });

    it('refuses nobody while it waits', () => {
      expect(watch(shut(), repeat(STRANGER, 300)).failedTries).toBe(0);
      expect(watch(shut(), repeat(PHOTO, 300)).picturesInRow).toBe(0);
    });

    it('opens once the face has left and is back', () => {
      expect(phaseAfter([...repeat(NOBODY, 25), ...repeat(OWNER, 3)], shut())).toBe('unlocked');
      expect(phaseAfter([...repeat(NOBODY, 10), ...repeat(OWNER, 3)], shut())).toBe('locked');
    });

    it('opens once somebody asks, by three looks as ever', () => {
      const asked = unlockReducer(watch(shut(), repeat(OWNER, 9)), { kind: 'lock.ask' });
      expect(viewOf(asked).phase).toBe('looking');
      expect(phaseAfter(repeat(OWNER, 2), asked)).toBe('looking');
      expect(phaseAfter(repeat(OWNER, 3), asked)).toBe('unlocked');
    });

    it('says nothing of a key while nobody is there', () => {
      expect(viewOf(watch(shut(), repeat(NOBODY, 30)))).toEqual({
        phase: 'locked',
        hint: 'nobody',
      });
    });

    it('opens by PIN at once', () => {
      const opened = unlockReducer(shut(), { kind: 'lock.pin', personId: 'ada', name: 'Ada' });
      expect(viewOf(opened).phase).toBe('unlocked');
    });
  });

  it('is not told to look while a refusal is shown, nor while it is open', () => {
    const refused = watch(locked(), repeat(STRANGER, 47));
    expect(viewOf(refused).phase).toBe('not-recognised');
    for (const state of [refused, unlocked(), locked()]) {
      expect(unlockReducer(state, { kind: 'lock.ask' })).toEqual(state);
    }
  });

  it('opens by PIN after too many tries, and clears them', () => {
    const full = withTries(locked(), { faceTries: MAXIMUM_TRIES });
    expect(viewOf(full).phase).toBe('too-many-tries');
    const opened = unlockReducer(full, { kind: 'lock.pin', personId: 'ada', name: 'Ada' });
    expect(viewOf(opened)).toEqual({ phase: 'unlocked', personId: 'ada', name: 'Ada', by: 'pin' });
    expect(opened.failedTries).toBe(0);
  });

  it('locks when the person who opened it is removed', () => {
    const state = unlockReducer(unlocked(), { kind: 'people', people: [PEOPLE[1]] });
    expect(viewOf(state).phase).not.toBe('unlocked');
  });

  it('says which camera is missing until it is back', () => {
    const lost = unlockReducer(locked(), { kind: 'camera-lost', reason: 'Unplugged.' });
    expect(viewOf(lost)).toEqual({ phase: 'no-camera', reason: 'Unplugged.' });
    expect(viewOf(unlockReducer(lost, { kind: 'camera-returned' })).phase).toBe('locked');
  });

  it('is locked again once no frames come', () => {
    const state = watch(locked(), [OWNER]);
    expect(viewOf(unlockReducer(state, { kind: 'tick', timeMs: 5000 })).phase).toBe('locked');
  });
});

const anyFrame: fc.Arbitrary<Seen> = fc.record({
  person: fc.constantFrom('ada', 'bob', 'unknown'),
  distance: fc.option(fc.double({ min: 0, max: 2, noNaN: true }), { nil: null }),
  nobody: fc.boolean(),
  yaw: fc.integer({ min: -40, max: 40 }),
  liveness: fc.constantFrom('live', 'not-live', 'undecided'),
  hint: fc.constantFrom('none', 'move-closer', 'centre-face'),
  trust: fc.constantFrom<Trust>('sensor', 'virtual'),
});
const isUnlockedBy = (frames: readonly Seen[]) => phaseAfter(frames) === 'unlocked';

/** Whatever may happen before a lock that was just locked, but that the face leaves or somebody asks. */
const anythingButLeaving: fc.Arbitrary<readonly Seen[] | UnlockInput | 'tick'> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 40 }).map((times) => repeat(OWNER, times)) },
  // Out of sight for less than it takes to have left.
  fc.integer({ min: 1, max: 17 }).map((times) => [...repeat(NOBODY, times), OWNER]),
  fc.constant('tick' as const),
  fc.constantFrom<UnlockInput>(
    { kind: 'camera-lost', reason: 'Unplugged.' },
    { kind: 'camera-returned' },
    { kind: 'lock.lock' },
    { kind: 'people', people: PEOPLE },
    { kind: 'lock.face', allowed: false },
    { kind: 'lock.face', allowed: true },
  ),
);

describe('properties', () => {
  it('does not open after it was locked before the face has left or somebody asks', () => {
    fc.assert(
      fc.property(fc.array(anythingButLeaving, { maxLength: 12 }), (events) => {
        let state = unlockReducer(watch(locked(), repeat(OWNER, 3)), { kind: 'lock.lock' });
        for (const event of [...events, repeat(OWNER, 9)]) {
          if (event === 'tick') {
            state = unlockReducer(state, { kind: 'tick', timeMs: state.looks.knownMs + 5000 });
          } else {
            state = 'kind' in event ? unlockReducer(state, event) : watch(state, event);
          }
          expect(viewOf(state).phase).not.toBe('unlocked');
        }
        const asked = unlockReducer(state, { kind: 'lock.ask' });
        const looked = unlockReducer(unlockReducer(asked, { kind: 'camera-returned' }), {
          kind: 'lock.face',
          allowed: true,
        });
        expect(phaseAfter(repeat(OWNER, 9), looked)).toBe('unlocked');
      }),
    );
  });

  it('opens only when at least three good frames of one person were there', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 60 }), (frames) => {
        const good = (person: string) =>
          frames.filter(
            (seen) =>
              seen.person === person &&
              typeof seen.distance === 'number' &&
              seen.distance < THRESHOLD &&
              seen.liveness === 'live' &&
              seen.nobody !== true &&
              seen.trust === 'sensor' &&
              Math.abs(seen.yaw ?? 0) <= 35 &&
              seen.hint !== 'move-closer',
          ).length;
        const enough = good('ada') >= 3 || good('bob') >= 3;
        expect(isUnlockedBy(frames) && !enough).toBe(false);
      }),
    );
  });

  it.each([
    ['at or above the threshold', { distance: THRESHOLD, liveness: 'live' }],
    ['of a flat face', { distance: 0.1, liveness: 'not-live' }],
    ['of somebody not enrolled', { person: 'unknown', distance: 0.1, liveness: 'live' }],
  ] satisfies [string, Seen][])('never opens for frames %s', (_, always) => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 200 }), (frames) => {
        expect(isUnlockedBy(frames.map((seen) => ({ ...seen, ...always })))).toBe(false);
      }),
    );
  });

  it('ends at the PIN for every stranger who keeps looking', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: THRESHOLD, max: 2, noNaN: true }), {
          minLength: 1,
          maxLength: 9,
        }),
        (distances) => {
          // Whoever comes near the threshold stays undecided for ten seconds a try.
          const frames = Array.from({ length: 2000 }, (_, i): Seen => ({
            distance: distances[i % distances.length] ?? 2,
          }));
          expect(phaseAfter(frames)).toBe('too-many-tries');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('never changes a state it was given', () => {
    const state = Object.freeze(watch(locked(), repeat(OWNER, 2)));
    const copy = structuredClone(state);
    watch(state, repeat(OWNER, 5));
    expect(state).toEqual(copy);
  });
});
