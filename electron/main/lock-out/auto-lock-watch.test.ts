import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LockCause } from '../../contract/activity.ts';
import type { Observation } from '../../contract/observation.ts';
import type { LockSettings } from '../../contract/security.ts';
import { INITIAL_STATE } from '../ipc/app-state-fixture.ts';
import { AppStore } from '../ipc/app-store.ts';
import { watchForLeaving } from './auto-lock-watch.ts';

const OPEN = { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'pin' } as const;
const SETTINGS: LockSettings = { idleMinutes: 5, awaySeconds: 10, greets: false };
const times = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
const seen = { sequence: 1, timeMs: 1, hint: 'none', spectrum: 'colour', times } as const;
const FACE: Observation = {
  ...{ kind: 'face', ...seen, track: 1, others: 0, attention: 'unknown' },
  box: { x: 0, y: 0, width: 1, height: 1 },
  pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 600, interOcularMm: 62 },
  liveness: { kind: 'undecided' },
};

let power: EventEmitter & { getSystemIdleTime: () => number; getSystemIdleState: () => string };
let systemState: string;
let isAway: boolean;
let idleSeconds: number;
let nowMs: number;
let causes: LockCause[];
let store: AppStore;
let look: () => void;

beforeEach(() => {
  [idleSeconds, nowMs, causes, systemState, isAway] = [0, 0, [], 'active', false];
  power = Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => idleSeconds,
    getSystemIdleState: () => systemState,
  });
  store = new AppStore({ ...INITIAL_STATE, lock: OPEN, lockSettings: SETTINGS });
  look = watchForLeaving({
    ...{ store, power },
    nowMs: () => nowMs,
    isSessionAway: () => Promise.resolve(isAway),
    lock: (cause) => {
      causes.push(cause);
      store.apply({ kind: 'lock', view: { phase: 'locked', hint: 'none' } });
    },
  });
});

/** Seconds pass, and somebody looks once in each. */
function pass(seconds: number): void {
  for (let k = 0; k < seconds; k++) {
    nowMs += 1000;
    look();
  }
}

describe('an open lock', () => {
  it.each([
    ['suspend', 'suspended'],
    ['lock-screen', 'session-locked'],
    ['user-did-resign-active', 'session-locked'],
    ['shutdown', 'suspended'],
  ])('closes with the event %s of the system, once', (event, cause) => {
    power.emit(event);
    power.emit(event);
    expect(causes).toEqual([cause]);
  });

  it('closes where the system says that it is locked', () => {
    systemState = 'idle';
    pass(5);
    expect(causes).toEqual([]);
    systemState = 'locked';
    pass(5);
    expect(causes).toEqual(['session-locked']);
  });

  it('closes where the desktop says that its session is left', async () => {
    isAway = true;
    pass(3);
    await Promise.resolve();
    expect(causes).toEqual(['session-locked']);
  });

  it('closes after minutes without input', () => {
    idleSeconds = 900;
    pass(299);
    expect(causes).toEqual([]);
    pass(1);
    expect(causes).toEqual(['idle']);
    pass(600);
    expect(causes).toEqual(['idle']);
  });

  it('closes when the face has left, and not because a recording shows nobody', () => {
    store.apply({ kind: 'observation', observation: FACE });
    store.apply({ kind: 'player', view: { phase: 'opening', id: 'a' } });
    pass(60);
    expect(causes).toEqual([]);
    store.apply({ kind: 'player', view: { phase: 'closed' } });
    pass(9);
    expect(causes).toEqual([]);
    pass(1);
    expect(causes).toEqual(['face-left']);
  });

  it('goes by the settings of now', () => {
    store.apply({ kind: 'observation', observation: FACE });
    const lockSettings = { ...SETTINGS, awaySeconds: null };
    store.apply({ kind: 'lock-settings', lockSettings });
    pass(60);
    expect(causes).toEqual([]);
  });

  it('is counted anew when it was opened again', () => {
    idleSeconds = 9000;
    pass(300);
    store.apply({ kind: 'lock', view: OPEN });
    pass(299);
    expect(causes).toHaveLength(1);
    pass(1);
    expect(causes).toHaveLength(2);
  });
});
