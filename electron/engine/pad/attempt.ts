/**
 * One attempt of a presentation attack test: what the frames of one presentation, and the lock after each, come to.
 * Pure; it knows the time from the frames only.
 */
import type { LockView } from '../../contract/identity.ts';
import type { Hint, NotLiveReason, Observation } from '../../contract/observation.ts';
import type { PadAttempt, PadOutcome } from '../../contract/pad/pad.ts';

/** An attempt without a decision ends after this long. */
export const ATTEMPT_MS = 10_000;

/** A frame that the lock was shown, and how the lock stood after it. */
export interface SeenFrame {
  readonly observation: Observation;
  readonly decision: LockView;
}

export interface RunningAttempt {
  /** Time of the first frame and of the last; null before the first. */
  readonly firstMs: number | null;
  readonly elapsedMs: number;
  readonly hasSeenFace: boolean;
  readonly sees: 'nobody' | 'face';
  readonly hint: Hint;
  /** How many looks liveness refused, by what it said of them. */
  readonly notLive: Readonly<Partial<Record<NotLiveReason, number>>>;
}

export const NEW_ATTEMPT: RunningAttempt = {
  firstMs: null,
  elapsedMs: 0,
  hasSeenFace: false,
  sees: 'nobody',
  hint: 'none',
  notLive: {},
};

export type AttemptResult = Pick<PadAttempt, 'outcome' | 'reason' | 'afterMs'>;

/** The attempt after one frame more, and its result; null while it goes on. */
export function takeFrame(
  attempt: RunningAttempt,
  { observation, decision }: SeenFrame,
): { readonly attempt: RunningAttempt; readonly result: AttemptResult | null } {
  const firstMs = attempt.firstMs ?? observation.timeMs;
  const isFace = observation.kind === 'face';
  const next: RunningAttempt = {
    firstMs,
    // A clock that is set back does not give time back.
    elapsedMs: Math.max(attempt.elapsedMs, observation.timeMs - firstMs),
    hasSeenFace: attempt.hasSeenFace || isFace,
    sees: isFace ? 'face' : 'nobody',
    hint: 'hint' in decision ? decision.hint : observation.hint,
    notLive: countReason(attempt.notLive, observation),
  };
  const outcome = decided(decision) ?? timedOut(next);
  if (outcome === null) return { attempt: next, result: null };
  const reason = outcome === 'attack' ? mostFrequent(next.notLive) : null;
  return { attempt: next, result: { outcome, reason, afterMs: next.elapsedMs } };
}

/** What the lock decided; null while it has not, and for states that say nothing of the face. */
function decided(decision: LockView): PadOutcome | null {
  switch (decision.phase) {
    case 'unlocked':
      return 'opened';
    case 'looks-like-a-picture':
      return 'attack';
    // A face that stays undecided costs a try, and is no response all the same.
    case 'not-recognised':
      return decision.because === 'undecided' ? 'undecided' : 'not-recognised';
    default:
      return null;
  }
}

function timedOut({ elapsedMs, hasSeenFace }: RunningAttempt): PadOutcome | null {
  if (elapsedMs < ATTEMPT_MS) return null;
  return hasSeenFace ? 'undecided' : 'nothing-seen';
}

function countReason(
  notLive: RunningAttempt['notLive'],
  observation: Observation,
): RunningAttempt['notLive'] {
  if (observation.kind !== 'face' || observation.liveness.kind !== 'not-live') return notLive;
  const { because } = observation.liveness;
  return { ...notLive, [because]: (notLive[because] ?? 0) + 1 };
}

function mostFrequent(notLive: RunningAttempt['notLive']): NotLiveReason | null {
  const counted = Object.entries(notLive) as [NotLiveReason, number][];
  return counted.sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
