/**
 * When an open lock closes by itself: a pure state machine. Time is that of a clock that nobody sets, in milliseconds.
 *
 * The system going to sleep, locking its session or changing the user locks at once. Idle time counts from the last
 * input to the computer, but from the opening at the earliest. A face that leaves counts only once one was seen since
 * the opening: a PIN may have opened it where no camera is.
 */
import type { LockCause } from '../../contract/activity.ts';
import type { LockSettings } from '../../contract/security.ts';

export type AutoLockInput =
  /** It was opened. */
  | { readonly kind: 'opened'; readonly atMs: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'settings'; readonly settings: LockSettings }
  /** What the camera shows; not what a recording does. */
  | { readonly kind: 'seen'; readonly isFace: boolean; readonly atMs: number }
  /** Something else has the camera, or a person reads what a test told: nobody has left. */
  | { readonly kind: 'camera-busy'; readonly atMs: number }
  /** Time passes; `idleMs`: since the last input to the computer. */
  | { readonly kind: 'tick'; readonly atMs: number; readonly idleMs: number }
  /** The computer goes to sleep, its session is locked, or another user comes. */
  | { readonly kind: 'system'; readonly cause: LockCause };

export interface AutoLock {
  readonly settings: LockSettings;
  /** Null: it is closed. */
  readonly openedAtMs: number | null;
  /** Null: no face was seen since it was opened. */
  readonly faceAtMs: number | null;
  /** Why it has to be closed now; null: it has not. */
  readonly locks: LockCause | null;
}

export const initialAutoLock = (settings: LockSettings): AutoLock => ({
  settings,
  openedAtMs: null,
  faceAtMs: null,
  locks: null,
});

export function autoLockReducer(state: AutoLock, input: AutoLockInput): AutoLock {
  switch (input.kind) {
    case 'opened':
      return { ...state, openedAtMs: input.atMs, faceAtMs: null, locks: null };
    case 'closed':
      return { ...state, openedAtMs: null, faceAtMs: null, locks: null };
    case 'settings':
      return { ...state, settings: input.settings };
    case 'seen':
      return state.openedAtMs !== null && input.isFace ? { ...state, faceAtMs: input.atMs } : state;
    case 'camera-busy':
      return state.faceAtMs === null ? state : { ...state, faceAtMs: input.atMs };
    case 'tick':
      return { ...state, locks: state.locks ?? whyLeft(state, input) };
    case 'system':
      return { ...state, locks: state.openedAtMs === null ? null : input.cause };
  }
}

function whyLeft(
  { settings, openedAtMs, faceAtMs }: AutoLock,
  { atMs, idleMs }: Extract<AutoLockInput, { kind: 'tick' }>,
): LockCause | null {
  if (openedAtMs === null) return null;
  const { idleMinutes, awaySeconds } = settings;
  const isIdle =
    idleMinutes !== null && Math.min(idleMs, atMs - openedAtMs) >= idleMinutes * 60_000;
  const isAway = awaySeconds !== null && faceAtMs !== null && atMs - faceAtMs >= awaySeconds * 1000;
  if (isIdle) return 'idle';
  return isAway ? 'face-left' : null;
}
