import { expect, it } from 'vitest';
import { activityEvent } from '../../contract/activity.ts';
import type { AttemptReport, JudgedLock } from '../../contract/identity.ts';
import { attemptEvent } from './attempt-event.ts';

const REPORT: AttemptReport = {
  number: 1,
  refused: null,
  picture: null,
  level: 'balanced',
  nearest: { personId: 'ada', distance: 0.4 },
  evidence: { identity: 9, liveness: 6, shape: 4 },
  seenMs: 300,
};
const OPEN: JudgedLock = {
  phase: 'unlocked',
  personId: 'ada',
  name: 'Ada',
  by: 'face',
  distance: 0.4,
  threshold: 0.9,
  latencyMs: 210,
};

it('says who was let in, how soon and how near', () => {
  const event = attemptEvent(REPORT, OPEN);
  expect(event).toEqual({
    ...{ kind: 'opened', by: 'face', personId: 'ada', level: 'balanced' },
    ...{ latencyMs: 210, distance: 0.4 },
  });
  expect(activityEvent.safeParse(event).success).toBe(true);
});

it('says why somebody was refused, and what a picture looked like', () => {
  const refused = { ...REPORT, refused: 'picture', picture: 'bent' } as const;
  const event = attemptEvent(refused, { phase: 'looks-like-a-picture' });
  expect(event).toMatchObject({ kind: 'refused', because: 'picture', picture: 'bent' });
  expect(activityEvent.safeParse(event).success).toBe(true);
  const nobodyNear = attemptEvent({ ...refused, picture: null, nearest: null }, OPEN);
  expect(nobodyNear).not.toHaveProperty('personId');
});

it('says nothing of an attempt that opened where nobody is in', () => {
  expect(attemptEvent(REPORT, { phase: 'locked', hint: 'none' })).toBeNull();
});
