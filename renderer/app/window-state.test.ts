import { MENU_PAGES, type AppCommand } from '../../electron/contract/window/app-command.ts';
import { describe, expect, it } from 'vitest';
import type { AppState } from '../../electron/contract/window/app-state.ts';
import { DEFAULT_SCENE } from '../../electron/contract/camera.ts';
import { DEFAULT_LOCK_SETTINGS, DEFAULT_SECURITY } from '../../electron/contract/security.ts';
import { NO_TRAINING } from '../../electron/contract/training.ts';
import type { LockView, PersonSummary } from '../../electron/contract/identity.ts';
import {
  applyEvent,
  EMPTY_WINDOW,
  withAppState,
  withoutNotice,
  withProblem,
  type WindowState,
} from './window-state.ts';

const app: AppState = {
  engine: { phase: 'starting' },
  sources: [],
  scene: DEFAULT_SCENE,
  mirrored: [],
  virtualPeople: [],
  enrolment: { phase: 'idle' },
  lock: { phase: 'locked', hint: 'none' },
  security: DEFAULT_SECURITY,
  lockSettings: DEFAULT_LOCK_SETTINGS,
  encoderEngine: 'onnxruntime',
  greeting: null,
  cameraIsFixed: false,
  attempts: null,
  people: [],
  vault: { phase: 'open', hasRecoveryCode: true },
  lockActions: { lock: null, unlock: null },
  language: { choice: 'system', used: 'en' },
  startsAtLogin: null,
  system: 'linux',
  recorder: { phase: 'idle', obstacle: null, spaceLeft: null },
  recordings: [],
  player: { phase: 'closed' },
  analyses: [],
  recordingsLimit: null,
  pad: { phase: 'idle' },
  exchange: [],
  training: NO_TRAINING,
  evaluation: { phase: 'idle' },
  openedSources: [],
  problems: [],
  keyStorage: 'gnome_libsecret',
  version: '0.1.0',
};
const opened = withAppState(EMPTY_WINDOW, app);
const unlocked: LockView = { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'face' };

function afterLock(state: WindowState, view: LockView): WindowState {
  return applyEvent(state, { kind: 'lock', view });
}

describe('the whole state', () => {
  const person: PersonSummary = {
    ...{ id: 'p', name: 'Ada', references: 20, enrolledAt: '2026-11-20T09:30:00Z' },
    ...{ trust: 'sensor', encoder: 'fused 4', hasPin: true, appearances: [] },
  };

  it('leaves a recovery code that nobody has written down yet', () => {
    const state = { ...opened, recoveryCode: '7K2M' };
    const told = { kind: 'state', state: { ...app, lock: unlocked } } as const;
    expect(applyEvent(state, told).recoveryCode).toBe('7K2M');
  });

  it('of a lock that closes takes back all that the open one has shown', () => {
    const open = { ...app, lock: unlocked, people: [person] };
    const before: WindowState = withProblem(
      {
        ...withAppState(EMPTY_WINDOW, open),
        distances: [{ personId: 'p', name: 'Ada', distance: 0.4 }],
        confirming: true,
      },
      { code: 'enrolment-of-older-version', message: 'Ada enrolled with an earlier version.' },
    );
    const after = applyEvent(before, { kind: 'state', state: app });
    expect(JSON.stringify(after)).not.toContain('Ada');
    expect(after.confirming).toBe(false);
  });

  it('of a lock that opens shows what there is to know, and goes on opening', () => {
    const opening = afterLock(opened, unlocked);
    const problem = { code: 'no-gpu', message: 'Slow.' } as const;
    const state = { ...app, lock: unlocked, people: [person], problems: [problem] };
    const after = applyEvent(opening, { kind: 'state', state });
    expect(after).toMatchObject({ opening: true, app: state, notices: [{ problem }] });
  });

  it('leaves what state.get will answer alone until it has answered', () => {
    expect(applyEvent(EMPTY_WINDOW, { kind: 'state', state: app })).toBe(EMPTY_WINDOW);
  });

  it('is not confirmed any more when it locks', () => {
    const asking = { ...opened, confirming: true };
    expect(afterLock(asking, { phase: 'locked', hint: 'none' }).confirming).toBe(false);
  });
});

describe('applyEvent', () => {
  it('forgets what a camera saw once no camera streams', () => {
    const distances = [
      { personId: 'p', name: 'Ada', distance: 0.4, comparison: 'colour' },
    ] as const;
    const seen = applyEvent(opened, { kind: 'distances', distances });
    const stopped = { source: 'virtual', title: 'Virtual Kinect', state: 'stopped' } as const;
    const streaming = { ...stopped, state: 'streaming' } as const;
    expect(applyEvent(seen, { kind: 'sources', sources: [streaming] }).distances).toBe(distances);
    const lost = applyEvent(seen, { kind: 'sources', sources: [stopped] });
    expect(lost).toMatchObject({ distances: [], observation: null });
  });

  it('leaves what state.get will answer alone until it has answered', () => {
    const state = applyEvent(EMPTY_WINDOW, { kind: 'people', people: [] });
    expect(state).toBe(EMPTY_WINDOW);
  });

  it('draws the lock open when it was locked', () => {
    expect(afterLock(opened, unlocked).opening).toBe(true);
  });

  it('does not draw it open after the first enrolment, which was never locked', () => {
    const fresh = withAppState(EMPTY_WINDOW, { ...app, lock: { phase: 'nothing-enrolled' } });
    expect(afterLock(fresh, unlocked).opening).toBe(false);
  });

  it('stops opening when it locks again', () => {
    const again = afterLock(afterLock(opened, unlocked), { phase: 'locked', hint: 'none' });
    expect(again.opening).toBe(false);
  });

  it('returns to the live page on locking, so that settings do not reappear for somebody else', () => {
    const settings: WindowState = { ...afterLock(opened, unlocked), page: 'settings' };
    expect(afterLock(settings, { phase: 'locked', hint: 'none' }).page).toBe('live');
  });

  it('forgets that an enrolment was dismissed when the next one begins', () => {
    const dismissed: WindowState = { ...opened, enrolmentDismissed: true };
    const ended = applyEvent(dismissed, {
      kind: 'enrolment',
      view: { phase: 'stopped', reason: 'A second face appeared.' },
    });
    const next = applyEvent(ended, {
      kind: 'enrolment',
      view: { phase: 'between-passes', references: 12, isKnownLook: false },
    });
    expect(ended.enrolmentDismissed).toBe(true);
    expect(next.enrolmentDismissed).toBe(false);
  });
});

describe('notices', () => {
  const problem = { code: 'no-gpu', message: 'No graphics card.' } as const;

  it('shows the problems the app already had', () => {
    const state = withAppState(EMPTY_WINDOW, { ...app, problems: [problem] });
    expect(state.notices.map((notice) => notice.problem)).toEqual([problem]);
  });

  it('does not bring back a dismissed problem when the state is asked for again', () => {
    const state = withAppState(EMPTY_WINDOW, { ...app, problems: [problem] });
    const dismissed = withoutNotice(state, state.notices[0]?.id ?? Number.NaN);
    expect(withAppState(dismissed, { ...app, problems: [problem] }).notices).toEqual([]);
  });

  it('shows the same problem once', () => {
    expect(withProblem(withProblem(opened, problem), problem).notices).toHaveLength(1);
  });

  it('keeps identities distinct after a dismissal', () => {
    const two = withProblem(withProblem(opened, problem), { code: 'internal', message: 'Odd.' });
    const first = two.notices[0];
    if (first === undefined) throw new Error('a notice was expected');
    const three = withProblem(withoutNotice(two, first.id), problem);
    expect(new Set(three.notices.map((notice) => notice.id)).size).toBe(2);
  });
});

describe('a command of the menu', () => {
  const after = (state: WindowState, ...commands: readonly AppCommand[]): WindowState =>
    commands.reduce((state, command) => applyEvent(state, { kind: 'command', command }), state);

  it('opens its page', () => {
    for (const page of MENU_PAGES) expect(after(opened, page).page).toBe(page);
    expect(after(opened, 'import-folder').page).toBe('recordings');
  });

  it('shows the numbers beside the live picture, and hides them', () => {
    expect(after(opened, 'numbers').numbers).toBe(true);
    expect(after(opened, 'numbers', 'numbers').numbers).toBe(false);
    // From elsewhere somebody wants to see them.
    expect(after(opened, 'numbers', 'settings', 'numbers')).toMatchObject({
      ...{ page: 'live', numbers: true },
    });
  });
});
