import { describe, expect, it } from 'vitest';
import type { EnrolmentView } from '../../contract/identity.ts';
import { LostEnrolment } from './lost-enrolment.ts';

const NAMING: EnrolmentView = { phase: 'naming', references: 20, isKnownLook: false };
const IDLE: EnrolmentView = { phase: 'idle' };

describe('an enrolment whose engine dies', () => {
  it('is told as stopped, with what that means, until it was read', () => {
    const lost = new LostEnrolment();
    const told = lost.engineLost(NAMING);
    expect(told).toMatchObject({ phase: 'stopped' });
    expect(told?.phase === 'stopped' && told.reason).toMatch(/is gone.*start the enrolment again/);
    // The fresh engine knows of none.
    expect(lost.onView(IDLE)).toBeNull();
    expect(lost.dismissed()).toEqual(IDLE);
    expect(lost.dismissed()).toBeNull();
    expect(lost.onView(IDLE)).toEqual(IDLE);
  });

  it('gives way to the next', () => {
    const lost = new LostEnrolment();
    lost.engineLost(NAMING);
    expect(lost.onView(NAMING)).toEqual(NAMING);
    expect(lost.dismissed()).toBeNull();
  });

  it('is no news where none was under way', () => {
    const lost = new LostEnrolment();
    for (const view of [IDLE, { phase: 'stopped', reason: 'x' }] as const) {
      expect(lost.engineLost(view)).toBeNull();
    }
    expect(lost.onView(IDLE)).toEqual(IDLE);
  });
});
