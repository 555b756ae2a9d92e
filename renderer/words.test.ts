import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '../electron/words/catalogues.ts';
import type { EngineState } from '../electron/contract/window/app-state.ts';
import { SHOWN_REASONS, type EnrolmentView, type LockView } from '../electron/contract/identity.ts';
import type { Hint } from '../electron/contract/observation.ts';
import {
  engineWords,
  enrolmentHint,
  enrolmentWords,
  keyStorageWords,
  lockWords,
  slowPart,
  triesWords,
} from './words.ts';

const hints = ['none', ...Object.keys(CATALOGUES.en.hints)].filter(
  (hint) => hint !== 'computerBusy',
) as Hint[];

const lockViews: readonly LockView[] = [
  { phase: 'nothing-enrolled' },
  { phase: 'locked', hint: 'none' },
  { phase: 'looking', hint: 'move-closer' },
  { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'face' },
  { phase: 'not-recognised', because: 'stranger', triesLeft: 3 },
  { phase: 'looks-like-a-picture', triesLeft: 1 },
  { phase: 'too-many-tries', because: 'pictures', retryAt: null },
  { phase: 'too-many-tries', because: 'tries', retryAt: null },
  { phase: 'pin-needed', because: 'start' },
  { phase: 'pin-needed', because: 'unused' },
  { phase: 'pin-needed', because: 'old-pin' },
  { phase: 'no-camera', reason: 'No Kinect is plugged in.' },
];

const enrolmentViews: readonly EnrolmentView[] = [
  { phase: 'between-passes', references: 12, isKnownLook: false },
  { phase: 'naming', references: 24, isKnownLook: false },
  { phase: 'done', personId: 'p', references: 24 },
  { phase: 'stopped', reason: 'A second face appeared.' },
];

const engineStates: readonly EngineState[] = [
  { phase: 'starting' },
  { phase: 'restarting', reason: 'The camera driver stopped.', restarts: 1 },
  { phase: 'failed', problem: { code: 'model-corrupt', message: 'The face model is damaged.' } },
];

describe('words', () => {
  it.each(hints)('the hint %s gives the enrolment one full sentence', (hint) => {
    expect(enrolmentHint(hint, 'camera', 'en')).toMatch(/^[A-Z].*[.]$/u);
    expect(enrolmentHint(hint, 'computer', 'en')).toMatch(/^[A-Z].*[.]$/u);
  });

  it.each(lockViews)('the lock says what is while $phase', (view) => {
    expect(lockWords(view, 'camera', 'en').title).not.toBe('');
  });

  it('names what is slow: the camera, or the computer that cannot keep up with it', () => {
    const looking: LockView = { phase: 'looking', hint: 'camera-slow' };
    const ofCamera = (sensorFps: number) =>
      slowPart({
        sensorFps,
        visionFps: 2,
        skipped: 0,
        replacedPerSecond: 0,
        missedPerSecond: 0,
        cpuPercent: null,
        memoryMb: 100,
      });
    expect(lockWords(looking, ofCamera(2), 'en').detail).toMatch(/^The camera sends/);
    expect(lockWords(looking, ofCamera(30), 'en').detail).toMatch(/^This computer is busy/);
    expect(enrolmentHint('camera-slow', ofCamera(2), 'en')).toMatch(/camera/);
    expect(enrolmentHint('camera-slow', ofCamera(30), 'en')).toMatch(/computer/);
    expect(slowPart(null)).toBe('camera');
  });

  it('every lock state has a title of its own', () => {
    const titles = lockViews.map((view) => lockWords(view, 'camera', 'en').title);
    expect(new Set(titles).size).toBe(lockViews.length);
  });

  it.each(SHOWN_REASONS)(
    'the lock says what to do after %s, and how many tries are left',
    (because) => {
      const { detail } = lockWords(
        { phase: 'not-recognised', because, triesLeft: 1 },
        'camera',
        'en',
      );
      expect(detail).toMatch(/^[A-Z].*[.] One try left[.]$/u);
    },
  );

  it('says what to do after different reasons in different words, and nothing of what it measured', () => {
    const details = SHOWN_REASONS.map(
      (because) =>
        lockWords({ phase: 'not-recognised', because, triesLeft: 2 }, 'camera', 'en').detail,
    );
    const picture = lockWords(
      { phase: 'looks-like-a-picture', triesLeft: 2 },
      'camera',
      'en',
    ).detail;
    expect(new Set([...details, picture]).size).toBe(details.length + 1);
    for (const detail of [...details, picture]) {
      expect(detail).not.toMatch(/\b(flat|bent|fold|depth|shape|distance|threshold)\b/iu);
    }
  });

  it('asks for the head to be turned to the person’s own left', () => {
    const asked = lockWords({ phase: 'looking', hint: 'turn-head-left' }, 'camera', 'en');
    expect(asked.detail).toBe('Turn your head a little to your left.');
  });

  it.each(enrolmentViews)('the enrolment announces $phase', (view) => {
    expect(enrolmentWords(view, 'en')).toMatch(/[.]$/u);
  });

  it.each(engineStates)('the engine bar speaks while $phase', (state) => {
    expect(engineWords(state, 'en')).toMatch(/[.]$/u);
  });

  it('counts tries in words', () => {
    expect(triesWords(3, 'en')).toBe('3 tries left.');
    expect(triesWords(1, 'en')).toBe('One try left.');
    expect(triesWords(0, 'en')).toContain('PIN');
  });

  it('warns only where the key is not locked away', () => {
    expect(keyStorageWords('gnome_libsecret', 'en').safe).toBe(true);
    expect(keyStorageWords('basic_text', 'en').safe).toBe(false);
    expect(keyStorageWords('none', 'en').safe).toBe(false);
    expect(keyStorageWords('unknown', 'en').safe).toBe(false);
  });
});
