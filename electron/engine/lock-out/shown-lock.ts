/** What a window may be shown of the lock: what was judged, and how often it may still be tried. */
import type { AttemptReport, JudgedLock, LockView } from '../../contract/identity.ts';
import type { Moment } from './lock-clock.ts';
import {
  faceObstacle,
  MAXIMUM_PICTURES,
  stepLockOut,
  triesLeft,
  type LockOut,
  type LockOutStep,
} from './lock-out.ts';

/** The view of a lock that stands so. Where only a PIN opens, it says that whatever was judged. */
export function shownLock(judged: JudgedLock, state: LockOut, now: Moment): LockView {
  if (judged.phase === 'nothing-enrolled' || judged.phase === 'unlocked') return judged;
  const obstacle = faceObstacle(state, now);
  switch (obstacle) {
    case 'tries':
    case 'pictures':
      return { phase: 'too-many-tries', because: obstacle, retryAt: null };
    case 'start':
    case 'unused':
    case 'old-pin':
      return { phase: 'pin-needed', because: obstacle };
    case null:
      return withTriesLeft(judged, state);
  }
}

function withTriesLeft(
  judged: Exclude<JudgedLock, { phase: 'nothing-enrolled' | 'unlocked' }>,
  state: LockOut,
): LockView {
  switch (judged.phase) {
    case 'not-recognised':
      return { ...judged, triesLeft: triesLeft(state) };
    case 'looks-like-a-picture': {
      const picturesLeft = MAXIMUM_PICTURES - state.picturesInRow;
      return { ...judged, triesLeft: Math.min(triesLeft(state), picturesLeft) };
    }
    case 'locked':
    case 'looking':
    case 'no-camera':
      return judged;
  }
}

/** What a decided attempt costs or opens, where it was charged before. */
export const decideAttempt = (
  state: LockOut,
  { refused }: Pick<AttemptReport, 'refused'>,
  now: Moment,
): LockOutStep =>
  stepLockOut(
    state,
    refused === null
      ? { kind: 'face-matched', now }
      : { kind: 'face-refused', isPicture: refused === 'picture', now },
  );
