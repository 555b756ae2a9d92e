/** Feeds the auto-lock with what the system, the camera and the store tell, and locks when it says so. */
import type { LockCause } from '../../contract/activity.ts';
import type { AppStore } from '../ipc/app-store.ts';
import { autoLockReducer, initialAutoLock, type AutoLockInput } from './auto-lock.ts';

/** The part of Electron's `powerMonitor` in use. */
export interface PowerEvents {
  on(
    event: 'suspend' | 'lock-screen' | 'user-did-resign-active' | 'shutdown',
    listener: () => void,
  ): unknown;
  /** Seconds since the last input to the computer. */
  getSystemIdleTime(): number;
  /** `locked` where the system tells it. */
  getSystemIdleState(thresholdSeconds: number): string;
}

export interface AutoLockOptions {
  readonly store: AppStore;
  readonly power: PowerEvents;
  /** Milliseconds of a clock that nobody sets. */
  readonly nowMs: () => number;
  readonly lock: (cause: LockCause) => void;
  /** Asks the desktop whether its session is locked or another user has the screen. */
  readonly isSessionAway: () => Promise<boolean>;
}

/** Events of the system after which nobody knows who comes back. */
const SYSTEM_EVENTS = {
  suspend: 'suspended',
  'lock-screen': 'session-locked',
  'user-did-resign-active': 'session-locked',
  shutdown: 'suspended',
} as const;

/** The desktop is asked this often, in calls: it takes a process. */
const ASK_EVERY = 3;
/** Seconds; only whether it is locked matters. */
const IDLE_THRESHOLD_SECONDS = 3600;

/** Call the returned function about once a second. */
export function watchForLeaving(options: AutoLockOptions): () => void {
  const { store, power, nowMs, lock, isSessionAway } = options;
  let state = initialAutoLock(store.state.lockSettings);

  function apply(input: AutoLockInput): void {
    state = autoLockReducer(state, input);
    if (state.locks === null) return;
    lock(state.locks);
    state = autoLockReducer(state, { kind: 'closed' });
  }

  function isCameraBusy(): boolean {
    const { player, pad, enrolment } = store.state;
    return player.phase !== 'closed' || pad.phase !== 'idle' || enrolment.phase !== 'idle';
  }

  let wasOpen = false;
  function noteOpening(): void {
    const isOpen = store.state.lock.phase === 'unlocked';
    if (isOpen !== wasOpen) apply(isOpen ? { kind: 'opened', atMs: nowMs() } : { kind: 'closed' });
    wasOpen = isOpen;
  }

  store.subscribe((event) => {
    if (event.kind === 'lock') noteOpening();
    else if (event.kind === 'lock-settings') {
      apply({ kind: 'settings', settings: event.lockSettings });
    } else if (event.kind === 'observation' && !isCameraBusy()) {
      apply({ kind: 'seen', isFace: event.observation.kind === 'face', atMs: nowMs() });
    }
  });
  noteOpening();
  for (const [name, cause] of Object.entries(SYSTEM_EVENTS)) {
    power.on(name as keyof typeof SYSTEM_EVENTS, () => apply({ kind: 'system', cause }));
  }

  let calls = 0;
  function askDesktop(): void {
    const before = store.state.lock;
    void isSessionAway().then((isAway) => {
      // Another opening is none that was left.
      if (isAway && store.state.lock === before) apply({ kind: 'system', cause: 'session-locked' });
    });
  }

  return () => {
    if (state.openedAtMs === null) return;
    const atMs = nowMs();
    if (power.getSystemIdleState(IDLE_THRESHOLD_SECONDS) === 'locked')
      apply({ kind: 'system', cause: 'session-locked' });
    calls += 1;
    if (calls % ASK_EVERY === 0) askDesktop();
    if (isCameraBusy()) apply({ kind: 'camera-busy', atMs });
    apply({ kind: 'tick', atMs, idleMs: power.getSystemIdleTime() * 1000 });
  };
}
