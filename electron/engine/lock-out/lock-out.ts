/**
 * What may open the lock, and how often it may still be tried: a pure state machine, kept on disk by whoever owns it and
 * written before each judgement. A try is charged before it is judged, so that whatever ends the judging (a killed
 * engine, a power cut) costs the try. Clocks and restarts cost, and never give.
 *
 * - After a start of the program only a PIN opens; so it does 48 hours after the last face or PIN, and 6.5 days after
 *   the last PIN unless a face opened within the last 4 hours.
 * - After five refused faces, or three pictures in a row, only a PIN opens.
 * - After five wrong PINs in a row there is a minute's wait, doubled with each further one, up to an hour; a restart
 *   begins it anew.
 */
import { z } from 'zod';
import {
  leastElapsed,
  momentSchema,
  mostElapsed,
  type KeptMoment,
  type Moment,
} from './lock-clock.ts';

/** Refused faces after which only the PIN opens. */
export const MAXIMUM_TRIES = 5;
/** The same for pictures one after the other: nobody shows three by mistake. */
export const MAXIMUM_PICTURES = 3;

const HOUR_MS = 3_600_000;
/** Nothing has opened it for so long. */
const UNUSED_MS = 48 * HOUR_MS;
/** The PIN is so old, and no face has opened it for the time below. */
const OLD_PIN_MS = 6.5 * 24 * HOUR_MS;
const OLD_FACE_MS = 4 * HOUR_MS;

const FREE_PINS = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = HOUR_MS;
/** From here on every wait is the longest. */
const MOST_PIN_FAILURES = 1000;

const count = z.number().int().min(0);

/** What is kept on disk. */
export const lockOutSchema = z.object({
  /** Grows with every change: an older copy is told by it. */
  counter: count,
  /** Faces that were refused since the last opening, and the one that is being judged. */
  faceTries: count.max(MAXIMUM_TRIES),
  picturesInRow: count.max(MAXIMUM_PICTURES),
  /** Who judges a face now: a run, or one process of it; null: nobody. The try is charged. */
  pendingAttempt: z.string().min(1).max(100).nullable(),
  /** Wrong PINs in a row, and those that are being checked. */
  pinFailures: count.max(MOST_PIN_FAILURES),
  /** Since when the wait after the last of them runs; null: there is none, or it has not begun in any run. */
  pinSince: z.object({ run: z.string().min(1).max(100), upMs: z.number() }).nullable(),
  /** The last right PIN. */
  lastPin: momentSchema.nullable(),
  /** The last face that opened it. */
  lastFace: momentSchema.nullable(),
});
export type LockOut = Readonly<z.infer<typeof lockOutSchema>>;

/** Nobody has tried anything. */
export const NEW_LOCK_OUT: LockOut = {
  counter: 0,
  faceTries: 0,
  picturesInRow: 0,
  pendingAttempt: null,
  pinFailures: 0,
  pinSince: null,
  lastPin: null,
  lastFace: null,
};

/** All tries used up: what a state that cannot be read counts as. */
export const USED_UP: LockOut = {
  ...NEW_LOCK_OUT,
  faceTries: MAXIMUM_TRIES,
  picturesInRow: MAXIMUM_PICTURES,
  pinFailures: FREE_PINS,
};

/**
 * Where a state should be and is not: one PIN may be tried at once, as after an update from a version that kept none,
 * and each further one has to wait. No face opens before a PIN does.
 */
export const suspicious = (): LockOut => ({ ...NEW_LOCK_OUT, pinFailures: FREE_PINS - 1 });

/** The state that was stored; damage gives no tries back. */
export function readLockOut(stored: unknown): LockOut {
  const parsed = lockOutSchema.safeParse(stored);
  return parsed.success ? parsed.data : USED_UP;
}

export type LockOutInput =
  /** The program starts: whatever an earlier run began to judge is over, at its cost. */
  | { readonly kind: 'started'; readonly now: Moment }
  /** A face is about to be judged. */
  | { readonly kind: 'attempt-begun'; readonly now: Moment }
  /** Nothing is held for or against that face any more: it went away. */
  | { readonly kind: 'attempt-abandoned'; readonly now: Moment }
  /** Whoever judged it is gone. */
  | { readonly kind: 'engine-lost'; readonly now: Moment }
  | { readonly kind: 'face-refused'; readonly isPicture: boolean; readonly now: Moment }
  | { readonly kind: 'face-matched'; readonly now: Moment }
  /** A PIN is about to be checked. */
  | { readonly kind: 'pin-begun'; readonly now: Moment }
  /** The PIN that was begun is right. A wrong one needs no word: it was charged. */
  | { readonly kind: 'pin-right'; readonly now: Moment }
  /** Everybody was erased: nothing is left to be guessed at. */
  | { readonly kind: 'erased' };

/** Why no face opens it now. */
export type FaceObstacle = 'tries' | 'pictures' | 'start' | 'unused' | 'old-pin';

export interface LockOutStep {
  readonly state: LockOut;
  /**
   * `judge`: what was begun is charged and may be judged, once the state is on disk. `open`: it opens. `refuse`: it may
   * not be judged, or does not open. `noted`: all else.
   */
  readonly verdict: 'judge' | 'open' | 'refuse' | 'noted';
}

/** The next state, and what may follow; never throws, reads no clock. */
export function stepLockOut(state: LockOut, input: LockOutInput): LockOutStep {
  switch (input.kind) {
    case 'started':
      return noted(state, { pendingAttempt: null, ...restartedWait(state, input.now) });
    case 'engine-lost':
      return noted(state, endOwn(state, input.now));
    case 'attempt-begun':
      return beginAttempt(state, input.now);
    case 'attempt-abandoned':
      return isJudging(state, input.now)
        ? noted(state, { pendingAttempt: null, faceTries: Math.max(0, state.faceTries - 1) })
        : noted(state, {});
    case 'face-refused':
      return noted(charged(state, input.now), {
        ...endOwn(state, input.now),
        picturesInRow: input.isPicture ? Math.min(MAXIMUM_PICTURES, state.picturesInRow + 1) : 0,
      });
    case 'face-matched':
      return afterMatch(state, input.now);
    case 'pin-begun':
      return beginPin(state, input.now);
    case 'pin-right':
      return {
        verdict: 'open',
        state: changed(state, {
          ...{ faceTries: 0, picturesInRow: 0, pendingAttempt: null },
          ...{ pinFailures: 0, pinSince: null, lastPin: kept(input.now) },
        }),
      };
    case 'erased':
      return noted(state, { ...NEW_LOCK_OUT, counter: state.counter });
  }
}

/** Why no face may open it now; null: one may. A face that is being judged does not stand in its own way. */
export function faceObstacle(state: LockOut, now: Moment): FaceObstacle | null {
  const { lastPin, lastFace } = state;
  if (refusedTries(state) >= MAXIMUM_TRIES) return 'tries';
  if (state.picturesInRow >= MAXIMUM_PICTURES) return 'pictures';
  if (lastPin?.run !== now.run) return 'start';
  const pinMs = mostElapsed(lastPin, now);
  const faceMs = lastFace === null ? Infinity : mostElapsed(lastFace, now);
  if (Math.min(pinMs, faceMs) >= UNUSED_MS) return 'unused';
  return pinMs > OLD_PIN_MS && faceMs > OLD_FACE_MS ? 'old-pin' : null;
}

/** Milliseconds until a PIN may be tried, 0 to an hour. */
export function pinWait({ pinFailures, pinSince }: LockOut, now: Moment): number {
  if (pinFailures < FREE_PINS) return 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (pinFailures - FREE_PINS));
  const waitedMs = pinSince === null ? 0 : leastElapsed(pinSince, now);
  return Math.max(0, waitMs - waitedMs);
}

/** Refused faces, without the one that is being judged. */
export const refusedTries = ({ faceTries, pendingAttempt }: LockOut): number =>
  Math.max(0, faceTries - (pendingAttempt === null ? 0 : 1));

/** Tries by face that are left before only a PIN opens. */
export const triesLeft = (state: LockOut): number => MAXIMUM_TRIES - refusedTries(state);

/** Whether the face that is being judged is judged by whoever asks. */
export const isJudging = (state: LockOut, now: Moment): boolean =>
  state.pendingAttempt === judgeOf(now);

const judgeOf = ({ judge, run }: Moment): string => judge ?? run;

const kept = ({ wallMs, upMs, run, boot }: Moment): KeptMoment => ({ wallMs, upMs, run, boot });

function beginAttempt(state: LockOut, now: Moment): LockOutStep {
  if (isJudging(state, now)) return { state, verdict: 'judge' };
  // Another judge's attempt was cut off, or is in another process: its try stays charged.
  const settled = { ...state, pendingAttempt: null };
  if (faceObstacle(settled, now) !== null) return { ...noted(state, {}), verdict: 'refuse' };
  const faceTries = Math.min(MAXIMUM_TRIES, state.faceTries + 1);
  return { state: changed(state, { faceTries, pendingAttempt: judgeOf(now) }), verdict: 'judge' };
}

function afterMatch(state: LockOut, now: Moment): LockOutStep {
  const isCharged = isJudging(state, now);
  if (!isCharged || faceObstacle(state, now) !== null) {
    return { state: changed(charged(state, now), endOwn(state, now)), verdict: 'refuse' };
  }
  const opened = { faceTries: 0, picturesInRow: 0, pendingAttempt: null, lastFace: kept(now) };
  return { state: changed(state, opened), verdict: 'open' };
}

function beginPin(state: LockOut, now: Moment): LockOutStep {
  if (pinWait(state, now) > 0) {
    return { state: changed(state, restartedWait(state, now)), verdict: 'refuse' };
  }
  const pinFailures = Math.min(MOST_PIN_FAILURES, state.pinFailures + 1);
  const pinSince = pinFailures < FREE_PINS ? null : { run: now.run, upMs: now.upMs };
  return { state: changed(state, { pinFailures, pinSince }), verdict: 'judge' };
}

/** A wait that another run began starts anew: what passed between the runs cannot be measured. */
function restartedWait({ pinFailures, pinSince }: LockOut, now: Moment): Partial<LockOut> {
  if (pinFailures < FREE_PINS || pinSince?.run === now.run) return {};
  return { pinSince: { run: now.run, upMs: now.upMs } };
}

/** The state with a try for what this judge never began. Another's attempt stays charged: it is not given back after it. */
const charged = (state: LockOut, now: Moment): LockOut =>
  isJudging(state, now)
    ? state
    : {
        ...state,
        pendingAttempt: null,
        faceTries: Math.min(MAXIMUM_TRIES, state.faceTries + 1),
      };

/** The attempt of this judge is over; that of another one is not this one's to end. */
const endOwn = (state: LockOut, now: Moment): Partial<LockOut> =>
  isJudging(state, now) ? { pendingAttempt: null } : {};

const noted = (state: LockOut, changes: Partial<LockOut>): LockOutStep => ({
  state: changed(state, changes),
  verdict: 'noted',
});

const changed = (state: LockOut, changes: Partial<LockOut>): LockOut => ({
  ...state,
  ...changes,
  counter: state.counter + 1,
});
