import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reference } from '../../contract/engine/engine-messages.ts';
import { RING_TICKS } from '../../contract/identity.ts';
import {
  capturedReferences,
  enrolmentReducer,
  initialEnrolment,
  viewOf,
  type EnrolmentState,
} from './enrolment.ts';
import { EMBEDDING_LENGTH, withoutQuality } from '../../contract/face-embedding.ts';
import { FRAME_MS, faceAt, nobodyAt, type FaceChanges } from './frames-fixture.ts';
import { referencesOf as referencesOfViews } from './kept-views.ts';

const THRESHOLDS = { people: 0.8, renderedPeople: 0.4 };
const ROUND_MS = 6000;
/** The number of an embedding that tests mark looks with. */
const MARK = EMBEDDING_LENGTH - 1;

interface Head extends FaceChanges {
  readonly yaw: number;
  readonly pitch: number;
  /** Whose face; each is far from the others. */
  readonly person?: number;
  readonly nobody?: boolean;
  /** As an encoder says that measures it; default: 0, as one that does not. */
  readonly quality?: number;
  /** Marks the look, so that a test finds the reference that came of it. */
  readonly mark?: number;
}

/** Unit vectors that move with the pose as embeddings do: about 0.4 from the centre to 26° of yaw. */
function embeddingOf({ yaw, pitch, person = 0, mark = 0 }: Head): Float32Array {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  vector[MARK] = mark;
  vector[person * 3] = 1;
  vector[person * 3 + 1] = yaw / 65;
  vector[person * 3 + 2] = pitch / 65;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function started(): EnrolmentState {
  return enrolmentReducer(initialEnrolment(THRESHOLDS), { kind: 'enrolment.start' });
}

/** Shows the heads at 30 fps, starting at `fromMs`. */
function watch(state: EnrolmentState, heads: readonly Head[], fromMs = 0): EnrolmentState {
  return heads.reduce((current, head, index) => {
    const timeMs = fromMs + (index + 1) * FRAME_MS;
    return enrolmentReducer(current, {
      kind: 'frame',
      observation: head.nobody === true ? nobodyAt(timeMs) : faceAt(timeMs, head),
      embedding:
        head.nobody === true
          ? null
          : { ...withoutQuality(embeddingOf(head)), quality: head.quality ?? 0 },
      trust: 'sensor',
    });
  }, state);
}

const frames = (ms: number) => Math.round(ms / FRAME_MS);
const hold = (ms: number, head: Head = { yaw: 0, pitch: 0 }): Head[] =>
  Array.from({ length: frames(ms) }, () => head);

interface CircleChanges {
  /** Measurement error of one angle, degrees. */
  readonly noise?: () => number;
  readonly skip?: (turn: number) => boolean;
  readonly ms?: number;
}

/** A head going round clockwise from the top; looks ahead instead at the degrees in `skip` (from the top). */
function circle(
  yaw: number,
  pitch: number,
  { noise = () => 0, skip = () => false, ms = ROUND_MS }: CircleChanges = {},
): Head[] {
  return Array.from({ length: frames(ms) }, (_, index) => {
    const turn = (index / frames(ms)) * 360;
    if (skip(turn)) return { yaw: 0, pitch: 0 };
    const angle = (turn * Math.PI) / 180;
    return { yaw: yaw * Math.sin(angle) + noise(), pitch: -pitch * Math.cos(angle) + noise() };
  });
}

/** Normally distributed (Box and Muller 1958) from a seeded generator. */
function normalNoise(deviation: number, seed: number): () => number {
  const uniform = seeded(seed);
  return () =>
    deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function uniformNoise(bound: number, seed: number): () => number {
  const uniform = seeded(seed);
  return () => bound * (2 * uniform() - 1);
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const centred = () => watch(started(), hold(900));
const AFTER_CENTRE = 1000;

function ticksOf(state: EnrolmentState): readonly boolean[] {
  const view = viewOf(state);
  return view.phase === 'capturing' ? view.ticks : [];
}

function stopReason(state: EnrolmentState): string {
  const view = viewOf(state);
  return view.phase === 'stopped' ? view.reason : `not stopped but ${view.phase}`;
}

describe('two rounds of the head', () => {
  it('complete with 2° of noise, each pass in one round', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const noise = normalNoise(2, seed);
        const first = watch(centred(), circle(26, 20, { noise }), AFTER_CENTRE);
        expect(viewOf(first).phase).toBe('between-passes');
        const second = enrolmentReducer(first, { kind: 'enrolment.continue' });
        expect(viewOf(second)).toMatchObject({ phase: 'capturing', pass: 2, centreCaptured: true });
        const named = watch(second, circle(26, 20, { noise }), 20_000);
        expect(viewOf(named).phase).toBe('naming');
        const { references, trust } = capturedReferences(named) ?? { references: [] };
        expect(references.length).toBeGreaterThanOrEqual(34);
        expect(references.length).toBeLessThanOrEqual(56);
        expect(trust).toBe('sensor');
      }),
      { numRuns: 40 },
    );
  });

  it('complete with up to 3° of measurement error in any direction', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const noise = uniformNoise(3, seed);
        const state = watch(centred(), circle(26, 20, { noise }), AFTER_CENTRE);
        expect(viewOf(state).phase).toBe('between-passes');
      }),
      { numRuns: 40 },
    );
  });

  it('do not complete with half the turn, even three times round', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const half = circle(13, 10, { noise: uniformNoise(3, seed), ms: 3 * ROUND_MS });
        expect(viewOf(watch(centred(), half, AFTER_CENTRE)).phase).toBe('capturing');
      }),
      { numRuns: 20 },
    );
  });

  it('leave the ticks empty where the head has not pointed', () => {
    const skip = (turn: number) => turn > 75 && turn < 150;
    const state = watch(centred(), circle(26, 20, { skip }), AFTER_CENTRE);
    const empty = ticksOf(state).flatMap((filled, tick) => (filled ? [] : [tick]));
    expect(empty).toEqual([6, 7, 8, 9]);
  });

  it('fill at 10 frames a second too', () => {
    const state = watch(
      centred(),
      circle(26, 20).filter((_, index) => index % 3 === 0),
      AFTER_CENTRE,
    );
    expect(viewOf(state).phase).toBe('between-passes');
  });

  it('need the view to the camera first', () => {
    const state = watch(started(), circle(26, 20));
    expect(ticksOf(state)).toEqual(Array.from({ length: RING_TICKS }, () => false));
    expect(viewOf(state)).toMatchObject({ centreCaptured: false, references: 0 });
  });

  it('go clockwise from the top: image right is a quarter round', () => {
    const right = watch(centred(), [{ yaw: 24, pitch: 0 }], AFTER_CENTRE);
    expect(ticksOf(right)[6]).toBe(true);
    const down = watch(centred(), [{ yaw: 0, pitch: 18 }], AFTER_CENTRE);
    expect(ticksOf(down)[12]).toBe(true);
    expect(viewOf(down)).toMatchObject({ direction: { x: 0, y: 1 } });
  });
});

describe('stopping', () => {
  it.each([
    ['a flat face', { yaw: 0, pitch: 0, liveness: 'not-live' }, /flat picture/],
    ['a second face', { yaw: 0, pitch: 0, hint: 'only-one-person' }, /second face/],
    ['somebody behind', { yaw: 0, pitch: 0, others: 1 }, /second face/],
    ['another person', { yaw: 0, pitch: 0, person: 5 }, /Another person/],
  ] satisfies [string, Head, RegExp][])('says why for %s', (_, head, reason) => {
    const state = watch(centred(), hold(500, head), AFTER_CENTRE);
    expect(stopReason(state)).toMatch(reason);
    expect(capturedReferences(state)).toBeNull();
  });

  it('forgives a single such frame', () => {
    const odd: Head[] = [
      { yaw: 0, pitch: 0, liveness: 'not-live' },
      { yaw: 0, pitch: 0, hint: 'only-one-person' },
      { yaw: 0, pitch: 0, person: 5 },
    ];
    const before = centred();
    expect(viewOf(watch(before, odd, AFTER_CENTRE))).toEqual({
      ...viewOf(before),
      hint: 'only-one-person',
    });
  });

  it('happens when another camera takes over', () => {
    const state = enrolmentReducer(centred(), {
      kind: 'frame',
      observation: faceAt(AFTER_CENTRE),
      embedding: withoutQuality(embeddingOf({ yaw: 0, pitch: 0 })),
      trust: 'virtual',
    });
    expect(stopReason(state)).toMatch(/camera/);
  });

  it('happens when another sensor of the same trust takes over', () => {
    const seen = (camera: string, timeMs: number) => ({
      kind: 'frame' as const,
      observation: faceAt(timeMs),
      embedding: withoutQuality(embeddingOf({ yaw: 0, pitch: 0 })),
      trust: 'virtual' as const,
      camera,
    });
    const once = enrolmentReducer(started(), seen('Virtual Kinect v2', 33));
    const same = enrolmentReducer(once, seen('Virtual Kinect v2', 66));
    expect(viewOf(same).phase).toBe('capturing');
    const other = enrolmentReducer(same, seen('Virtual Kinect v1', 99));
    expect(stopReason(other)).toMatch(/camera was changed/);
  });

  it('happens when the camera is started anew, but not before its first picture', () => {
    const anew = { kind: 'camera-started' } as const;
    expect(stopReason(enrolmentReducer(centred(), anew))).toMatch(/camera was changed/);
    expect(viewOf(enrolmentReducer(started(), anew)).phase).toBe('capturing');
    expect(viewOf(enrolmentReducer(initialEnrolment(THRESHOLDS), anew)).phase).toBe('idle');
  });

  it('never mixes two people into one set of references', () => {
    const other = circle(26, 20).map((head) => ({ ...head, person: 5 }));
    const state = watch(centred(), other, AFTER_CENTRE);
    expect(viewOf(state).phase).toBe('stopped');
  });

  it('does not happen when the face is lost: it waits, says so, and goes on', () => {
    const lost = watch(centred(), hold(4000, { yaw: 0, pitch: 0, nobody: true }), AFTER_CENTRE);
    expect(viewOf(lost)).toMatchObject({ phase: 'capturing', hint: 'nobody', direction: null });
    expect(viewOf(watch(lost, circle(26, 20), 6000)).phase).toBe('between-passes');
  });
});

describe('hints', () => {
  it('stay for at least 400 ms', () => {
    const flicker = Array.from({ length: 60 }, (_, index): Head => ({
      yaw: 0,
      pitch: 0,
      hint: index % 2 === 0 ? 'more-light' : 'hold-still',
    }));
    let state = started();
    let shown = '';
    let changes = 0;
    flicker.forEach((head, index) => {
      state = watch(state, [head], index * FRAME_MS);
      const view = viewOf(state);
      if (view.phase === 'capturing' && view.hint !== shown) changes++;
      shown = view.phase === 'capturing' ? view.hint : shown;
    });
    expect(changes).toBeGreaterThanOrEqual(2);
    expect(changes).toBeLessThanOrEqual(1 + Math.ceil(2000 / 400));
  });

  it('ask to look at the camera before the ring, and not during it', () => {
    const before = watch(started(), hold(100, { yaw: 20, pitch: 0 }));
    expect(viewOf(before)).toMatchObject({ hint: 'look-at-camera' });
    const turned: Head = { yaw: 24, pitch: 0, hint: 'look-at-camera' };
    expect(viewOf(watch(centred(), hold(900, turned), AFTER_CENTRE))).toMatchObject({
      hint: 'none',
    });
  });
});

/** References kept so far. */
function referencesOf(state: EnrolmentState): readonly Reference[] {
  return 'capture' in state.phase ? referencesOfViews(state.phase.capture.views) : [];
}

const marksOf = (state: EnrolmentState): number[] =>
  referencesOf(state).map(({ embedding }) => Math.round(100 * (embedding[MARK] ?? 0)) / 100);

describe('the views that are kept', () => {
  const bowed = (state: EnrolmentState) =>
    referencesOf(state).filter(({ yaw, pitch }) => pitch > 12 && Math.abs(yaw) < 20).length;
  const lifted = (state: EnrolmentState) =>
    referencesOf(state).filter(({ yaw, pitch }) => pitch < -12 && Math.abs(yaw) < 20).length;

  it('are more of the bowed head than of the lifted one', () => {
    const round = watch(centred(), circle(24, 18), AFTER_CENTRE);
    expect(viewOf(round).phase).toBe('between-passes');
    expect(bowed(round)).toBeGreaterThanOrEqual(7);
    expect(bowed(round)).toBeGreaterThan(lifted(round));
  });

  it('are of heads beyond the ring too, when they happen', () => {
    const within = watch(centred(), circle(24, 18), AFTER_CENTRE);
    const beyond = watch(centred(), circle(42, 30, { ms: 2 * ROUND_MS }), AFTER_CENTRE);
    const far = ({ yaw, pitch }: Reference) => Math.abs(yaw) >= 28 || pitch >= 20;
    expect(referencesOf(within).some(far)).toBe(false);
    const wide: Head[] = [
      ...hold(400, { yaw: 20, pitch: 0 }),
      ...hold(400, { yaw: 31, pitch: 0 }),
      ...hold(400, { yaw: 40, pitch: 0 }),
      ...hold(400, { yaw: 0, pitch: 15 }),
      ...hold(400, { yaw: 0, pitch: 23 }),
      ...hold(400, { yaw: 0, pitch: 30 }),
    ];
    const turned = referencesOf(watch(centred(), wide, AFTER_CENTRE)).filter(far);
    const keptAt = turned.map(({ yaw, pitch }) => [yaw, pitch]);
    expect(keptAt).toEqual([
      [31, 0],
      [40, 0],
      [0, 23],
      [0, 30],
    ]);
    expect(referencesOf(beyond).length).toBeGreaterThan(referencesOf(within).length);
  });

  it('are never more than 56, however a head turns', () => {
    const turn = fc.record({
      yaw: fc.integer({ min: -60, max: 60 }),
      pitch: fc.integer({ min: -45, max: 45 }),
      quality: fc.double({ min: -0.4, max: 0.4, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 50, maxLength: 300 }), (heads) => {
        const rounds = [0, 1].reduce((state, pass) => {
          const after = AFTER_CENTRE + pass * 40_000;
          const round = watch(watch(state, heads, after), circle(26, 20), after + 20_000);
          return enrolmentReducer(round, { kind: 'enrolment.continue' });
        }, centred());
        expect(referencesOf(rounds).length).toBeLessThanOrEqual(56);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the quality of looks', () => {
  const aside = (quality: number, mark: number): Head => ({ yaw: 22, pitch: 0, quality, mark });

  it('a clearly better look takes the place of a worse one, of the ring and of beyond it', () => {
    for (const yaw of [22, 33]) {
      const looks = [
        { ...aside(-0.3, 0.1), yaw },
        { ...aside(-0.25, 0.2), yaw },
        { ...aside(0, 0.3), yaw },
        { ...aside(-0.3, 0.4), yaw },
        { ...aside(0.05, 0.5), yaw },
      ];
      const state = watch(centred(), [{ yaw: 0, pitch: 0 }, ...looks], AFTER_CENTRE);
      const few = looks.length - marksOf(state).filter((mark) => mark > 0).length;
      expect(few).toBeGreaterThan(0);
      expect(Math.max(...marksOf(state))).toBeLessThan(0.5);
    }
    const one = watch(centred(), [aside(-0.3, 0.1), aside(-0.3, 0.15)], AFTER_CENTRE);
    const kept = marksOf(one).length;
    const better = watch(one, [aside(0, 0.3)], AFTER_CENTRE + 1000);
    expect(marksOf(better)).toHaveLength(kept);
    expect(marksOf(better).some((mark) => mark > 0.25)).toBe(true);
  });

  it('a better view from ahead takes the place of the worst one', () => {
    const ahead = (quality: number, mark: number): Head => ({ yaw: 0, pitch: 0, quality, mark });
    const four = watch(started(), hold(3000, ahead(-0.3, 0.1)));
    expect(marksOf(four)).toHaveLength(4);
    const sharp = watch(four, hold(200, ahead(0, 0.3)), 4000);
    expect(marksOf(sharp)).toHaveLength(4);
    expect(marksOf(watch(four, hold(2000, ahead(0, 0.3)), 4000)).every((m) => m > 0.2)).toBe(true);
    expect(marksOf(watch(four, hold(2000, ahead(-0.25, 0.3)), 4000))).toEqual(marksOf(four));
  });

  it('very poor looks are neither kept nor fill ticks, and whoever makes them is asked to hold still', () => {
    const poor = circle(26, 20).map((head) => ({ ...head, quality: -1.2 }));
    const before = centred();
    const state = watch(before, poor.slice(0, 40), AFTER_CENTRE);
    expect(referencesOf(state)).toEqual(referencesOf(before));
    expect(ticksOf(state).some(Boolean)).toBe(false);
    expect(viewOf(state)).toMatchObject({ hint: 'hold-still' });
    const good = watch(state, circle(26, 20), 10_000);
    expect(viewOf(good).phase).toBe('between-passes');
  });

  it('says what else is wrong first', () => {
    const dark: Head = { yaw: 22, pitch: 0, quality: -2, hint: 'more-light' };
    expect(viewOf(watch(centred(), hold(900, dark), AFTER_CENTRE))).toMatchObject({
      hint: 'more-light',
    });
  });

  it('stops nobody for ever whose looks stay poor', () => {
    const round = circle(26, 20).map((head) => ({ ...head, quality: -1.2 }));
    const poor = [...round, ...round];
    const state = watch(centred(), poor, AFTER_CENTRE);
    expect(viewOf(state).phase).toBe('between-passes');
    expect(referencesOf(state)).toHaveLength(referencesOf(centred()).length);
  });

  it('counts a turned look for poor later than one from ahead', () => {
    const from = (yaw: number) =>
      watch(centred(), hold(900, { yaw, pitch: 0, quality: -0.65 }), AFTER_CENTRE);
    expect(viewOf(from(4))).toMatchObject({ hint: 'hold-still' });
    expect(viewOf(from(24))).toMatchObject({ hint: 'none' });
  });

  it('changes nothing for an encoder that does not measure it', () => {
    const heads = circle(26, 20, { noise: normalNoise(2, 7) });
    const first = watch(centred(), heads, AFTER_CENTRE);
    const again = watch(first, heads, 20_000);
    expect(referencesOf(again)).toEqual(referencesOf(first));
  });
});

describe('without moving the head', () => {
  const asked = () => enrolmentReducer(started(), { kind: 'enrolment.partial' });

  it('eight views to the camera are needed, over some seconds', () => {
    expect(viewOf(watch(asked(), hold(5000))).phase).toBe('capturing');
    const state = watch(asked(), hold(7000));
    expect(viewOf(state)).toMatchObject({ phase: 'naming', references: 8 });
  });

  it('tells how far it is, also while nobody is there', () => {
    expect(viewOf(asked())).toMatchObject({ still: { views: 0, of: 8 } });
    const gone = watch(asked(), [...hold(2000), ...hold(2000, { yaw: 0, pitch: 0, nobody: true })]);
    expect(viewOf(gone)).toMatchObject({ hint: 'nobody', still: { views: 3, of: 8 } });
  });

  it('can be undone, and the ring goes on', () => {
    const some = watch(asked(), hold(2500));
    const undone = enrolmentReducer(some, { kind: 'enrolment.whole' });
    expect(viewOf(undone)).toMatchObject({ phase: 'capturing', still: null, centreCaptured: true });
    // However long the head stays still now.
    expect(viewOf(watch(undone, hold(9000), 2500)).phase).toBe('capturing');
    const again = enrolmentReducer(undone, { kind: 'enrolment.partial' });
    expect(viewOf(watch(again, hold(7000), 2500)).phase).toBe('naming');
  });

  it('a recording that is over needs three', () => {
    const over = (state: EnrolmentState) => enrolmentReducer(state, { kind: 'recording-over' });
    expect(viewOf(over(watch(started(), hold(500)))).phase).toBe('capturing');
    expect(viewOf(over(watch(started(), hold(1500)))).phase).toBe('naming');
    expect(viewOf(over(started())).phase).toBe('capturing');
  });

  it('does not take a face that is not surely alive', () => {
    const state = watch(asked(), hold(9000, { yaw: 0, pitch: 0, liveness: 'undecided' }));
    expect(viewOf(state)).toMatchObject({ phase: 'capturing', references: 0 });
  });
});

describe('commands', () => {
  it('finish after naming only', () => {
    const finish = { kind: 'enrolment.finish', personId: 'ada' } as const;
    expect(viewOf(enrolmentReducer(started(), finish)).phase).toBe('capturing');
    const named = watch(enrolmentReducer(started(), { kind: 'enrolment.partial' }), hold(7000));
    expect(viewOf(enrolmentReducer(named, finish))).toEqual({
      phase: 'done',
      personId: 'ada',
      references: 8,
    });
  });

  it('cancel and stop from the capture', () => {
    expect(viewOf(enrolmentReducer(centred(), { kind: 'enrolment.cancel' })).phase).toBe('idle');
    const stopped = enrolmentReducer(centred(), { kind: 'stop', reason: 'Unplugged.' });
    expect(viewOf(stopped)).toEqual({ phase: 'stopped', reason: 'Unplugged.' });
  });

  it('ignore frames when nothing is being captured', () => {
    expect(viewOf(watch(initialEnrolment(THRESHOLDS), hold(1000))).phase).toBe('idle');
  });
});
