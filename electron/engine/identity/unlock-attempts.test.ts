/** Whole attempts before the lock: what the evidence of several looks opens, and what it does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatioScale } from '../../contract/evidence.ts';
import type { FaceEmbedding } from '../../contract/face-embedding.ts';
import type { Observation } from '../../contract/observation.ts';
import type { SecurityChoice } from '../../contract/security.ts';
import { embeddingFor, OWNER_SHAPE, rulesFor, type SeenHead } from './attempt/rules-fixture.ts';
import { FRAME_MS, faceAt, nobodyAt, type FaceChanges } from './frames-fixture.ts';
import {
  initialUnlock,
  MAXIMUM_TRIES,
  unlockReducer,
  viewOf,
  withTries,
  type UnlockState,
} from './counted-unlock-fixture.ts';

const THRESHOLDS = { people: 0.9, renderedPeople: 0.9 };
/**
 * Shape adds a factor of ten to each. One look at 0.5 is enough for the level balanced; one at 0.7 is not, but two are;
 * at 0.8 no number is.
 */
const SCALE: RatioScale = {
  ratios: [
    [0.4, 13],
    [0.5, 9.5],
    [0.7, 5.5],
    [0.8, 4],
    [0.9, 2],
    [1, -2],
    [1.2, -6],
  ],
  correlation: 0.5,
};
const SCALES = { people: { colour: SCALE }, renderedPeople: { colour: SCALE } };

interface Seen extends Omit<FaceChanges, 'yaw' | 'pitch'>, SeenHead {
  readonly distance?: number | null;
  readonly person?: string;
  readonly logOdds?: number;
  readonly embedding?: FaceEmbedding;
}

const NOBODY = 'nobody';
type Shown = Seen | typeof NOBODY;

const security = (changes: Partial<SecurityChoice> = {}): SecurityChoice => ({
  level: 'balanced',
  asksEyes: true,
  ...changes,
});

function locked(
  choice: Partial<SecurityChoice> = {},
  shape: typeof OWNER_SHAPE | null = OWNER_SHAPE,
): UnlockState {
  return initialUnlock(rulesFor(THRESHOLDS, { scales: SCALES, security: security(choice) }), [
    { personId: 'ada', trust: 'sensor', shape },
    { personId: 'bob', trust: 'sensor', shape },
  ]);
}

function observed(timeMs: number, seen: Shown): Observation {
  if (seen === NOBODY) return nobodyAt(timeMs);
  const face = faceAt(timeMs, seen);
  if (seen.logOdds === undefined || face.kind === 'no-face') return face;
  return { ...face, liveness: { kind: 'live', logOdds: seen.logOdds } };
}

function see(state: UnlockState, timeMs: number, seen: Shown, chance = 0): UnlockState {
  const {
    distance = 0.5,
    person = 'ada',
    embedding = null,
  } = seen === NOBODY ? { distance: null } : seen;
  return unlockReducer(state, {
    kind: 'frame',
    observation: observed(timeMs, seen),
    embedding: seen === NOBODY || distance === null ? null : (embedding ?? embeddingFor(seen)),
    distances: distance === null ? null : [{ personId: person, name: person, distance }],
    trust: 'sensor',
    chance,
  });
}

interface Watching {
  readonly rate?: number;
  readonly chance?: number;
}

/** Shows frames one after the other, from the last time of the state on. */
function watch(
  state: UnlockState,
  frames: readonly Shown[],
  { rate = 30, chance = 0 }: Watching = {},
): UnlockState {
  const startMs = Math.max(0, state.looks.knownMs);
  return frames.reduce<UnlockState>(
    (current, seen, i) => see(current, startMs + ((i + 1) * 1000) / rate, seen, chance),
    state,
  );
}

const repeat = <T>(value: T, count: number): T[] => Array.from({ length: count }, () => value);
const seconds = (seen: Shown, count: number, rate = 30): Shown[] =>
  repeat(seen, Math.round(count * rate));
const phaseOf = (state: UnlockState) => viewOf(state).phase;

const OWNER: Seen = { distance: 0.5 };
const DOUBTFUL: Seen = { distance: 0.7 };
const TURNED: Seen = { distance: 0.7, yaw: 12 };
const STRANGER: Seen = { distance: 1.2 };
const PICTURE: Seen = { liveness: 'not-live' };

describe('an owner', () => {
  it('who is seen well is let in by three frames', () => {
    expect(phaseOf(watch(locked(), repeat(OWNER, 2)))).toBe('looking');
    const view = viewOf(watch(locked(), repeat(OWNER, 3)));
    expect(view).toMatchObject({ phase: 'unlocked', personId: 'ada', by: 'face' });
    expect(view).not.toHaveProperty('enrolAgain');
  });

  it('of whom one look says too little is let in by another one', () => {
    const stays = watch(locked(), seconds(DOUBTFUL, 2));
    expect(phaseOf(stays)).toBe('looking');
    expect(phaseOf(watch(stays, repeat(TURNED, 3)))).toBe('unlocked');
  });

  it('is let in at a level by what that level asks for', () => {
    const levels = ['convenient', 'balanced'] as const;
    const opened = levels.map((level) => phaseOf(watch(locked({ level }), repeat(DOUBTFUL, 9))));
    expect(opened).toEqual(['unlocked', 'looking']);
  });

  it('who came from far away is not held to what was seen there', () => {
    const yaws = [-20, -10, 0, 10, 20];
    const far = yaws.flatMap((yaw) => repeat<Shown>({ distance: 0.89, yaw }, 6));
    const near = yaws.flatMap((yaw) => repeat<Shown>({ distance: 0.5, yaw }, 6));
    expect(phaseOf(watch(locked(), [...far, ...near]))).toBe('unlocked');
  });
});

describe('what was gathered', () => {
  it('is lost when nothing that can be judged follows in time', () => {
    const aside = (count: number) => seconds({ ...DOUBTFUL, yaw: 50 }, count);
    const turned = repeat(TURNED, 3);
    const soon = watch(locked(), [...repeat(DOUBTFUL, 3), ...aside(0.3), ...turned]);
    const late = watch(locked(), [...repeat(DOUBTFUL, 3), ...aside(2), ...turned]);
    expect([phaseOf(soon), phaseOf(late)]).toEqual(['unlocked', 'looking']);
  });

  it('from aside is lost by a miss from aside, and only that', () => {
    const aside: Seen = { ...DOUBTFUL, yaw: 28 };
    const missed: Seen = { ...STRANGER, yaw: 28 };
    const before = [...repeat<Shown>(DOUBTFUL, 3), aside, aside];
    expect(phaseOf(watch(locked(), [...before, aside]))).toBe('unlocked');
    const after = watch(locked(), [...before, missed, aside, aside]);
    expect(phaseOf(after)).toBe('looking');
    expect(phaseOf(watch(after, [aside]))).toBe('unlocked');
  });

  it('of the shape of a head stays when one look does not show it', () => {
    expect(phaseOf(watch(locked(), [OWNER, OWNER, { ...OWNER, head: null }]))).toBe('unlocked');
  });
});

describe('a frozen picture', () => {
  it('gains nothing however long it stays, and costs one try every ten seconds', () => {
    let state = locked();
    for (let tries = 1; tries < MAXIMUM_TRIES; tries++) {
      state = watch(state, seconds(DOUBTFUL, 9.9));
      expect(state.failedTries).toBe(tries - 1);
      state = watch(state, seconds(DOUBTFUL, 0.5));
      expect(viewOf(state)).toMatchObject({ phase: 'not-recognised', because: 'undecided' });
      expect(state.failedTries).toBe(tries);
      // The pause.
      state = watch(state, seconds(DOUBTFUL, 1.7));
    }
    expect(phaseOf(watch(state, seconds(DOUBTFUL, 11)))).toBe('too-many-tries');
  });

  it('that is tilted in the hand is no other look', () => {
    const still = embeddingFor({});
    const tilted = [0, 12, -12, 8].flatMap((yaw) =>
      repeat<Shown>({ ...DOUBTFUL, yaw, embedding: still }, 15),
    );
    expect(phaseOf(watch(locked(), [...tilted, ...tilted]))).toBe('looking');
  });
});

describe('an undecided face', () => {
  it('costs exactly one try in ten seconds, at every rate', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 5, 10, 30),
        fc.constantFrom<Seen>(DOUBTFUL, { distance: 0.95 }, { ...OWNER, logOdds: 1 }),
        (rate, seen) => {
          const before = watch(locked(), seconds(seen, 9.4, rate), { rate });
          expect(before.failedTries).toBe(0);
          const after = watch(before, seconds(seen, 3, rate), { rate });
          expect(after.failedTries).toBe(1);
        },
      ),
    );
  });

  it('goes on being counted when it leaves and comes back soon', () => {
    const visit = [...seconds(DOUBTFUL, 3), ...seconds(NOBODY, 2)];
    expect(watch(locked(), repeat(visit, 3).flat()).failedTries).toBe(0);
    expect(watch(locked(), repeat(visit, 4).flat()).failedTries).toBe(1);
  });
});

describe('somebody passing by', () => {
  it('costs no try, however many pass', () => {
    const passing = [...seconds(STRANGER, 1.4), ...seconds(NOBODY, 31)];
    expect(watch(locked(), repeat(passing, 6).flat()).failedTries).toBe(0);
  });

  it('again and again without a break is no passing by', () => {
    const passing = [...seconds(STRANGER, 1.4), ...seconds(NOBODY, 5)];
    expect(watch(locked(), repeat(passing, 2).flat()).failedTries).toBe(1);
  });
});

describe('eyes', () => {
  it.each([
    ['eyes-closed', 'open-your-eyes'],
    ['looks-away', 'look-at-camera'],
  ] as const)('that are %s keep it closed, cost nothing, and it says so', (attention, hint) => {
    const state = watch(locked(), seconds({ ...OWNER, attention }, 30));
    expect(viewOf(state)).toEqual({ phase: 'looking', hint });
    expect(state.failedTries).toBe(0);
    expect(phaseOf(watch(state, repeat(OWNER, 3)))).toBe('unlocked');
  });

  it('that are open open it', () => {
    expect(phaseOf(watch(locked(), repeat({ ...OWNER, attention: 'attentive' }, 3)))).toBe(
      'unlocked',
    );
  });

  const HIDDEN: Seen = { ...OWNER, attention: 'unknown' };

  it('that cannot be judged open it at the level convenient', () => {
    const convenient = locked({ level: 'convenient' });
    expect(phaseOf(watch(convenient, repeat(HIDDEN, 3)))).toBe('unlocked');
  });

  it.each(['balanced', 'strict'] as const)(
    'that are never seen keep it closed at the level %s, are asked for, and cost a try in time',
    (level) => {
      const state = watch(locked({ level }), seconds(HIDDEN, 8));
      // Eyes that are too small to be judged need a step, not lids.
      expect(viewOf(state)).toEqual({ phase: 'looking', hint: 'move-closer' });
      const refused = watch(state, seconds(HIDDEN, 3));
      expect(refused.failedTries).toBe(1);
      expect(refused.report?.refused).toBe('eyes-not-seen');
    },
  );

  it('that were seen once may hide', () => {
    const shown = watch(locked(), [OWNER]);
    expect(phaseOf(watch(shown, repeat(HIDDEN, 2)))).toBe('unlocked');
  });

  it('that somebody else has shown do not count', () => {
    const bobs: Seen = { ...OWNER, person: 'bob' };
    const state = watch(watch(locked(), [bobs]), seconds(HIDDEN, 5));
    expect(phaseOf(state)).toBe('looking');
  });

  it('do not matter where they are not asked for', () => {
    const choice = { asksEyes: false };
    const closed: Seen = { ...OWNER, attention: 'eyes-closed' };
    expect(phaseOf(watch(locked(choice), repeat(closed, 3)))).toBe('unlocked');
  });

  it('that are closed do not hide a picture', () => {
    const asleep: Seen = { ...PICTURE, attention: 'eyes-closed' };
    expect(phaseOf(watch(locked(), repeat(asleep, 5)))).toBe('looks-like-a-picture');
  });
});

describe('the shape of the head', () => {
  it('of somebody else never opens, and the window is not told why', () => {
    const other = watch(locked(), seconds({ ...OWNER, distance: 0.1, head: 'other' }, 10.3));
    expect(viewOf(other)).toMatchObject({ phase: 'not-recognised', because: 'undecided' });
    expect(other.report?.refused).toBe('other-shape');
  });

  it('that was not measured, because depth is all holes, never opens', () => {
    const state = watch(locked(), seconds({ ...OWNER, head: null }, 9));
    expect(phaseOf(state)).toBe('looking');
    expect(phaseOf(watch(state, repeat(OWNER, 3)))).toBe('unlocked');
  });

  it('that an older version did not enrol opens at the level convenient only, and asks for more', () => {
    const convenient = viewOf(watch(locked({ level: 'convenient' }, null), repeat(OWNER, 3)));
    expect(convenient).toMatchObject({ phase: 'unlocked', enrolAgain: true });
    for (const level of ['balanced', 'strict'] as const) {
      const state = watch(locked({ level }, null), seconds({ distance: 0.3 }, 30));
      expect(viewOf(state)).toEqual({ phase: 'looking', hint: 'enrol-again' });
      expect(state.failedTries).toBe(0);
    }
  });

  it('is not what a stranger is told of', () => {
    const state = watch(locked({}, null), seconds(STRANGER, 1.2));
    expect(viewOf(state)).toEqual({ phase: 'looking', hint: 'none' });
  });
});

describe('the strict level', () => {
  const strict = () => locked({ level: 'strict' });
  const SURE: Seen = { distance: 0.3 };
  const asked = (chance: number) => watch(strict(), repeat(SURE, 20), { chance });

  it.each([
    [0, 'turn-head-left', { yaw: 13 }, { yaw: -13 }],
    [0.3, 'turn-head-right', { yaw: -13 }, { yaw: 13 }],
    [0.6, 'turn-head-up', { pitch: -9 }, { pitch: 9 }],
    [0.9, 'turn-head-down', { pitch: 9 }, { yaw: 13 }],
  ] as const)('asks for a turn drawn by %d: %s', (chance, hint, right, wrong) => {
    const state = asked(chance);
    expect(viewOf(state)).toEqual({ phase: 'looking', hint });
    const elsewhere = watch(state, repeat({ ...SURE, ...wrong }, 15));
    expect(phaseOf(elsewhere)).toBe('looking');
    expect(phaseOf(watch(state, [{ ...SURE, ...right }]))).toBe('unlocked');
    expect(phaseOf(watch(elsewhere, [{ ...SURE, ...right }]))).toBe('unlocked');
  });

  it('does not ask before the evidence is enough, nor anybody else', () => {
    expect(viewOf(watch(strict(), seconds(DOUBTFUL, 2)))).toMatchObject({ hint: 'none' });
    expect(viewOf(watch(strict(), seconds(STRANGER, 1)))).toMatchObject({ hint: 'none' });
  });

  it('keeps to what it has asked for', () => {
    const state = asked(0);
    const later = watch(state, repeat(SURE, 20), { chance: 0.9 });
    expect(viewOf(later)).toEqual({ phase: 'looking', hint: 'turn-head-left' });
  });

  it('waits for six seconds, which costs a try', () => {
    const waited = watch(asked(0), seconds(SURE, 5.3));
    expect(viewOf(waited)).toMatchObject({ hint: 'turn-head-left' });
    expect(waited.failedTries).toBe(0);
    const late = watch(waited, seconds(SURE, 0.8));
    expect(viewOf(late)).toMatchObject({ phase: 'not-recognised', because: 'not-turned' });
    expect(late.failedTries).toBe(1);
  });

  it('costs nothing when whoever was asked goes away', () => {
    const left = watch(asked(0), seconds(NOBODY, 8));
    expect(viewOf(left)).toMatchObject({ phase: 'locked' });
    expect(left.failedTries).toBe(0);
  });

  it.each([
    ['somebody else turns', { ...STRANGER, yaw: 13 }],
    ['another person turns', { ...SURE, person: 'bob', yaw: 13 }],
    ['a picture is turned', { ...PICTURE, yaw: 13 }],
    ['another face turns', { ...SURE, yaw: 13, track: 2 }],
    ['the turn cannot be judged', { ...SURE, yaw: 13, hint: 'too-fast' }],
    ['the eyes are closed', { ...SURE, yaw: 13, attention: 'eyes-closed' }],
  ] satisfies [string, Seen][])('does not open when %s', (_, seen) => {
    expect(phaseOf(watch(asked(0), repeat<Shown>(seen, 2)))).not.toBe('unlocked');
  });

  it('opens although the eyes go with the head', () => {
    const aside: Seen = { ...SURE, yaw: 13, attention: 'looks-away' };
    expect(phaseOf(watch(asked(0), [aside]))).toBe('unlocked');
  });

  it('opens for a turn beyond what counts as looking at the camera', () => {
    const from = watch(strict(), repeat<Shown>({ ...SURE, yaw: 15 }, 20));
    expect(phaseOf(watch(from, [{ ...SURE, yaw: 28 }]))).toBe('unlocked');
  });
});

describe('pictures', () => {
  const shown = [...repeat(PICTURE, 5), ...seconds(NOBODY, 1)];

  it('three in a row ask for the PIN, and only the PIN opens then', () => {
    const twice = watch(locked(), repeat<Shown[]>(shown, 2).flat());
    expect(phaseOf(watch(twice, repeat(OWNER, 3)))).not.toBe('too-many-tries');
    const state = watch(twice, shown);
    expect(viewOf(state)).toEqual({ phase: 'too-many-tries', because: 'pictures', retryAt: null });
    expect(phaseOf(watch(state, seconds(OWNER, 60)))).toBe('too-many-tries');
    const opened = unlockReducer(state, { kind: 'lock.pin', personId: 'ada', name: 'Ada' });
    expect(phaseOf(opened)).toBe('unlocked');
    expect([opened.failedTries, opened.picturesInRow]).toEqual([0, 0]);
  });

  it('are in a row no longer after somebody else was seen, or the owner', () => {
    const others: Shown[][] = [[...seconds(STRANGER, 1.7), ...seconds(NOBODY, 1)]];
    for (const other of others) {
      const state = watch(locked(), [...shown, ...shown, ...other, ...shown]);
      expect(state.picturesInRow).toBe(1);
    }
    const owner = watch(watch(locked(), [...shown, ...shown]), seconds(OWNER, 1));
    expect([phaseOf(owner), owner.picturesInRow]).toEqual(['unlocked', 0]);
  });

  it('are remembered across a restart', () => {
    const restored = withTries(locked(), { faceTries: 2, picturesInRow: 2 });
    expect(viewOf(watch(restored, shown))).toMatchObject({ because: 'pictures' });
  });

  it('say how many are left', () => {
    const one = watch(locked(), repeat(PICTURE, 5));
    expect(viewOf(one)).toEqual({ phase: 'looks-like-a-picture', triesLeft: 2 });
  });
});

describe('bad input', () => {
  it('distances that are no numbers open nothing', () => {
    const state = watch(locked(), seconds({ ...OWNER, distance: NaN }, 1));
    expect(phaseOf(state)).toBe('looking');
  });

  it('log odds that are no numbers open nothing', () => {
    expect(phaseOf(watch(locked(), seconds({ ...OWNER, logOdds: NaN }, 3)))).toBe('looking');
  });

  it('an embedding that is missing opens nothing', () => {
    let state = locked();
    for (let k = 1; k < 60; k++) {
      state = unlockReducer(state, {
        kind: 'frame',
        observation: faceAt(k * FRAME_MS),
        embedding: null,
        distances: [{ personId: 'ada', name: 'ada', distance: 0.1 }],
        ...{ trust: 'sensor', chance: 0 },
      });
    }
    expect(phaseOf(state)).toBe('looking');
    expect(state.failedTries).toBe(0);
  });

  it('one frame alone opens nothing, however often it comes', () => {
    let state = locked();
    for (let k = 0; k < 30; k++) state = see(state, 500, { distance: 0 });
    expect(phaseOf(state)).toBe('looking');
  });

  it('frames out of order open nothing', () => {
    let state = locked();
    for (let k = 60; k > 0; k--) state = see(state, k * FRAME_MS, { distance: 0 });
    expect(phaseOf(state)).not.toBe('unlocked');
    expect(state.failedTries).toBe(0);
  });

  it('too little light opens nothing and costs nothing', () => {
    const state = watch(locked(), seconds({ ...OWNER, hint: 'more-light' }, 30));
    expect([phaseOf(state), state.failedTries]).toEqual(['looking', 0]);
  });

  it('another face begins anew', () => {
    const swapped: Shown[] = [OWNER, OWNER, { ...OWNER, track: 2 }, { ...OWNER, track: 2 }];
    expect(phaseOf(watch(locked(), swapped))).toBe('looking');
    expect(phaseOf(watch(locked(), [...swapped, { ...OWNER, track: 2 }]))).toBe('unlocked');
  });

  it('a scale that is missing opens nothing', () => {
    const rules = rulesFor(THRESHOLDS, { scales: { people: {}, renderedPeople: {} } });
    const state = initialUnlock(rules, [{ personId: 'ada', trust: 'sensor', shape: OWNER_SHAPE }]);
    expect(phaseOf(watch(state, seconds({ distance: 0 }, 3)))).toBe('looking');
  });

  it('a model of shape that is missing opens at the level convenient only', () => {
    const without = (level: SecurityChoice['level']) => {
      const rules = rulesFor(THRESHOLDS, {
        scales: SCALES,
        shape: null,
        security: security({ level }),
      });
      const people = [{ personId: 'ada', trust: 'sensor', shape: OWNER_SHAPE } as const];
      return phaseOf(watch(initialUnlock(rules, people), repeat(OWNER, 5)));
    };
    expect(without('convenient')).toBe('unlocked');
    expect(without('balanced')).toBe('looking');
  });
});

describe('what main is told', () => {
  it('of an attempt that opened', () => {
    const { report } = watch(locked(), repeat(OWNER, 3));
    expect(report).toMatchObject({
      ...{ number: 1, refused: null, picture: null, level: 'balanced' },
      nearest: { personId: 'ada', distance: 0.5 },
    });
    expect(report?.evidence?.identity).toBeCloseTo(9.5, 6);
    expect(report?.evidence?.liveness).toBe(6);
    expect(report?.evidence?.shape).toBeGreaterThan(0);
  });

  it('of one that was refused, and of the next by another number', () => {
    const refused = watch(locked(), repeat(PICTURE, 5));
    expect(refused.report).toMatchObject({ number: 1, refused: 'picture', picture: 'flat' });
    const again = watch(refused, [...seconds(NOBODY, 1), ...seconds(STRANGER, 1.7)]);
    expect(again.report).toMatchObject({ number: 2, refused: 'stranger', picture: null });
    expect(again.report?.evidence).toBeNull();
    expect(again.report?.nearest?.distance).toBe(1.2);
    expect(again.report?.seenMs).toBeGreaterThanOrEqual(1500);
  });

  it('is not what a locked window is told', () => {
    const views = [repeat(PICTURE, 5), seconds(STRANGER, 1.7), seconds(DOUBTFUL, 10.3)].map(
      (frames) => JSON.stringify(viewOf(watch(locked(), frames))),
    );
    for (const view of views) expect(view).not.toMatch(/distance|threshold|ratio|flat|evidence/);
  });
});

describe('another level', () => {
  it('begins anew, and counts from then on', () => {
    const two = watch(locked({ level: 'convenient' }), repeat(DOUBTFUL, 2));
    const choice = security({ level: 'balanced' });
    const changed = unlockReducer(two, { kind: 'lock.security', security: choice });
    expect(phaseOf(watch(changed, repeat(DOUBTFUL, 9)))).toBe('looking');
    expect(phaseOf(watch(two, [DOUBTFUL]))).toBe('unlocked');
  });

  it('does not count looks that were seen before it was set', () => {
    const two = watch(locked({ level: 'balanced' }), repeat(DOUBTFUL, 2));
    const choice = security({ level: 'convenient' });
    const changed = unlockReducer(two, { kind: 'lock.security', security: choice });
    expect(phaseOf(watch(changed, repeat(DOUBTFUL, 2)))).toBe('looking');
    expect(phaseOf(watch(changed, repeat(DOUBTFUL, 3)))).toBe('unlocked');
  });
});

describe('properties', () => {
  const anySeen: fc.Arbitrary<Shown> = fc.oneof(
    { weight: 1, arbitrary: fc.constant(NOBODY) },
    {
      weight: 12,
      arbitrary: fc.record({
        distance: fc.constantFrom(0.3, 0.5, 0.7, 0.8, 0.95, 1.2),
        yaw: fc.constantFrom(0, 0, 12, -12, 28),
        liveness: fc.constantFrom('live', 'live', 'live', 'undecided', 'not-live'),
        head: fc.constantFrom('owner', 'owner', 'other', null),
        attention: fc.constantFrom('attentive', 'attentive', 'unknown', 'eyes-closed'),
        track: fc.constantFrom(1, 1, 1, 2),
      }),
    },
  );
  const runs = fc
    .array(fc.tuple(anySeen, fc.integer({ min: 1, max: 6 })), { minLength: 1, maxLength: 25 })
    .map((all) => all.flatMap(([seen, times]) => repeat(seen, times)));

  const JUDGED = { liveness: 'live', attention: 'attentive' } as const;

  it.each([
    ['no living face', { liveness: 'undecided' }],
    ['hardly a living face', { logOdds: 1.5, liveness: 'live' }],
    ['a picture', { liveness: 'not-live' }],
    ['another head', { head: 'other' }],
    ['no depth', { head: null }],
    ['closed eyes', { attention: 'eyes-closed' }],
    ['a distance that is no number', { distance: NaN }],
    ['little that speaks for anybody', { distance: 0.85 }],
  ] satisfies [string, Partial<Seen>][])('%s never opens, whatever else is seen', (_, veto) => {
    fc.assert(
      fc.property(runs, (frames) => {
        const vetoed = frames.map((seen) => (seen === NOBODY ? seen : { ...seen, ...veto }));
        expect(phaseOf(watch(locked(), vetoed))).not.toBe('unlocked');
      }),
      { numRuns: 200 },
    );
  });

  it('the same looks open alike at 2, 5, 10 and 30 a second', () => {
    let openings = 0;
    // So few, and none of strangers or pictures, that nobody is refused, which takes time; all of them are judged ahead.
    const looks = runs.map((frames) =>
      frames
        .flatMap((seen) => (seen === NOBODY ? [] : [seen]))
        .map(({ distance, yaw, ...seen }) => ({
          ...seen,
          ...JUDGED,
          distance: Math.min(0.95, distance ?? 2),
          yaw: Math.min(12, yaw ?? 0),
        }))
        .slice(0, 18),
    );
    fc.assert(
      fc.property(looks, (short) => {
        const phases = [2, 5, 10, 30].map((rate) => {
          const states = short.map((_, i) => watch(locked(), short.slice(0, i + 1), { rate }));
          return states.findIndex((state) => phaseOf(state) === 'unlocked');
        });
        if ((phases[0] ?? -1) >= 0) openings++;
        expect(new Set(phases).size).toBe(1);
      }),
      { numRuns: 300 },
    );
    expect(openings).toBeGreaterThan(30);
  });

  it('what the strict level opens, others open too, and no later', () => {
    fc.assert(
      fc.property(runs, (frames) => {
        const first = (level: SecurityChoice['level']) => {
          const index = frames.findIndex(
            (_, i) => phaseOf(watch(locked({ level }), frames.slice(0, i + 1))) === 'unlocked',
          );
          return index === -1 ? Infinity : index;
        };
        const [convenient, balanced, strict] = (['convenient', 'balanced', 'strict'] as const).map(
          first,
        );
        expect(convenient).toBeLessThanOrEqual(balanced ?? 0);
        expect(balanced).toBeLessThanOrEqual(strict ?? 0);
      }),
      { numRuns: 100 },
    );
  });
});
