/** The unlock decision with its tries counted beside it, as main and rehearsals do: for tests of whole attempts. */
import type { LockView } from '../../contract/identity.ts';
import { faceObstacle, NEW_LOCK_OUT, stepLockOut, type LockOut } from '../lock-out/lock-out.ts';
import { decideAttempt, shownLock } from '../lock-out/shown-lock.ts';
import * as judged from './unlock.ts';

export { MAXIMUM_PICTURES, MAXIMUM_TRIES } from '../lock-out/lock-out.ts';
export type { UnlockInput } from './unlock.ts';

const NOW = { wallMs: 0, upMs: 0, run: 'test', boot: null };

export interface UnlockState extends judged.UnlockState {
  readonly lockOut: LockOut;
  readonly failedTries: number;
  readonly picturesInRow: number;
}

export function initialUnlock(...[rules, people]: Parameters<typeof judged.initialUnlock>) {
  const { state } = stepLockOut(NEW_LOCK_OUT, { kind: 'pin-right', now: NOW });
  return counted(judged.initialUnlock(rules, people), state);
}

export function unlockReducer(before: UnlockState, input: judged.UnlockInput): UnlockState {
  const next = judged.unlockReducer(before, input);
  if (input.kind === 'lock.pin') {
    return counted(next, stepLockOut(before.lockOut, { kind: 'pin-right', now: NOW }).state);
  }
  const { report } = next;
  if (report === null || report === before.report) return counted(next, before.lockOut);
  const begun = stepLockOut(before.lockOut, { kind: 'attempt-begun', now: NOW }).state;
  return counted(next, decideAttempt(begun, report, NOW).state);
}

/** The state with so many faces refused, or pictures in a row. */
export function withTries(
  state: UnlockState,
  tries: Partial<Pick<LockOut, 'faceTries' | 'picturesInRow'>>,
): UnlockState {
  return counted(state, { ...state.lockOut, ...tries });
}

export function viewOf(state: UnlockState): LockView {
  return shownLock(judged.viewOf(state), state.lockOut, NOW);
}

function counted(state: judged.UnlockState, lockOut: LockOut): UnlockState {
  const allowed = faceObstacle(lockOut, NOW) === null;
  return {
    ...judged.unlockReducer(state, { kind: 'lock.face', allowed }),
    lockOut,
    failedTries: lockOut.faceTries,
    picturesInRow: lockOut.picturesInRow,
  };
}
