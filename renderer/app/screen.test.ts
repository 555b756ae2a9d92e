import { describe, expect, it } from 'vitest';
import type { EnrolmentView, LockView } from '../../electron/contract/identity.ts';
import { chooseScreen, type ScreenInputs } from './screen.ts';

const idle: EnrolmentView = { phase: 'idle' };
const capturing: EnrolmentView = {
  phase: 'capturing',
  pass: 1,
  ticks: [],
  centreCaptured: false,
  direction: null,
  hint: 'none',
  references: 0,
  still: null,
};
const unlocked: LockView = { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'face' };

function inputs(changes: Partial<ScreenInputs>): ScreenInputs {
  return {
    enrolment: idle,
    lock: { phase: 'locked', hint: 'none' },
    pad: { phase: 'idle' },
    page: 'live',
    enrolmentDismissed: false,
    opening: false,
    tried: false,
    ...changes,
  };
}

describe('chooseScreen', () => {
  it('welcomes when nobody is enrolled', () => {
    expect(chooseScreen(inputs({ lock: { phase: 'nothing-enrolled' } }))).toBe('welcome');
  });

  it('lets settings be opened before the first enrolment', () => {
    const lock: LockView = { phase: 'nothing-enrolled' };
    expect(chooseScreen(inputs({ lock, page: 'settings' }))).toBe('settings');
  });

  it.each<LockView>([
    { phase: 'locked', hint: 'none' },
    { phase: 'looking', hint: 'nobody' },
    { phase: 'not-recognised', because: 'stranger', triesLeft: 3 },
    { phase: 'looks-like-a-picture', triesLeft: 3 },
    { phase: 'too-many-tries', because: 'tries', retryAt: null },
    { phase: 'no-camera', reason: 'None is plugged in.' },
  ])('shows only the lock while $phase, whatever page was open', (lock) => {
    expect(chooseScreen(inputs({ lock, page: 'settings' }))).toBe('lock');
    expect(chooseScreen(inputs({ lock, page: 'live' }))).toBe('lock');
  });

  it('shows the open page once unlocked', () => {
    expect(chooseScreen(inputs({ lock: unlocked }))).toBe('live');
    expect(chooseScreen(inputs({ lock: unlocked, page: 'settings' }))).toBe('settings');
  });

  it('tells that the first try worked once the lock was seen to open', () => {
    expect(chooseScreen(inputs({ lock: unlocked, opening: true, tried: true }))).toBe('lock');
    expect(chooseScreen(inputs({ lock: unlocked, tried: true }))).toBe('tried');
  });

  it('keeps a test on the screen, and shows nothing of it while locked', () => {
    const figures = { genuine: null, species: [] };
    const step = { presentation: 'genuine', attempt: 1, attempts: 5, step: 1, steps: 3 } as const;
    const pad = {
      phase: 'preparing',
      step,
      figures,
      isDemonstration: false,
      notice: null,
    } as const;
    expect(chooseScreen(inputs({ lock: unlocked, pad }))).toBe('pad');
    expect(chooseScreen(inputs({ lock: unlocked, page: 'pad' }))).toBe('pad');
    expect(chooseScreen(inputs({ pad, page: 'pad' }))).toBe('lock');
  });

  it('stays on the lock while it is drawn open', () => {
    expect(chooseScreen(inputs({ lock: unlocked, opening: true }))).toBe('lock');
  });

  it('puts a running enrolment before everything else', () => {
    expect(chooseScreen(inputs({ enrolment: capturing, lock: unlocked }))).toBe('enrol');
    expect(
      chooseScreen(inputs({ enrolment: capturing, lock: { phase: 'nothing-enrolled' } })),
    ).toBe('enrol');
    expect(chooseScreen(inputs({ enrolment: capturing, enrolmentDismissed: true }))).toBe('enrol');
  });

  it.each<EnrolmentView>([
    { phase: 'done', personId: 'p', references: 20 },
    { phase: 'stopped', reason: 'A second face appeared.' },
  ])('shows how the enrolment ended ($phase) until the person goes on', (enrolment) => {
    expect(chooseScreen(inputs({ enrolment }))).toBe('enrol');
    expect(chooseScreen(inputs({ enrolment, enrolmentDismissed: true }))).toBe('lock');
  });
});
