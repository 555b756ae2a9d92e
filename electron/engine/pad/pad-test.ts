/**
 * A presentation attack test as a pure state machine: which presentation is due, whether it waits for the person, looks
 * or shows a result, and what has been counted. Each attempt meets a lock that knows of nothing before; whoever drives
 * this gives it a new one whenever `isLooking` becomes true. Time comes from the frames only.
 */
import type { PadAttempt, PadCommand, PadPlan, PadStep, PadView } from '../../contract/pad/pad.ts';
import {
  ATTEMPT_MS,
  NEW_ATTEMPT,
  takeFrame,
  type RunningAttempt,
  type SeenFrame,
} from './attempt.ts';
import { padFigures } from './pad-figures.ts';

export type PadInput =
  | PadCommand
  | ({ readonly kind: 'frame' } & SeenFrame)
  /** Of a frame that the lock was not shown. */
  | { readonly kind: 'time'; readonly timeMs: number }
  /** The attempt that runs counts nowhere: the camera failed, not the lock. */
  | { readonly kind: 'camera-lost'; readonly reason: string };

type Phase =
  | { readonly kind: 'preparing'; readonly notice: string | null }
  | { readonly kind: 'starting'; readonly firstMs: number | null; readonly elapsedMs: number }
  | { readonly kind: 'looking'; readonly running: RunningAttempt }
  /** The attempt is the last of `attempts`. */
  | { readonly kind: 'result' }
  | { readonly kind: 'done'; readonly ended: 'finished' | 'stopped' };

export interface PadTest {
  readonly plan: PadPlan;
  /** From “ready” to the start of the attempt. */
  readonly countdownMs: number;
  /** Place in the plan; its length at the end. */
  readonly at: number;
  /** In the order in which they were made. */
  readonly attempts: readonly PadAttempt[];
  readonly repeated: number;
  readonly phase: Phase;
}

/** Before the first attempt. A plan without attempts is over at once; a presentation that stands twice counts once. */
export function startPadTest({ presentations }: PadPlan, countdownMs = 0): PadTest {
  const once = new Map(presentations.map((planned) => [planned.presentation, planned]));
  const plan = { presentations: [...once.values()].filter(({ attempts }) => attempts > 0) };
  return prepare({ plan, countdownMs, at: 0, attempts: [], repeated: 0, phase: PREPARING }, 0);
}

const PREPARING: Phase = { kind: 'preparing', notice: null };

/** The next state; never throws, never reads a clock. What does not fit the phase changes nothing. */
export function padReducer(test: PadTest, input: PadInput): PadTest {
  if (test.phase.kind === 'done') return test;
  switch (input.kind) {
    case 'pad.next':
      return goOn(test);
    case 'pad.repeat':
      return repeat(test);
    case 'pad.skip':
      return prepare(test, test.at + 1);
    case 'pad.stop':
      return { ...test, phase: { kind: 'done', ended: isPlanDone(test) ? 'finished' : 'stopped' } };
    case 'camera-lost':
      if (test.phase.kind !== 'looking' && test.phase.kind !== 'starting') return test;
      return { ...test, phase: { kind: 'preparing', notice: input.reason } };
    case 'time':
      return countDown(test, input.timeMs);
    case 'frame':
      return look(test, input);
  }
}

/** Is an attempt being made? Then it wants frames. */
export const isLooking = ({ phase }: PadTest): boolean => phase.kind === 'looking';

/** The window's view, but for the end, which needs to know the camera and the lock (`PadResults`). */
export function viewOf(
  test: PadTest,
  isDemonstration: boolean,
): Exclude<PadView, { phase: 'idle' | 'done' }> | null {
  const { phase, at, attempts } = test;
  const step = stepAt(test, at);
  if (phase.kind === 'done' || step === null) return null;
  const common = { isDemonstration, figures: padFigures(attempts) };
  switch (phase.kind) {
    case 'preparing':
      return { ...common, step, phase: 'preparing', notice: phase.notice };
    case 'starting': {
      const leftMs = Math.max(0, test.countdownMs - phase.elapsedMs);
      return { ...common, step, phase: 'starting', secondsLeft: Math.ceil(leftMs / 1000) };
    }
    case 'looking': {
      const { sees, hint, elapsedMs } = phase.running;
      const secondsLeft = Math.max(0, Math.ceil((ATTEMPT_MS - elapsedMs) / 1000));
      return { ...common, step, phase: 'looking', sees, hint, secondsLeft };
    }
    case 'result': {
      const attempt = attempts.at(-1);
      if (attempt === undefined) return null;
      const made = { ...step, attempt: step.attempt - 1 };
      return { ...common, step: made, phase: 'result', attempt, next: nextStep(test) };
    }
  }
}

function goOn(test: PadTest): PadTest {
  switch (test.phase.kind) {
    case 'preparing':
      return begin(test);
    case 'result':
      // The same thing again needs no preparation.
      return isPresentationDone(test) ? prepare(test, test.at + 1) : begin(test);
    case 'starting':
    case 'looking':
    case 'done':
      return test;
  }
}

function begin(test: PadTest): PadTest {
  const phase: Phase =
    test.countdownMs > 0
      ? { kind: 'starting', firstMs: null, elapsedMs: 0 }
      : { kind: 'looking', running: NEW_ATTEMPT };
  return { ...test, phase };
}

function countDown(test: PadTest, timeMs: number): PadTest {
  const { phase, countdownMs } = test;
  if (phase.kind !== 'starting') return test;
  const firstMs = phase.firstMs ?? timeMs;
  const elapsedMs = Math.max(phase.elapsedMs, timeMs - firstMs);
  return elapsedMs >= countdownMs
    ? { ...test, phase: { kind: 'looking', running: NEW_ATTEMPT } }
    : { ...test, phase: { kind: 'starting', firstMs, elapsedMs } };
}

function repeat(test: PadTest): PadTest {
  switch (test.phase.kind) {
    // Nothing was shown yet.
    case 'starting':
      return { ...test, phase: PREPARING };
    case 'looking':
      return { ...test, repeated: test.repeated + 1, phase: PREPARING };
    case 'result': {
      const attempts = test.attempts.slice(0, -1);
      return { ...test, attempts, repeated: test.repeated + 1, phase: PREPARING };
    }
    case 'preparing':
    case 'done':
      return test;
  }
}

function look(test: PadTest, frame: SeenFrame): PadTest {
  const planned = test.plan.presentations[test.at];
  if (test.phase.kind !== 'looking' || planned === undefined) return test;
  const { attempt: running, result } = takeFrame(test.phase.running, frame);
  if (result === null) return { ...test, phase: { kind: 'looking', running } };
  const attempt: PadAttempt = { presentation: planned.presentation, ...result };
  return { ...test, attempts: [...test.attempts, attempt], phase: { kind: 'result' } };
}

function prepare(test: PadTest, at: number): PadTest {
  const isOver = at >= test.plan.presentations.length;
  return { ...test, at, phase: isOver ? { kind: 'done', ended: 'finished' } : PREPARING };
}

/** Where the next attempt at a place of the plan would be counted. */
function stepAt({ plan, attempts }: PadTest, at: number): PadStep | null {
  const planned = plan.presentations[at];
  if (planned === undefined) return null;
  return {
    presentation: planned.presentation,
    attempt: madeOf(attempts, planned.presentation) + 1,
    attempts: planned.attempts,
    step: at + 1,
    steps: plan.presentations.length,
  };
}

const nextStep = (test: PadTest): PadStep | null =>
  stepAt(test, isPresentationDone(test) ? test.at + 1 : test.at);

function isPresentationDone({ plan, at, attempts }: PadTest): boolean {
  const planned = plan.presentations[at];
  return planned === undefined || madeOf(attempts, planned.presentation) >= planned.attempts;
}

function isPlanDone(test: PadTest): boolean {
  return isPresentationDone(test) && test.at + 1 >= test.plan.presentations.length;
}

const madeOf = (attempts: readonly PadAttempt[], wanted: PadAttempt['presentation']): number =>
  attempts.filter(({ presentation }) => presentation === wanted).length;
