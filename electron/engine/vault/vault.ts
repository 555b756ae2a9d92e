/** The people who may unlock, encrypted in one file. */
import { randomUUID } from 'node:crypto';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import { createDataKey } from './keys.ts';
import { checkNewPerson, type NewPerson } from './new-person.ts';
import { sealPerson, type Person } from './person-record.ts';
import { unwrapByPin, wrapByPin } from './pin.ts';
import { KEY_NOT_STORED, notSaved, TOO_MANY_PEOPLE, UNKNOWN_PERSON } from './sentences.ts';
import { encodeVault, LIMITS, type PersonRecord } from './vault-format.ts';
import type { VaultFiles } from './vault-files.ts';

/** Encrypts a key for this user on this computer (Electron: `safeStorage`); throws on failure. */
export type WrapKey = (key: Uint8Array) => Uint8Array;

export interface StoredPerson {
  readonly person: Person;
  readonly record: PersonRecord;
}

/** State held both in memory and in the file. */
export interface VaultState {
  readonly dataKey: Buffer;
  readonly wrappedKey: Uint8Array;
  readonly generation: number;
  readonly people: readonly StoredPerson[];
}

interface Surroundings {
  readonly files: VaultFiles;
  readonly wrapKey: WrapKey;
  readonly now: () => Date;
  readonly notice: Problem | null;
}

/** An open vault. Get one from `openVault` or `openVaultWithPin`. */
export class Vault {
  /** A notice for the person although the vault is open, e.g. that the file was damaged. */
  readonly notice: Problem | null;
  readonly #files: VaultFiles;
  readonly #wrapKey: WrapKey;
  readonly #now: () => Date;
  #state: VaultState;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(state: VaultState, surroundings: Surroundings) {
    this.#state = state;
    this.#files = surroundings.files;
    this.#wrapKey = surroundings.wrapKey;
    this.#now = surroundings.now;
    this.notice = surroundings.notice;
  }

  /** Counts the writes since the vault was created: a smaller number than before means an older copy was put back. */
  get generation(): number {
    return this.#state.generation;
  }

  /** Everybody stored, for lists; without embeddings. */
  people(): PersonSummary[] {
    return this.#state.people.map(({ person }) => ({
      id: person.id,
      name: person.name,
      references: person.references.length,
      enrolledAt: person.enrolledAt,
      trust: person.trust,
      encoder: person.encoder,
      hasPin: person.pin !== null,
    }));
  }

  /** Everybody stored, for matching. Embeddings are biometric data: for the engine only, never for a log. */
  gallery(): GalleryEntry[] {
    return this.#state.people.map(({ person }) => ({
      personId: person.id,
      name: person.name,
      trust: person.trust,
      encoder: person.encoder,
      references: person.references,
      shape: person.shape,
    }));
  }

  /** Stores a person; resolves when they are safely on disk. */
  add(candidate: NewPerson): Promise<Result<{ readonly personId: string }>> {
    return this.#change(async () => {
      const checked = checkNewPerson(candidate);
      if (!checked.ok) return checked;
      if (this.#state.people.length >= LIMITS.people)
        return fail('too-many-people', TOO_MANY_PEOPLE);
      const { pin, ...rest } = checked.value;
      const id = randomUUID();
      const { dataKey } = this.#state;
      const person: Person = {
        ...rest,
        id,
        enrolledAt: this.#now().toISOString(),
        pin: pin === null ? null : await wrapByPin(dataKey, pin, id),
      };
      const people = [...this.#state.people, { person, record: sealPerson(dataKey, person) }];
      const saved = await this.#save({ ...this.#state, people }, 'keep-previous');
      return saved.ok ? succeed({ personId: id }) : saved;
    });
  }

  /** Removes a person from the file and from its previous copy. */
  remove(personId: string): Promise<Result<undefined>> {
    return this.#change(async () => {
      const people = this.#state.people.filter(({ person }) => person.id !== personId);
      if (people.length === this.#state.people.length)
        return fail('person-unknown', UNKNOWN_PERSON);
      return this.#save({ ...this.#state, people }, 'replace-previous');
    });
  }

  /** Removes everybody, every copy and the key, so that backups of the file no longer open on this computer. */
  removeAll(): Promise<Result<undefined>> {
    return this.#change(async () => {
      const before = this.#state.dataKey;
      const saved = await this.#save(this.#emptyWithFreshKey(), 'replace-previous');
      if (!saved.ok) return saved;
      if (before !== this.#state.dataKey) before.fill(0);
      try {
        await this.#files.removeDamaged();
      } catch (error) {
        return fail('vault-unavailable', notSaved(error));
      }
      return saved;
    });
  }

  /**
   * The person with this PIN, or null. Tries everybody, so that the time does not reveal who it was. Takes about a
   * tenth of a second for each person (scrypt).
   */
  async verifyPin(pin: string): Promise<string | null> {
    let found: string | null = null;
    for (const { person } of this.#state.people) {
      const key = person.pin && (await unwrapByPin(person.pin, pin, person.id));
      if (key === null) continue;
      key.fill(0);
      found ??= person.id;
    }
    return found;
  }

  /**
   * Wraps the key with the key storage again, for next time. If that fails the old wrap stays in the file, and the PIN
   * is needed again.
   */
  renewKeyWrap(): Promise<Result<undefined>> {
    return this.#change(async () => {
      const wrappedKey = tryWrap(this.#wrapKey, this.#state.dataKey);
      return wrappedKey === null
        ? fail('vault-unavailable', KEY_NOT_STORED)
        : this.#save({ ...this.#state, wrappedKey }, 'keep-previous');
    });
  }

  /** Waits for pending changes and forgets the key. The vault must not be used afterwards. */
  async close(): Promise<void> {
    await this.#lastChange;
    this.#state.dataKey.fill(0);
    this.#state = { ...this.#state, people: [] };
  }

  /** One at a time: each change builds on the state that the previous one saved. */
  #change<T>(change: () => Promise<Result<T>>): Promise<Result<T>> {
    const result = this.#lastChange.then(change);
    this.#lastChange = result.catch(() => undefined);
    return result;
  }

  /** Memory follows the disk: on failure everything stays as it was. */
  async #save(
    next: VaultState,
    previous: 'keep-previous' | 'replace-previous',
  ): Promise<Result<undefined>> {
    const wrapped = this.#withWrappedKey(next);
    if (wrapped === null) return fail('vault-unavailable', KEY_NOT_STORED);
    const state = { ...wrapped, generation: this.#state.generation + 1 };
    const people = state.people.map(({ record }) => record);
    const bytes = encodeVault({ ...state, people }, state.dataKey);
    try {
      if (previous === 'keep-previous') await this.#files.keepPrevious();
      else await this.#files.writePrevious(bytes);
      await this.#files.writeCurrent(bytes);
    } catch (error) {
      return fail('vault-unavailable', notSaved(error));
    }
    this.#state = state;
    return succeed(undefined);
  }

  #withWrappedKey(state: VaultState): VaultState | null {
    if (state.wrappedKey.length > 0) return state;
    const wrappedKey = tryWrap(this.#wrapKey, state.dataKey);
    return wrappedKey === null ? null : { ...state, wrappedKey };
  }

  /** If the key storage fails the old key stays: erasing must not depend on it. */
  #emptyWithFreshKey(): VaultState {
    const dataKey = createDataKey();
    const wrappedKey = tryWrap(this.#wrapKey, dataKey);
    return wrappedKey === null
      ? { ...this.#state, people: [] }
      : { ...this.#state, dataKey, wrappedKey, people: [] };
  }
}

/** The wrapped key, or null if the key storage fails. */
function tryWrap(wrapKey: WrapKey, dataKey: Uint8Array): Uint8Array | null {
  try {
    const wrappedKey = wrapKey(Uint8Array.from(dataKey));
    return wrappedKey.length > 0 ? Uint8Array.from(wrappedKey) : null;
  } catch {
    return null;
  }
}
