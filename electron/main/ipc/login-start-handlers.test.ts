import { describe, expect, it } from 'vitest';
import { succeed } from '../../contract/problem.ts';
import type { LoginStart } from '../start/login-start.ts';
import { INITIAL_STATE } from './app-state-fixture.ts';
import { AppStore } from './app-store.ts';
import { createLoginStartHandlers } from './login-start-handlers.ts';

function handlers(isLocked: boolean, isOn: (wanted: boolean) => boolean = (wanted) => wanted) {
  const store = new AppStore({ ...INITIAL_STATE, startsAtLogin: false });
  let isSet = false;
  const loginStart: LoginStart = {
    isOn: () => Promise.resolve(isSet),
    set: (wanted) => {
      isSet = isOn(wanted);
      return Promise.resolve(succeed(undefined));
    },
  };
  const handle = createLoginStartHandlers({ store, loginStart, isLocked: () => isLocked });
  return {
    store,
    set: () => handle['startsAtLogin.set']({ startsAtLogin: true }),
    isSet: () => isSet,
  };
}

describe('start at login', () => {
  it('is set, and told to the window', async () => {
    const { store, set } = handlers(false);
    expect((await set()).ok).toBe(true);
    expect(store.state.startsAtLogin).toBe(true);
  });

  it('is told as the system has it', async () => {
    const { store, set } = handlers(false, () => false);
    await set();
    expect(store.state.startsAtLogin).toBe(false);
  });

  it('is not changed while it is locked', async () => {
    const { set, isSet } = handlers(true);
    expect(await set()).toMatchObject({ problem: { code: 'locked' } });
    expect(isSet()).toBe(false);
  });
});
