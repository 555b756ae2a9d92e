/** What is held both in memory and in the file, and how the one becomes the other. */
import { randomUUID } from 'node:crypto';
import type { KeyStorage } from './anchor/anchor-format.ts';
import { createDataKey, KEY_BYTES } from './keys/keys.ts';
import { openPerson, sealPerson, type Person } from './people/person-record.ts';
import { encodeVault, type PersonRecord, type VaultContent } from './file/vault-format.ts';

export interface StoredPerson {
  readonly person: Person;
  readonly record: PersonRecord;
}

/** The secret in the keys of PINs. */
export interface Secret {
  /** Null: the key storage no longer opens it. */
  readonly plain: Uint8Array | null;
  readonly wrapped: Uint8Array;
}

export interface VaultState {
  readonly dataKey: Buffer;
  readonly vaultId: string;
  readonly generation: number;
  readonly wrappedKey: Uint8Array | null;
  /** Null: none was made yet. */
  readonly secret: Secret | null;
  readonly recovery: Uint8Array | null;
  readonly people: readonly StoredPerson[];
}

export function emptyState(vaultId: string = randomUUID(), generation = 0): VaultState {
  return {
    ...{ dataKey: createDataKey(), vaultId, generation, wrappedKey: null, secret: null },
    ...{ recovery: null, people: [] },
  };
}

/** Null if a person does not open, which no authentic file holds. */
export function stateOf(
  content: VaultContent,
  dataKey: Buffer,
  storage: KeyStorage | null,
): VaultState | null {
  const people: StoredPerson[] = [];
  for (const record of content.people) {
    const person = openPerson(dataKey, record, content.version);
    if (person === null) return null;
    people.push(content.version === 1 ? stored(dataKey, person) : { person, record });
  }
  const { vaultId, generation, wrappedKey, wrappedSecret, recovery } = content;
  const secret = wrappedSecret && {
    plain: unwrapWith(storage, wrappedSecret),
    wrapped: wrappedSecret,
  };
  return { dataKey, vaultId, generation, wrappedKey, secret, recovery, people };
}

export function bytesOf(state: VaultState): Uint8Array {
  const { dataKey, secret, people, ...rest } = state;
  return encodeVault(
    {
      ...rest,
      wrappedSecret: secret && secret.wrapped,
      people: people.map(({ record }) => record),
    },
    dataKey,
  );
}

export function stored(dataKey: Uint8Array, person: Person): StoredPerson {
  return { person, record: sealPerson(dataKey, person) };
}

/** The wrapped key; null if the key storage fails. */
export function wrapWith(storage: KeyStorage, key: Uint8Array): Uint8Array | null {
  try {
    const wrapped = storage.wrapKey(Uint8Array.from(key));
    return wrapped.length > 0 ? Uint8Array.from(wrapped) : null;
  } catch {
    return null;
  }
}

/** The key of 32 bytes; null if there is no key storage, or it does not open this. */
export function unwrapWith(storage: KeyStorage | null, wrapped: Uint8Array): Buffer | null {
  try {
    const key = storage === null ? null : Buffer.from(storage.unwrapKey(wrapped));
    return key?.length === KEY_BYTES ? key : null;
  } catch {
    return null;
  }
}
