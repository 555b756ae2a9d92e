/** Handlers for windows' requests about the vault, PINs and the recovery code. */
import type { PersonSummary } from '../../contract/identity.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { START_OVER_WORDS } from '../../contract/vault.ts';
import type { PeopleVault } from '../vault/people-vault.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface VaultHandlerOptions {
  readonly vault: Pick<
    PeopleVault,
    | 'isClosed'
    | 'newRecoveryCode'
    | 'openPrevious'
    | 'openWithRecoveryCode'
    | 'people'
    | 'removeAppearance'
    | 'rename'
    | 'setPin'
    | 'setPinByRecoveryCode'
    | 'startOver'
  >;
  readonly isLocked: () => boolean;
  /** A PIN was given once more, in this opening of the lock. */
  readonly confirmed: () => Result<undefined>;
  /** The person with a PIN, within the limit on wrong ones. */
  readonly personOf: (pin: string) => Promise<Result<{ id: string; name: string }>>;
  /** Whatever changed in the vault reaches the windows and the engine. */
  readonly changed: () => void;
  /** The vault was begun anew: tries are given back, and others' recordings put aside. */
  readonly startedOver: () => Promise<unknown>;
  /** Opens the lock as after a PIN. */
  readonly unlock: (
    person: { id: string; name: string },
    by: 'recovery-code',
  ) => Promise<Result<undefined>>;
}

export type VaultHandlers = Pick<
  RequestHandlers,
  | Extract<keyof RequestHandlers, `vault.${string}` | `pin.${string}`>
  | 'people.rename'
  | 'people.removeAppearance'
>;

const DONE = succeed(undefined);

export function createVaultHandlers(options: VaultHandlerOptions): VaultHandlers {
  const { vault, isLocked, confirmed, personOf, changed, startedOver, unlock } = options;

  /** After the PIN; it may have been locked while that was checked. */
  async function afterPin<T>(
    pin: string,
    work: (person: { id: string; name: string }) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (isLocked()) return LOCKED;
    const person = await personOf(pin);
    if (!person.ok) return person;
    return isLocked() ? LOCKED : work(person.value);
  }

  async function andTell<T>(work: Promise<Result<T>>): Promise<Result<T>> {
    const done = await work;
    changed();
    return done;
  }

  return {
    'pin.change': ({ pin, wanted }) => afterPin(pin, ({ id }) => andTell(vault.setPin(id, wanted))),

    'vault.newRecoveryCode': ({ pin }) => afterPin(pin, () => andTell(vault.newRecoveryCode())),

    // The code is too long to be guessed, and stands for everybody: it needs no limit and no PIN.
    'vault.recover': async ({ code }) => {
      const opened = await andTell(vault.openWithRecoveryCode(code));
      return opened.ok ? succeed(opened.value.map(nameOf)) : opened;
    },

    'vault.recoverPin': async ({ code, personId, pin }) => {
      const opened = await vault.openWithRecoveryCode(code);
      if (!opened.ok) return opened;
      const set = await andTell(vault.setPinByRecoveryCode(code, personId, pin));
      if (!set.ok) return set;
      const person = vault.people().find(({ id }) => id === personId);
      return person === undefined ? DONE : unlock(person, 'recovery-code');
    },

    'vault.openPrevious': () => andTell(vault.openPrevious()),

    'vault.startOver': async ({ typed }) => {
      if (typed.trim().toLowerCase() !== START_OVER_WORDS) {
        return fail('vault-unavailable', `Type “${START_OVER_WORDS}” to start over.`);
      }
      const started = await vault.startOver();
      if (started.ok) await startedOver();
      changed();
      return started;
    },

    'people.rename': ({ personId, name }) =>
      isLocked() ? LOCKED : andTell(vault.rename(personId, name)),

    'people.removeAppearance': ({ personId, appearanceId }) => {
      const allowed = confirmed();
      return allowed.ok ? andTell(vault.removeAppearance(personId, appearanceId)) : allowed;
    },
  };
}

const nameOf = ({ id, name }: PersonSummary) => ({ id, name });
