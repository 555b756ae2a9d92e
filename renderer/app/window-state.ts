import {
  applyAppEvent,
  type AppEvent,
  type AppState,
  type Statistics,
} from '../../electron/contract/window/app-state.ts';
import type { AppCommand } from '../../electron/contract/window/app-command.ts';
import type { LockView, PersonDistance } from '../../electron/contract/identity.ts';
import type { Observation } from '../../electron/contract/observation.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { Page } from './screen.ts';

/** A problem with its own identity, so that it can be dismissed. */
export interface Notice {
  readonly id: number;
  readonly problem: Problem;
}

/** All state of a window. Pixels are not here: they go from the frame hub straight to the canvases. */
export interface WindowState {
  /** Null until `state.get` has been answered. */
  readonly app: AppState | null;
  readonly observation: Observation | null;
  readonly distances: readonly PersonDistance[];
  readonly statistics: Statistics | null;
  readonly notices: readonly Notice[];
  readonly page: Page;
  readonly enrolmentDismissed: boolean;
  /** The lock is being drawn open after a recognition. */
  readonly opening: boolean;
  /** A request waits for the PIN to be given once more. */
  readonly confirming: boolean;
  /** A new recovery code until somebody has written it down; nothing else keeps it. */
  readonly recoveryCode: string | null;
  /** Whose further look is being captured; null: somebody new is enrolled. */
  readonly enrolsFor: string | null;
  /** Rates, times and angles are shown with the live picture. */
  readonly numbers: boolean;
  /** The first try after an enrolment; null: there is none. */
  readonly trial: Trial | null;
}

/** A lock that was closed to be opened by a look; `worked` until the person has read it. */
export type Trial =
  { readonly phase: 'waiting' } | { readonly phase: 'worked'; readonly latencyMs: number };

export const EMPTY_WINDOW: WindowState = {
  app: null,
  observation: null,
  distances: [],
  statistics: null,
  notices: [],
  page: 'live',
  enrolmentDismissed: false,
  opening: false,
  confirming: false,
  recoveryCode: null,
  enrolsFor: null,
  numbers: false,
  trial: null,
};

/**
 * Applies the answer to `state.get`. Only the first answer brings notices; later ones would bring back those that a
 * person has dismissed.
 */
export function withAppState(state: WindowState, app: AppState): WindowState {
  const problems = state.app === null ? app.problems : [];
  return problems.reduce(withProblem, { ...state, app });
}

/** Adds a notice unless the same one is already shown. */
export function withProblem(state: WindowState, problem: Problem): WindowState {
  const shown = state.notices.some(
    (notice) => notice.problem.code === problem.code && notice.problem.message === problem.message,
  );
  if (shown) return state;
  const id = (state.notices.at(-1)?.id ?? 0) + 1;
  return { ...state, notices: [...state.notices, { id, problem }] };
}

export function withoutNotice(state: WindowState, id: number): WindowState {
  return { ...state, notices: state.notices.filter((notice) => notice.id !== id) };
}

/**
 * The state after an event. Events before the first answer to `state.get` change only what that answer does not
 * contain; the answer is newer than they are.
 */
export function applyEvent(state: WindowState, event: AppEvent): WindowState {
  switch (event.kind) {
    case 'observation':
      return { ...state, observation: event.observation };
    case 'distances':
      return { ...state, distances: event.distances };
    case 'statistics':
      return { ...state, statistics: event.statistics };
    case 'problem':
      return withProblem(state, event.problem);
    case 'enrolment':
      return withApp(
        { ...state, enrolmentDismissed: state.enrolmentDismissed && hasEnded(event.view.phase) },
        event,
      );
    case 'lock':
      return withLock(state, event);
    case 'state':
      return withWholeState(state, event.state);
    case 'command':
      return withCommand(state, event.command);
    case 'sources':
      // What was seen last is not what is there now.
      return withApp(
        event.sources.some(({ state }) => state === 'streaming')
          ? state
          : { ...state, observation: null, distances: [] },
        event,
      );
    case 'engine':
    case 'scene':
    case 'mirrored':
    case 'virtual-people':
    case 'security':
    case 'lock-settings':
    case 'language':
    case 'encoder-engine':
    case 'lock-actions':
    case 'starts-at-login':
    case 'people':
    case 'vault':
    case 'recorder':
    case 'recordings':
    case 'recordings-limit':
    case 'analyses':
    case 'player':
    case 'pad':
    case 'exchange':
    case 'training':
    case 'evaluation':
    case 'opened-sources':
      return withApp(state, event);
  }
}

/** What the menu asked for, as far as it changes the window; files are imported by the store. */
function withCommand(state: WindowState, command: AppCommand): WindowState {
  switch (command) {
    case 'numbers':
      return { ...state, page: 'live', numbers: state.page !== 'live' || !state.numbers };
    case 'import-file':
    case 'import-folder':
      return { ...state, page: 'recordings' };
    case 'live':
    case 'recordings':
    case 'explorer':
    case 'training':
    case 'activity':
    case 'settings':
      return { ...state, page: command };
  }
}

function withApp(state: WindowState, event: AppEvent): WindowState {
  return state.app === null ? state : { ...state, app: applyAppEvent(state.app, event) };
}

/** All that was known before is forgotten: a lock that closes takes back what it showed. */
function withWholeState(state: WindowState, app: AppState): WindowState {
  const { app: before, ...own } = state;
  if (before === null) return state;
  const { page, enrolmentDismissed, opening, statistics, numbers, trial } = own;
  // A code that nobody has written down yet exists nowhere else; a closed lock has no screen that shows it.
  const { recoveryCode } = own;
  const kept = { page, enrolmentDismissed, opening, statistics, numbers, trial, recoveryCode };
  const fresh = { ...EMPTY_WINDOW, app, ...kept };
  return app.problems.reduce(withProblem, fresh);
}

function hasEnded(phase: AppState['enrolment']['phase']): boolean {
  return phase === 'done' || phase === 'stopped' || phase === 'idle';
}

function withLock(state: WindowState, event: Extract<AppEvent, { kind: 'lock' }>): WindowState {
  const lock = event.view;
  const before = state.app?.lock.phase;
  const locked = before !== undefined && before !== 'unlocked' && before !== 'nothing-enrolled';
  const opens = lock.phase === 'unlocked' && (locked || state.opening);
  const page = lock.phase === 'unlocked' ? state.page : 'live';
  const confirming = lock.phase === 'unlocked' && state.confirming;
  const trial = opens ? afterOpening(state.trial, lock) : state.trial;
  return withApp({ ...state, opening: opens, page, confirming, trial }, event);
}

/** A PIN ends the trial: nothing was tried. */
function afterOpening(trial: Trial | null, lock: LockView): Trial | null {
  if (trial?.phase !== 'waiting' || lock.phase !== 'unlocked') return trial;
  return lock.by === 'face' && lock.latencyMs !== undefined
    ? { phase: 'worked', latencyMs: lock.latencyMs }
    : null;
}
