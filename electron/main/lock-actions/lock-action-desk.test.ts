import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LockView } from '../../contract/identity.ts';
import type { LockActions, Program } from '../../contract/lock-actions.ts';
import { fail, succeed } from '../../contract/problem.ts';
import type { Keeper } from '../../engine/vault/keeper.ts';
import { keeperOf } from '../../engine/vault/keys/keys.ts';
import { INITIAL_STATE } from '../ipc/app-state-fixture.ts';
import { AppStore } from '../ipc/app-store.ts';
import { LockActionDesk } from './lock-action-desk.ts';

const OPEN: LockView = { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'pin' };
const LOCKED: LockView = { phase: 'locked', hint: 'none' };
const program = (name: string): Program => ({ file: process.execPath, arguments: [name] });
const ACTIONS: LockActions = { lock: program('at lock'), unlock: program('at unlock') };

let folder: string;
let store: AppStore;
let vault: { keeper: Keeper | null };
let ran: string[];
let works: boolean;

const open = () =>
  new LockActionDesk({
    ...{ folder, vault, store },
    run: (own) => {
      ran.push(own.arguments[0] ?? '');
      return Promise.resolve(works ? succeed(undefined) : fail('program-failed', 'It failed.'));
    },
  });
const show = (view: LockView) => store.apply({ kind: 'lock', view });
/** Until the file was read, and what follows from it. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-actions-'));
  store = new AppStore({ ...INITIAL_STATE, lock: LOCKED });
  vault = { keeper: keeperOf(randomBytes(32)) };
  [ran, works] = [[], true];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('programs at lock and unlock', () => {
  it('run once at each change, in a later start too', async () => {
    const desk = open();
    expect(await desk.set(ACTIONS)).toMatchObject({ ok: true });
    for (const view of [OPEN, OPEN, LOCKED, { ...LOCKED, hint: 'nobody' } as const, OPEN]) {
      show(view);
    }
    await expect.poll(() => ran).toEqual(['at unlock', 'at lock', 'at unlock']);

    store = new AppStore({ ...INITIAL_STATE, lock: LOCKED });
    open();
    show(OPEN);
    await expect.poll(() => ran).toHaveLength(4);
    expect(store.state.lockActions).toEqual(ACTIONS);
  });

  it('are read when the PIN has opened the vault', async () => {
    await open().set(ACTIONS);
    const { keeper } = vault;
    vault = { keeper: null };
    store = new AppStore({ ...INITIAL_STATE, lock: LOCKED });
    open();
    await settle();
    expect(store.state.lockActions).toEqual({ lock: null, unlock: null });
    vault.keeper = keeper;
    store.apply({ kind: 'vault', view: { phase: 'open', hasRecoveryCode: true } });
    show(OPEN);
    await expect.poll(() => ran).toEqual(['at unlock']);
  });

  it('do not run where another key sealed them: a file put there does nothing', async () => {
    await open().set(ACTIONS);
    expect((await readFile(path.join(folder, 'lock-actions.depthlock'))).length).toBeGreaterThan(0);
    vault = { keeper: keeperOf(randomBytes(32)) };
    store = new AppStore({ ...INITIAL_STATE, lock: LOCKED });
    open();
    show(OPEN);
    await settle();
    expect(ran).toEqual([]);
  });

  it('are refused where they cannot be run, or the vault is closed', async () => {
    const desk = open();
    const missing = { file: path.join(folder, 'none'), arguments: [] };
    expect(await desk.set({ lock: missing, unlock: null })).toMatchObject({
      problem: { code: 'program-refused' },
    });
    vault.keeper = null;
    expect(await desk.set(ACTIONS)).toMatchObject({ problem: { code: 'vault-unavailable' } });
    show(OPEN);
    await settle();
    expect(ran).toEqual([]);
  });

  it('tell how they failed', async () => {
    const desk = open();
    await desk.set(ACTIONS);
    works = false;
    show(OPEN);
    await expect.poll(() => store.state.problems).toMatchObject([{ code: 'program-failed' }]);
  });
});
