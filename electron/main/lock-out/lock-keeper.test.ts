import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineMessage, LockCommand } from '../../contract/engine/engine-messages.ts';
import type {
  AttemptReport,
  JudgedLock,
  LockView,
  PersonSummary,
  RefusalReason,
} from '../../contract/identity.ts';
import type { Problem } from '../../contract/problem.ts';
import { stepLockOut } from '../../engine/lock-out/lock-out.ts';
import { LockKeeper } from './lock-keeper.ts';
import { LockOutInMemory } from './lock-out-fixture.ts';

const ADA: PersonSummary = {
  ...{ id: 'ada', name: 'Ada', references: 20, enrolledAt: '2026-11-20T09:30:00Z' },
  ...{ trust: 'sensor', encoder: 'fused 4', hasPin: true, appearances: [] },
};
const DEMO: PersonSummary = { ...ADA, id: 'demo', name: 'Demo', trust: 'virtual' };
const LOOKING: JudgedLock = { phase: 'looking', hint: 'none' };
const HOUR_MS = 3_600_000;

let people: PersonSummary[];
let isClosed: boolean;
let nowMs: number;
let run: string;
let disk: LockOutInMemory;
let told: LockCommand[];
let shown: LockView[];
let problems: Problem[];
let keeper: LockKeeper;

/** Another run of the program, on the same disk. */
async function start(name: string): Promise<void> {
  run = name;
  [told, shown, problems] = [[], [], []];
  keeper = new LockKeeper({
    store: disk,
    now: () => ({ wallMs: nowMs, upMs: nowMs, run, boot: 'boot' }),
    vault: {
      get isClosed() {
        return isClosed;
      },
      people: () => people,
    },
    tell: (command) => told.push(command),
    show: (view) => shown.push(view),
    onProblem: (problem) => problems.push(problem),
  });
  await keeper.start();
  await keeper.recheck();
}

beforeEach(async () => {
  [people, isClosed, nowMs] = [[ADA], false, 0];
  disk = new LockOutInMemory();
  await start('first');
});

let attempts = 0;
function report(refused: RefusalReason | null): AttemptReport {
  attempts += 1;
  return {
    ...{ number: attempts, refused, picture: null, level: 'balanced' },
    ...{ nearest: null, evidence: null, seenMs: 400 },
  };
}

async function hear(
  view: JudgedLock,
  { isUnderway = false, attempt = null }: Partial<Extract<EngineMessage, { kind: 'lock' }>> = {},
): Promise<void> {
  keeper.onEngine({ kind: 'lock', view, isUnderway, attempt });
  await keeper.idle;
}
const begin = () => hear(LOOKING, { isUnderway: true });
const openView = (personId = 'ada'): JudgedLock => ({
  ...{ phase: 'unlocked', personId, name: 'Ada', by: 'face', distance: 0.4, threshold: 0.8 },
});
const match = (personId = 'ada') => hear(openView(personId), { attempt: report(null) });
const refuse = () =>
  hear({ phase: 'not-recognised', because: 'stranger' }, { attempt: report('stranger') });

async function givePin(): Promise<void> {
  expect(await keeper.beginPin()).toMatchObject({ ok: true });
  expect(await keeper.pinRight()).toMatchObject({ ok: true });
  keeper.openByPin(ADA);
}
/** The PIN was given in this run, and it is locked again. */
async function known(): Promise<void> {
  await givePin();
  keeper.lock();
  told.length = 0;
}

describe('once locked', () => {
  it('has a new engine wait as the old one did, until somebody asked or it looks again', async () => {
    expect(keeper.isUntilAsked).toBe(false);
    await known();
    keeper.engineLost();
    await keeper.idle;
    expect(keeper.isUntilAsked).toBe(true);
    keeper.asked();
    expect(keeper.isUntilAsked).toBe(false);

    await known();
    const quiet = { kind: 'lock', isUnderway: false, attempt: null } as const;
    keeper.onEngine({ ...quiet, view: { phase: 'locked', hint: 'press-a-key' } });
    expect(keeper.isUntilAsked).toBe(true);
    keeper.onEngine({ ...quiet, view: LOOKING });
    expect(keeper.isUntilAsked).toBe(false);
  });
});

describe('after a start', () => {
  it('only the PIN opens, and the engine judges nobody', async () => {
    expect(keeper.view).toEqual({ phase: 'pin-needed', because: 'start' });
    expect([keeper.faceAllowed, told]).toEqual([false, [{ kind: 'lock.face', allowed: false }]]);
    await match();
    expect(keeper.open).toBeNull();
    await givePin();
    expect(keeper.view).toMatchObject({ phase: 'unlocked', by: 'pin' });
    expect(told.slice(-2)).toEqual([
      { kind: 'lock.face', allowed: true },
      { kind: 'lock.pin', personId: 'ada', name: 'Ada' },
    ]);
  });

  it('with nobody enrolled there is nothing to lock', () => {
    people = [];
    expect(keeper.view).toEqual({ phase: 'nothing-enrolled' });
    isClosed = true;
    expect(keeper.view).toEqual({ phase: 'pin-needed', because: 'start' });
  });
});

describe('a face', () => {
  beforeEach(known);

  it('opens once its try is on disk', async () => {
    await begin();
    expect(disk.written.at(-1)).toMatchObject({ faceTries: 1, pendingAttempt: 'first' });
    await match();
    expect(keeper.view).toMatchObject({ phase: 'unlocked', by: 'face', distance: 0.4 });
    expect(disk.state).toMatchObject({ faceTries: 0, pendingAttempt: null });
  });

  it('that is decided in the look in which it began is charged all the same', async () => {
    await match();
    expect(disk.written.slice(-2)).toMatchObject([{ pendingAttempt: 'first' }, { faceTries: 0 }]);
    expect(keeper.open).not.toBeNull();
  });

  it('is shown no judgement that is not on disk, and opens nothing', async () => {
    disk.isFull = true;
    shown.length = 0;
    await refuse();
    await match();
    expect(shown.map(({ phase }) => phase)).not.toContain('not-recognised');
    expect(keeper.open).toBeNull();
    expect(told).toContainEqual({ kind: 'lock.lock' });
    expect(told).toContainEqual({ kind: 'lock.face', allowed: false });
    await keeper.recheck();
    expect(problems.map(({ code }) => code)).toEqual(['try-not-written']);
    disk.isFull = false;
    await keeper.recheck();
    expect(keeper.faceAllowed).toBe(true);
  });

  it('that goes away undecided gives its try back', async () => {
    await begin();
    await hear({ phase: 'locked', hint: 'nobody' });
    expect(disk.state).toMatchObject({ faceTries: 0, pendingAttempt: null });
  });

  it('refused five times leaves only the PIN', async () => {
    for (let left = 4; left > 0; left--) {
      await refuse();
      expect(keeper.view).toEqual({
        ...{ phase: 'not-recognised', because: 'stranger', triesLeft: left },
      });
    }
    await refuse();
    expect(keeper.view).toEqual({ phase: 'too-many-tries', because: 'tries', retryAt: null });
    expect(told).toContainEqual({ kind: 'lock.face', allowed: false });
    await match();
    expect(keeper.open).toBeNull();
    await givePin();
    expect(disk.state.faceTries).toBe(0);
  });

  it('of nobody in the vault, or of a demo entry beside somebody real, spends a try', async () => {
    await match('nobody');
    people = [ADA, DEMO];
    await match('demo');
    expect([keeper.open, disk.state.faceTries]).toEqual([null, 2]);
  });

  it('waits for the PIN after two days', async () => {
    nowMs += 48 * HOUR_MS;
    await keeper.recheck();
    expect(keeper.view).toEqual({ phase: 'pin-needed', because: 'unused' });
    expect(told).toEqual([{ kind: 'lock.face', allowed: false }]);
  });
});

describe('an engine', () => {
  beforeEach(known);

  it.each([
    ['without an attempt', {}],
    ['with an attempt under way', { isUnderway: true }],
  ])('that calls itself open %s opens nothing, and is closed', async (_, changes) => {
    await hear(openView(), changes);
    expect(keeper.open).toBeNull();
    expect(told).toContainEqual({ kind: 'lock.lock' });
  });

  it('that calls itself open by a PIN opens nothing', async () => {
    const byPin: JudgedLock = { phase: 'unlocked', personId: 'ada', name: 'Ada', by: 'pin' };
    await hear(byPin, { attempt: report(null) });
    expect(keeper.open).toBeNull();
  });

  it('that is killed while it judges costs the try; restarts give nothing back', async () => {
    for (let k = 1; k <= 5; k++) {
      await begin();
      keeper.engineLost();
      await keeper.idle;
      keeper.engineStarted();
      expect(disk.state).toMatchObject({ faceTries: k, pendingAttempt: null });
    }
    expect(keeper.view).toMatchObject({ phase: 'too-many-tries' });
  });

  it('that says nothing of the lock does not close it', async () => {
    await givePin();
    await hear(LOOKING);
    await hear({ phase: 'locked', hint: 'none' });
    expect(keeper.view).toMatchObject({ phase: 'unlocked' });
  });
});

describe('a restart', () => {
  it('gives back no try by face, not even one that was being judged', async () => {
    await known();
    for (let k = 0; k < 3; k++) await refuse();
    await begin();
    await start('second');
    expect(disk.state).toMatchObject({ faceTries: 4, pendingAttempt: null });
    const { state } = stepLockOut(disk.state, {
      ...{ kind: 'attempt-begun', now: { wallMs: 0, upMs: 0, run, boot: null } },
    });
    expect(state.faceTries).toBe(4);
    expect(keeper.view).toMatchObject({ phase: 'pin-needed' });
  });

  it('gives back no PIN, and begins the wait anew; nor does a clock that is set', async () => {
    for (let k = 0; k < 5; k++) await keeper.beginPin();
    expect(await keeper.beginPin()).toMatchObject({ problem: { code: 'too-many-pins' } });
    nowMs += 50_000;
    await start('second');
    expect(await keeper.beginPin()).toMatchObject({ problem: { code: 'too-many-pins' } });
    nowMs += 59_000;
    expect(await keeper.beginPin()).toMatchObject({ ok: false });
    nowMs += 2_000;
    expect(await keeper.beginPin()).toMatchObject({ ok: true });
    expect(await keeper.beginPin()).toMatchObject({
      problem: { message: 'Too many wrong PINs. Wait 2 minutes, then try again.' },
    });
  });
});

describe('somebody who is removed', () => {
  it('has it open no longer', async () => {
    await givePin();
    people = [DEMO];
    keeper.peopleChanged();
    expect(keeper.open).toBeNull();
    expect(told).toContainEqual({ kind: 'lock.lock' });
  });
});
