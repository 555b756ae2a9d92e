import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LockView } from '../../contract/identity.ts';
import { PAD_OUTCOMES, type PadPlan } from '../../contract/pad/pad.ts';
import { PRESENTATION_IDS } from '../../contract/pad/species.ts';
import { ATTEMPT_MS, type SeenFrame } from './attempt.ts';
import {
  isLooking,
  padReducer,
  startPadTest,
  viewOf,
  type PadInput,
  type PadTest,
} from './pad-test.ts';
import {
  faceAt,
  LOCKED,
  LOOKING,
  nobodyAt,
  OPEN,
  PICTURE,
  STRANGER,
} from './seen-frames-fixture.ts';

const PLAN: PadPlan = {
  presentations: [
    { presentation: 'genuine', attempts: 2 },
    { presentation: 'print-bent', attempts: 1 },
  ],
};
const NEXT = { kind: 'pad.next' } as const;
const frame = (seen: SeenFrame): PadInput => ({ kind: 'frame', ...seen });
const after = (test: PadTest, ...inputs: readonly PadInput[]): PadTest =>
  inputs.reduce(padReducer, test);
const attempt = (...frames: readonly SeenFrame[]): PadInput[] => [NEXT, ...frames.map(frame)];
const bent = { kind: 'not-live', reliefMm: 0.4, because: 'bent', logOdds: -6 } as const;

describe('a presentation attack test', () => {
  it('leads through its plan, and counts what the lock decided', () => {
    let test = startPadTest(PLAN);
    expect(viewOf(test, false)).toMatchObject({
      phase: 'preparing',
      step: { presentation: 'genuine', attempt: 1, attempts: 2, step: 1, steps: 2 },
    });
    test = after(test, ...attempt(nobodyAt(1000), faceAt(1500), faceAt(1900, OPEN)));
    expect(viewOf(test, false)).toMatchObject({
      phase: 'result',
      step: { presentation: 'genuine', attempt: 1 },
      attempt: { outcome: 'opened', reason: null, afterMs: 900 },
      next: { presentation: 'genuine', attempt: 2 },
      figures: { genuine: { shown: 1, frr: { errors: 0 } } },
    });
    // The same thing again needs no preparation; another thing does.
    test = after(test, NEXT);
    expect(isLooking(test)).toBe(true);
    test = after(test, frame(faceAt(5000, STRANGER)));
    expect(viewOf(test, false)).toMatchObject({ next: { presentation: 'print-bent', attempt: 1 } });
    test = after(test, NEXT);
    expect(viewOf(test, false)).toMatchObject({
      phase: 'preparing',
      step: { presentation: 'print-bent', step: 2 },
    });
    test = after(
      test,
      ...attempt(faceAt(9000, LOOKING, bent), faceAt(9033, LOOKING), faceAt(9300, PICTURE, bent)),
    );
    expect(viewOf(test, false)).toMatchObject({
      phase: 'result',
      attempt: { presentation: 'print-bent', outcome: 'attack', reason: 'bent', afterMs: 300 },
      next: null,
    });
    test = after(test, NEXT);
    expect(test.phase).toEqual({ kind: 'done', ended: 'finished' });
    expect(viewOf(test, false)).toBeNull();
    expect(test.attempts.map(({ outcome }) => outcome)).toEqual([
      'opened',
      'not-recognised',
      'attack',
    ]);
  });

  it('gives the lock ten seconds of frames, and tells nobody from undecided', () => {
    const waiting = after(startPadTest(PLAN), NEXT, frame(nobodyAt(0)), frame(nobodyAt(9999)));
    expect(viewOf(waiting, false)).toMatchObject({ phase: 'looking', secondsLeft: 1 });
    const unseen = after(waiting, frame(nobodyAt(ATTEMPT_MS)));
    expect(unseen.attempts).toMatchObject([{ outcome: 'nothing-seen' }]);
    const seen = after(waiting, frame(faceAt(9999)), frame(nobodyAt(ATTEMPT_MS)));
    expect(seen.attempts).toMatchObject([{ outcome: 'undecided', reason: null }]);
    const gaveUp: LockView = { phase: 'not-recognised', because: 'undecided', triesLeft: 4 };
    expect(after(waiting, frame(faceAt(9999, gaveUp))).attempts).toMatchObject([
      { outcome: 'undecided', reason: null },
    ]);
    // What is decided with the last frame is decided.
    const opened = after(waiting, frame(faceAt(ATTEMPT_MS, OPEN)));
    expect(opened.attempts).toMatchObject([{ outcome: 'opened' }]);
  });

  it('is not rewound by a clock that is set back', () => {
    const test = after(
      startPadTest(PLAN),
      ...attempt(faceAt(5000), faceAt(9000), faceAt(100), faceAt(4000)),
    );
    expect(viewOf(test, false)).toMatchObject({ phase: 'looking', secondsLeft: 6 });
  });

  it('gives time to get into place before each attempt, and nothing is lost with it', () => {
    let test = after(startPadTest(PLAN, 3000), NEXT, { kind: 'time', timeMs: 100 });
    expect(viewOf(test, false)).toMatchObject({ phase: 'starting', secondsLeft: 3 });
    expect(after(test, frame(faceAt(200, OPEN)), NEXT)).toBe(test);
    expect(after(test, { kind: 'pad.repeat' })).toMatchObject({ repeated: 0, attempts: [] });
    expect(after(test, { kind: 'camera-lost', reason: 'Gone.' }).phase).toEqual({
      kind: 'preparing',
      notice: 'Gone.',
    });
    test = after(test, { kind: 'time', timeMs: 3099 });
    expect(isLooking(test)).toBe(false);
    expect(isLooking(after(test, { kind: 'time', timeMs: 3100 }))).toBe(true);
  });

  it('repeats an attempt, and says that it did', () => {
    const made = after(startPadTest(PLAN), ...attempt(faceAt(0, OPEN)));
    const again = after(made, { kind: 'pad.repeat' });
    expect(again).toMatchObject({ attempts: [], repeated: 1, phase: { kind: 'preparing' } });
    const broken = after(made, NEXT, frame(faceAt(50)), { kind: 'pad.repeat' });
    expect(broken).toMatchObject({ repeated: 1, phase: { kind: 'preparing' } });
    expect(broken.attempts).toHaveLength(1);
    expect(viewOf(broken, false)).toMatchObject({ step: { attempt: 2 } });
  });

  it('skips the rest of a presentation and keeps what it has counted', () => {
    const made = after(startPadTest(PLAN), ...attempt(faceAt(0, OPEN)), { kind: 'pad.skip' });
    expect(viewOf(made, false)).toMatchObject({
      phase: 'preparing',
      step: { presentation: 'print-bent' },
      figures: { genuine: { shown: 1 } },
    });
    expect(after(made, { kind: 'pad.skip' }).phase).toEqual({ kind: 'done', ended: 'finished' });
  });

  it('does not count an attempt that the camera broke off, and says why', () => {
    const lost = after(startPadTest(PLAN), NEXT, frame(faceAt(0)), {
      kind: 'camera-lost',
      reason: 'It was unplugged.',
    });
    expect(lost).toMatchObject({ attempts: [], repeated: 0 });
    expect(viewOf(lost, false)).toMatchObject({ phase: 'preparing', notice: 'It was unplugged.' });
    // Between attempts it is nobody's loss.
    const preparing = startPadTest(PLAN);
    expect(after(preparing, { kind: 'camera-lost', reason: 'x' })).toBe(preparing);
  });

  it('keeps what was counted when it is stopped', () => {
    const made = after(startPadTest(PLAN), ...attempt(faceAt(0, OPEN)));
    expect(after(made, { kind: 'pad.stop' })).toMatchObject({
      attempts: [{ outcome: 'opened' }],
      phase: { kind: 'done', ended: 'stopped' },
    });
    // After the last result nothing is missing.
    const all = after(made, ...attempt(faceAt(1, OPEN)), ...attempt(), ...attempt(faceAt(2, OPEN)));
    expect(after(all, { kind: 'pad.stop' }).phase).toEqual({ kind: 'done', ended: 'finished' });
  });

  it('is over at once when nothing is planned, and takes a doubled presentation once', () => {
    expect(startPadTest({ presentations: [] }).phase).toEqual({ kind: 'done', ended: 'finished' });
    const none = { presentations: [{ presentation: 'mask', attempts: 0 }] } as unknown as PadPlan;
    expect(startPadTest(none).phase.kind).toBe('done');
    const doubled = startPadTest({ presentations: [...PLAN.presentations, ...PLAN.presentations] });
    expect(viewOf(doubled, false)).toMatchObject({ step: { steps: 2 } });
  });
});

const decisions = [LOOKING, LOCKED, OPEN, PICTURE, STRANGER];
const anyInput: fc.Arbitrary<PadInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<PadInput>(NEXT) },
  fc.constantFrom<PadInput>({ kind: 'pad.repeat' }, { kind: 'pad.skip' }),
  fc.constant<PadInput>({ kind: 'camera-lost', reason: 'x' }),
  {
    weight: 8,
    arbitrary: fc
      .record({
        timeMs: fc.integer({ min: 0, max: 40_000 }),
        decision: fc.constantFrom(...decisions),
        isFace: fc.boolean(),
      })
      .map(({ timeMs, decision, isFace }) =>
        frame(isFace ? faceAt(timeMs, decision) : nobodyAt(timeMs, decision)),
      ),
  },
);
const anyPlan: fc.Arbitrary<PadPlan> = fc
  .uniqueArray(fc.constantFrom(...PRESENTATION_IDS), { minLength: 1, maxLength: 4 })
  .chain((ids) =>
    fc.tuple(
      ...ids.map((presentation) =>
        fc.integer({ min: 1, max: 3 }).map((attempts) => ({ presentation, attempts })),
      ),
    ),
  )
  .map((presentations) => ({ presentations }));

describe('whatever a person and a camera do', () => {
  it('no attempt is counted twice, too often or out of the plan, and figures add up', () => {
    fc.assert(
      fc.property(anyPlan, fc.array(anyInput, { maxLength: 120 }), (plan, inputs) => {
        const test = after(startPadTest(plan), ...inputs);
        for (const { presentation, attempts } of plan.presentations) {
          const made = test.attempts.filter((attempt) => attempt.presentation === presentation);
          expect(made.length).toBeLessThanOrEqual(attempts);
        }
        expect(test.attempts.every(({ afterMs }) => afterMs >= 0)).toBe(true);
        const view = viewOf(test, false);
        if (view === null) {
          expect(test.phase.kind).toBe('done');
          return;
        }
        expect(view.step.attempt).toBeLessThanOrEqual(view.step.attempts);
        const { genuine, species } = view.figures;
        const counted = [...(genuine === null ? [] : [genuine]), ...species];
        expect(counted.reduce((sum, { shown }) => sum + shown, 0)).toBe(test.attempts.length);
        for (const { shown, outcomes } of counted) {
          expect(PAD_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0)).toBe(shown);
        }
      }),
    );
  });

  it('a person who says “next” and a lock that decides reach the end', () => {
    fc.assert(
      fc.property(anyPlan, fc.constantFrom(OPEN, PICTURE, STRANGER), (plan, decision) => {
        let test = startPadTest(plan);
        const planned = plan.presentations.reduce((sum, { attempts }) => sum + attempts, 0);
        for (let k = 0; k < 2 * planned + plan.presentations.length; k++) {
          test = after(test, NEXT, frame(faceAt(k, decision)));
        }
        expect(test.phase).toEqual({ kind: 'done', ended: 'finished' });
        expect(test.attempts).toHaveLength(planned);
      }),
    );
  });
});
