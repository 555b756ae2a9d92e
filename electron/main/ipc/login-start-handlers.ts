/** Handler for the window's request to start when somebody logs in, or not. */
import type { AppStore } from './app-store.ts';
import type { LoginStart } from '../start/login-start.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface LoginStartHandlerOptions {
  readonly store: Pick<AppStore, 'apply'>;
  readonly loginStart: LoginStart;
  readonly isLocked: () => boolean;
}

export const createLoginStartHandlers = ({
  store,
  loginStart,
  isLocked,
}: LoginStartHandlerOptions): Pick<RequestHandlers, 'startsAtLogin.set'> => ({
  'startsAtLogin.set': async ({ startsAtLogin }) => {
    if (isLocked()) return LOCKED;
    const set = await loginStart.set(startsAtLogin);
    // The system has the last word.
    store.apply({ kind: 'starts-at-login', startsAtLogin: await loginStart.isOn() });
    return set;
  },
});
