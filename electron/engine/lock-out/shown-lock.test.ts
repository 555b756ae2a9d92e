import { describe, expect, it } from 'vitest';
import type { JudgedLock } from '../../contract/identity.ts';
import { NEW_LOCK_OUT, stepLockOut, type LockOut } from './lock-out.ts';
import { decideAttempt, shownLock } from './shown-lock.ts';

const NOW = { wallMs: 0, upMs: 0, run: 'run', boot: null };
const KNOWN: LockOut = stepLockOut(NEW_LOCK_OUT, { kind: 'pin-right', now: NOW }).state;
const REFUSED: JudgedLock = { phase: 'not-recognised', because: 'stranger' };
const PICTURE: JudgedLock = { phase: 'looks-like-a-picture' };
const CLOSED: readonly JudgedLock[] = [
  { phase: 'locked', hint: 'nobody' },
  { phase: 'looking', hint: 'move-closer' },
  { phase: 'no-camera', reason: 'Unplugged.' },
];

describe('what is shown of a lock', () => {
  it.each(CLOSED)('is what was judged, while a face may open it: $phase', (judged) => {
    expect(shownLock(judged, KNOWN, NOW)).toEqual(judged);
  });

  it.each([...CLOSED, REFUSED, PICTURE])('asks for the PIN after a start: $phase', (judged) => {
    expect(shownLock(judged, NEW_LOCK_OUT, NOW)).toEqual({ phase: 'pin-needed', because: 'start' });
  });

  it('counts the tries that are left, without the one that is being judged', () => {
    const { state } = decideAttempt(KNOWN, { refused: 'stranger' }, NOW);
    expect(shownLock(REFUSED, state, NOW)).toEqual({ ...REFUSED, triesLeft: 4 });
    const next = stepLockOut(state, { kind: 'attempt-begun', now: NOW }).state;
    expect(shownLock(REFUSED, next, NOW)).toEqual({ ...REFUSED, triesLeft: 4 });
  });

  it('counts pictures by what runs out first', () => {
    let state = decideAttempt(KNOWN, { refused: 'picture' }, NOW).state;
    expect(shownLock(PICTURE, state, NOW)).toEqual({ ...PICTURE, triesLeft: 2 });
    for (let k = 0; k < 2; k++) state = decideAttempt(state, { refused: 'picture' }, NOW).state;
    expect(shownLock(PICTURE, state, NOW)).toMatchObject({
      ...{ phase: 'too-many-tries', because: 'pictures' },
    });
  });

  it('says that nobody is enrolled, and that it is open, whatever is counted', () => {
    const open: JudgedLock = { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'pin' };
    for (const judged of [open, { phase: 'nothing-enrolled' }] satisfies JudgedLock[]) {
      expect(shownLock(judged, NEW_LOCK_OUT, NOW)).toEqual(judged);
    }
  });
});
