import type { AppCommand } from '../../electron/contract/window/app-command.ts';
import type { AppEvent } from '../../electron/contract/window/app-state.ts';
import type {
  DepthlockBridge,
  RequestName,
  Requests,
} from '../../electron/contract/window/bridge.ts';
import { fail, type Problem, type Result } from '../../electron/contract/problem.ts';
import { wordsIn } from '../../electron/words/words-in.ts';
import { languageOf } from './language-of.ts';
import type { Page } from './screen.ts';
import {
  applyEvent,
  EMPTY_WINDOW,
  withAppState,
  withoutNotice,
  withProblem,
  type WindowState,
} from './window-state.ts';

/** How long the open lock and the name stay before the next screen, milliseconds. */
const OPENING_MS = 900;
/** So that whoever tries the lock sees it close before their face opens it. */
const CLOSED_BEFORE_TRIAL_MS = 1000;

/** Requests whose answer can be a problem. */
export type ActionName = Exclude<RequestName, 'state.get'>;

/** The window's one store, outside React: fed by the bridge, read with `useWindow`. */
export interface WindowStore {
  readonly getState: () => WindowState;
  /** Returns a function that unsubscribes. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Sends a request to main; a refusal becomes a notice and is also returned. */
  act<N extends ActionName>(name: N, argument: Requests[N][0]): Promise<Requests[N][1]>;
  /**
   * Gives the PIN that a request waits for, which is then sent again; the refusal is for the dialog to show.
   */
  confirm(pin: string): Promise<Result<undefined>>;
  /** The request that waits for a PIN is given up. */
  readonly cancelConfirmation: () => void;
  /** As `act`, for callers that show the refusal themselves. */
  ask<N extends ActionName>(name: N, argument: Requests[N][0]): Promise<Requests[N][1]>;
  readonly openPage: (page: Page) => void;
  /** Shows or hides the numbers beside the live picture. */
  readonly toggleNumbers: () => void;
  /** Leaves the screen with the result of an enrolment. */
  readonly dismissEnrolment: () => void;
  /** Locks, and has the lock look a moment later: the first try after an enrolment. */
  readonly tryLock: () => Promise<void>;
  /** The person has read that it worked. */
  readonly endTrial: () => void;
  readonly dismissNotice: (id: number) => void;
  /** Shows a new recovery code until it is written down; null: it is. */
  readonly showRecoveryCode: (code: string | null) => void;
  /** Begins an enrolment: of somebody new, or of a further look of a person. */
  readonly enrol: (personId: string | null) => Promise<void>;
}

/** Connects a store to the bridge. It lives as long as the window, so nothing is ever unsubscribed. */
export function createWindowStore(bridge: DepthlockBridge): WindowStore {
  let state = EMPTY_WINDOW;
  const listeners = new Set<() => void>();

  function update(next: WindowState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  }

  const unreachable = (): string => wordsIn(languageOf(state), 'notices')('unreachable');

  function report(problem: Problem): void {
    update(withProblem(state, problem));
  }

  let settleConfirmation: (isGiven: boolean) => void = () => undefined;

  /** Asks for the PIN; false if it is not given. */
  function askForPin(): Promise<boolean> {
    settleConfirmation(false);
    update({ ...state, confirming: true });
    return new Promise((resolve) => {
      settleConfirmation = resolve;
    });
  }

  function endConfirmation(isGiven: boolean): void {
    if (state.confirming) update({ ...state, confirming: false });
    settleConfirmation(isGiven);
  }

  /** The system's dialog opens; main refuses if it was locked meanwhile. */
  function importAsAsked(command: AppCommand): void {
    if (command === 'import-file') void act('exchange.import', { kind: 'file' });
    if (command === 'import-folder') void act('exchange.import', { kind: 'folder' });
  }

  function receive(event: AppEvent): void {
    const wasOpening = state.opening;
    const wasConfirming = state.confirming;
    update(applyEvent(state, event));
    if (event.kind === 'command') importAsAsked(event.command);
    if (wasConfirming && !state.confirming) settleConfirmation(false);
    if (state.opening && !wasOpening) {
      setTimeout(() => update({ ...state, opening: false }), OPENING_MS);
    }
  }

  async function ask<N extends ActionName>(
    name: N,
    argument: Requests[N][0],
  ): Promise<Requests[N][1]> {
    const answer = await send(name, argument);
    if (!needsPin(answer) || !(await askForPin())) return answer;
    return send(name, argument);
  }

  async function act<N extends ActionName>(
    name: N,
    argument: Requests[N][0],
  ): Promise<Requests[N][1]> {
    const answer = await ask(name, argument);
    const refusal: Result<unknown> = answer;
    // Whoever gave no PIN knows why nothing was done.
    if (!refusal.ok && !needsPin(refusal)) report(refusal.problem);
    return answer;
  }

  async function send<N extends ActionName>(
    name: N,
    argument: Requests[N][0],
  ): Promise<Requests[N][1]> {
    try {
      return await bridge.request(name, argument);
    } catch {
      return fail('main-unreachable', unreachable());
    }
  }

  bridge.onEvent(receive);
  bridge.request('state.get', undefined).then(
    (app) => update(withAppState(state, app)),
    () => report({ code: 'main-unreachable', message: unreachable() }),
  );

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ask,
    async confirm(pin) {
      const answer = await send('lock.confirm', { pin });
      if (answer.ok) endConfirmation(true);
      return answer;
    },
    cancelConfirmation: () => endConfirmation(false),
    act,
    openPage: (page) => update({ ...state, page }),
    toggleNumbers: () => update({ ...state, numbers: !state.numbers }),
    dismissEnrolment() {
      update({ ...state, enrolmentDismissed: true });
      // The engine forgets the ended enrolment too, or a reloaded window would show it again. Without an engine there
      // is nothing to forget, so a refusal does not matter.
      void ask('enrolment.cancel', undefined);
    },
    async tryLock() {
      update({ ...state, trial: { phase: 'waiting' }, enrolmentDismissed: true });
      const locked = await act('lock.lock', undefined);
      if (!locked.ok) return update({ ...state, trial: null });
      setTimeout(() => void act('lock.ask', undefined), CLOSED_BEFORE_TRIAL_MS);
    },
    endTrial: () => update({ ...state, trial: null, page: 'live' }),
    dismissNotice: (id) => update(withoutNotice(state, id)),
    showRecoveryCode: (recoveryCode) => update({ ...state, recoveryCode }),
    async enrol(enrolsFor) {
      update({ ...state, enrolsFor });
      await act('enrolment.start', enrolsFor === null ? undefined : { of: enrolsFor });
    },
  };
}

const needsPin = (answer: Result<unknown>): boolean =>
  !answer.ok && answer.problem.code === 'confirm-needed';
