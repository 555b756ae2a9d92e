/**
 * Runs what a person has set to run when the lock closes or opens. It is kept in a file that only the open vault can
 * read or write: whoever can merely change files cannot have a program run.
 */
import path from 'node:path';
import { reasonOf } from '../../base/error-words.ts';
import { lockActionsSchema } from '../../contract/lock-actions-schema.ts';
import {
  NO_LOCK_ACTIONS,
  type LockActions,
  type LockMoment,
  type Program,
} from '../../contract/lock-actions.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { Keeper } from '../../engine/vault/keeper.ts';
import { SealedFile } from '../../engine/vault/sealed-file.ts';
import type { AppStore } from '../ipc/app-store.ts';
import { checkProgram } from './run-program.ts';

const FILE = 'lock-actions.depthlock';

export interface LockActionDeskOptions {
  /** Of the vault. */
  readonly folder: string;
  /** `keeper`: null while the vault is closed. */
  readonly vault: { readonly keeper: Keeper | null };
  readonly store: AppStore;
  readonly run: (program: Program) => Promise<Result<undefined>>;
}

const CLOSED = fail(
  'vault-unavailable',
  'The stored faces are not open, so what runs at lock and unlock cannot be set. Unlock with the PIN first.',
);

export class LockActionDesk {
  readonly #options: LockActionDeskOptions;
  readonly #file: SealedFile<LockActions>;
  #actions: Promise<LockActions>;

  constructor(options: LockActionDeskOptions) {
    this.#options = options;
    this.#file = new SealedFile<LockActions>(path.join(options.folder, FILE), lockActionsSchema);
    this.#actions = this.#load();
    let wasOpen = options.store.state.lock.phase === 'unlocked';
    options.store.subscribe((event) => {
      if (event.kind === 'vault') this.#actions = this.#load();
      if (event.kind !== 'lock') return;
      const isOpen = event.view.phase === 'unlocked';
      if (isOpen === wasOpen) return;
      wasOpen = isOpen;
      void this.#run(isOpen ? 'unlock' : 'lock');
    });
  }

  /** Refuses programs that could not be run. */
  async set(actions: LockActions): Promise<Result<undefined>> {
    const { vault, store } = this.#options;
    for (const program of [actions.lock, actions.unlock]) {
      const checked = program === null ? succeed(undefined) : await checkProgram(program);
      if (!checked.ok) return checked;
    }
    if (vault.keeper === null) return CLOSED;
    try {
      await this.#file.write(vault.keeper, actions);
    } catch (error) {
      return fail(
        'files-unwritable',
        `What runs at lock and unlock could not be saved (${reasonOf(error)}), so nothing was changed.`,
      );
    }
    this.#actions = Promise.resolve(actions);
    store.apply({ kind: 'lock-actions', actions });
    return succeed(undefined);
  }

  async #load(): Promise<LockActions> {
    const { vault, store } = this.#options;
    try {
      const read = vault.keeper === null ? null : await this.#file.read(vault.keeper);
      const actions = read ?? NO_LOCK_ACTIONS;
      store.apply({ kind: 'lock-actions', actions });
      return actions;
    } catch (error) {
      console.error('main: what runs at lock and unlock could not be read:', error);
      return NO_LOCK_ACTIONS;
    }
  }

  async #run(moment: LockMoment): Promise<void> {
    const program = (await this.#actions)[moment];
    if (program === null) return;
    const { run, store } = this.#options;
    const ran = await run(program);
    if (!ran.ok) store.apply({ kind: 'problem', problem: ran.problem });
  }
}
