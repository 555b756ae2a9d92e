/** The people who may unlock, encrypted in one file. */
import { randomUUID } from 'node:crypto';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { pinFault } from '../../contract/pin-rules.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { KeyStorage } from './anchor/anchor-format.ts';
import type { VaultAnchor } from './anchor/anchor-store.ts';
import type { Keeper } from './keeper.ts';
import { createDataKey, keeperOf } from './keys/keys.ts';
import { isCurrent, openByPin, sharedSalt, wrapByPin, type PinOwner } from './keys/pin-wrap.ts';
import { newRecoveryCode, unwrapByRecoveryCode, wrapByRecoveryCode } from './keys/recovery-code.ts';
import {
  areLooks,
  checkLabel,
  checkName,
  checkNewPerson,
  type NewLooks,
  type NewPerson,
} from './people/new-person.ts';
import { FIRST_APPEARANCE, type Appearance, type Person } from './people/person-record.ts';
import {
  BAD_REFERENCES,
  CHANGED_ELSEWHERE,
  KEY_NOT_STORED,
  LAST_APPEARANCE,
  NEEDS_PIN,
  notSaved,
  OTHER_TRUST,
  PIN_TAKEN,
  TOO_MANY_APPEARANCES,
  TOO_MANY_PEOPLE,
  UNKNOWN_PERSON,
  WRONG_CODE,
} from './sentences.ts';
import { decodeVault, LIMITS, type Decoded } from './file/vault-format.ts';
import type { VaultFiles } from './file/vault-files.ts';
import {
  bytesOf,
  emptyState,
  stateOf,
  stored,
  unwrapWith,
  wrapWith,
  type Secret,
  type StoredPerson,
  type VaultState,
} from './vault-state.ts';

export interface Surroundings {
  readonly files: VaultFiles;
  /** Null where the system has none that protects. */
  readonly storage: KeyStorage | null;
  readonly anchor: VaultAnchor | null;
  readonly now: () => Date;
  readonly notice: Problem | null;
}

/** A further appearance of somebody, or the first by a new encoder. */
export interface NewAppearance extends NewLooks {
  /** 1 to 40 characters after trimming; not needed where the encoder is a new one. */
  readonly label: string;
}

export type Erases = 'previous-copy' | 'every-copy';

interface Change<T> {
  /** Null: nobody is left, and no file. */
  readonly next: VaultState | null;
  readonly value: T;
  /** What nothing of before may be left in; `every-copy`: the damaged ones too. */
  readonly erases?: Erases;
}

type MakeChange<T> = (state: VaultState) => Promise<Result<Change<T>>> | Result<Change<T>>;

/** An open vault. Get one from `openVault`. */
export class Vault {
  /** A notice for the person although the vault is open, e.g. that it went back to the previous copy. */
  readonly notice: Problem | null;
  readonly #surroundings: Surroundings;
  #state: VaultState;
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(state: VaultState, surroundings: Surroundings) {
    this.#state = state;
    this.#surroundings = surroundings;
    this.notice = surroundings.notice;
  }

  /** Grows with the writes since the vault was created: a smaller number than before means that an older copy was put back. */
  get generation(): number {
    return this.#state.generation;
  }

  /** Seals what lies beside the vault, with its key of now. */
  get keeper(): Keeper {
    return keeperOf(this.#state.dataKey);
  }

  get hasRecoveryCode(): boolean {
    return this.#state.recovery !== null;
  }

  /** Everybody stored, for lists; without embeddings. */
  people(): PersonSummary[] {
    return this.#state.people.map(({ person }) => ({
      id: person.id,
      name: person.name,
      references: referencesOf(person).length,
      enrolledAt: firstOf(person).enrolledAt,
      trust: person.trust,
      encoder: person.encoder,
      hasPin: person.pin !== null,
      appearances: person.appearances.map(({ id, label, enrolledAt, references }) => ({
        ...{ id, label, enrolledAt },
        references: references.length,
      })),
    }));
  }

  /** Everybody stored, for matching. Embeddings are biometric data: for the engine only, never for a log. */
  gallery(): GalleryEntry[] {
    return this.#state.people.map(({ person }) => ({
      personId: person.id,
      name: person.name,
      trust: person.trust,
      encoder: person.encoder,
      references: referencesOf(person),
      // Glasses and beards leave a head its shape: that of the enrolment says who lives.
      shape: firstOf(person).shape,
    }));
  }

  /**
   * Stores a person; resolves when they are safely on disk. `recoveryCode`: a new one if the vault had none, to be shown
   * once; nothing keeps it.
   */
  async add(
    candidate: NewPerson,
  ): Promise<Result<{ readonly personId: string; readonly recoveryCode: string | null }>> {
    const checked = checkNewPerson(candidate);
    if (!checked.ok) return checked;
    const { pin, name, trust, encoder, references, shape } = checked.value;
    return this.#change(async (state) => {
      if (state.people.length >= LIMITS.people) return fail('too-many-people', TOO_MANY_PEOPLE);
      // Without key storage only PINs, and the code on paper, open the vault again.
      if (pin === null && this.#surroundings.storage === null && !state.people.some(hasPin)) {
        return fail('pin-refused', NEEDS_PIN);
      }
      if (pin !== null && (await isTaken(state, pin, null))) return fail('pin-refused', PIN_TAKEN);
      const id = randomUUID();
      const enrolledAt = this.#surroundings.now().toISOString();
      const appearances = [{ id: FIRST_APPEARANCE, label: '', enrolledAt, references, shape }];
      const withSecret = this.#withSecret(state);
      const person: Person = {
        ...{ id, name, trust, encoder, appearances },
        pin: pin === null ? null : await newWrap(withSecret, pin, id),
      };
      const people = [...state.people, stored(state.dataKey, person)];
      const recoveryCode = state.recovery === null ? newRecoveryCode() : null;
      const next = { ...withSecret, people };
      return succeed({
        next: recoveryCode === null ? next : withRecovery(next, recoveryCode),
        value: { personId: id, recoveryCode },
      });
    });
  }

  /**
   * Adds how somebody looks, e.g. with glasses. If it was made by another encoder than the stored references, which were
   * kept until now, it takes their place.
   */
  addAppearance(personId: string, looks: NewAppearance): Promise<Result<undefined>> {
    return this.#changePerson(personId, (person) => {
      if (!areLooks(looks)) return fail('enrolment-incomplete', BAD_REFERENCES);
      if (looks.trust !== person.trust) return fail('enrolment-incomplete', OTHER_TRUST);
      const isReEnrolled = looks.encoder !== person.encoder;
      const label = isReEnrolled ? succeed('') : checkLabel(looks.label);
      if (!label.ok) return label;
      const appearance: Appearance = {
        id: isReEnrolled ? FIRST_APPEARANCE : randomUUID(),
        label: label.value,
        enrolledAt: this.#surroundings.now().toISOString(),
        references: looks.references,
        shape: looks.shape,
      };
      const appearances = isReEnrolled ? [appearance] : [...person.appearances, appearance];
      const next = { ...person, encoder: looks.encoder, appearances };
      const fits =
        appearances.length <= LIMITS.appearances && referencesOf(next).length <= LIMITS.references;
      if (!fits) return fail('too-many-people', TOO_MANY_APPEARANCES);
      return succeed({ person: next, ...(isReEnrolled && EVERYWHERE) });
    });
  }

  removeAppearance(personId: string, appearanceId: string): Promise<Result<undefined>> {
    return this.#changePerson(personId, (person) => {
      const appearances = person.appearances.filter(({ id }) => id !== appearanceId);
      if (appearances.length === person.appearances.length) {
        return fail('person-unknown', UNKNOWN_PERSON);
      }
      if (appearanceId === firstOf(person).id) return fail('person-unknown', LAST_APPEARANCE);
      return succeed({ person: { ...person, appearances }, ...EVERYWHERE });
    });
  }

  rename(personId: string, name: string): Promise<Result<undefined>> {
    return this.#changePerson(personId, (person) => {
      const checked = checkName(name);
      if (!checked.ok) return checked;
      return succeed({ person: { ...person, name: checked.value } });
    });
  }

  /** Erases a person from the file, from its previous copy and from damaged ones. */
  remove(personId: string): Promise<Result<undefined>> {
    return this.#change((state) => {
      const people = state.people.filter(({ person }) => person.id !== personId);
      if (people.length === state.people.length) return fail('person-unknown', UNKNOWN_PERSON);
      return succeed({
        next: people.length === 0 ? null : { ...state, people },
        value: undefined,
        ...EVERYWHERE,
      });
    });
  }

  /**
   * Erases everybody, every copy and the key, so that backups of the file no longer open on this computer, and the
   * recovery code with them.
   */
  removeAll(): Promise<Result<undefined>> {
    return this.#change<undefined>(() => succeed({ next: null, value: undefined }));
  }

  /**
   * The person with this PIN, or null. Tries everybody, at the price of one derivation (half a second) for people whose
   * PINs were set or entered since the last change of its parameters; others are raised when theirs is right.
   */
  async verifyPin(pin: string): Promise<string | null> {
    const secret = secretOf(this.#state);
    const opened = await openByPin(owners(this.#state), pin, secret);
    if (opened === null) return null;
    opened.dataKey.fill(0);
    await this.#raise(opened.personId, pin);
    return opened.personId;
  }

  /** For somebody who gave the recovery code: their PIN may have been lost with the key storage. */
  async setPinByRecoveryCode(
    code: string,
    personId: string,
    wanted: string,
  ): Promise<Result<undefined>> {
    if (!this.isRecoveryCode(code)) return fail('wrong-pin', WRONG_CODE);
    return this.setPin(personId, wanted);
  }

  isRecoveryCode(code: string): boolean {
    const { recovery, vaultId, dataKey } = this.#state;
    const opened = recovery && unwrapByRecoveryCode(recovery, code, vaultId);
    const isRight = opened?.equals(dataKey) === true;
    opened?.fill(0);
    return isRight;
  }

  /** A new code, to be shown once; the one before no longer opens anything. */
  newRecoveryCode(): Promise<Result<string>> {
    return this.#change((state) => {
      const code = newRecoveryCode();
      return succeed({ next: withRecovery(state, code), value: code, ...EVERYWHERE });
    });
  }

  /**
   * Wraps the key with the key storage, for next time, and writes the newest format. If that fails the old wrap stays in
   * the file, and the PIN is needed again.
   */
  renewKeyWrap(erases?: Erases): Promise<Result<undefined>> {
    return this.#change((state) => {
      const { storage } = this.#surroundings;
      const wrappedKey = storage && wrapWith(storage, state.dataKey);
      return storage !== null && wrappedKey === null
        ? fail('vault-unavailable', KEY_NOT_STORED)
        : succeed({ next: { ...state, wrappedKey }, value: undefined, ...(erases && { erases }) });
    });
  }

  /** Waits for pending changes and forgets the key. The vault must not be used afterwards. */
  async close(): Promise<void> {
    await this.#lastChange;
    this.#state.dataKey.fill(0);
    this.#state = { ...this.#state, people: [] };
  }

  #changePerson(
    personId: string,
    change: (person: Person) => Result<{ readonly person: Person; readonly erases?: Erases }>,
  ): Promise<Result<undefined>> {
    return this.#change((state) => {
      const before = state.people.find(({ person }) => person.id === personId);
      if (before === undefined) return fail('person-unknown', UNKNOWN_PERSON);
      const changed = change(before.person);
      if (!changed.ok) return changed;
      const { person, erases } = changed.value;
      const next = withPerson(state, person);
      return succeed({ next, value: undefined, ...(erases && { erases }) });
    });
  }

  /** For somebody who has shown that they know the PIN so far, which then opens no copy any more. */
  setPin(personId: string, wanted: string): Promise<Result<undefined>> {
    return this.#change(async (state) => {
      const before = state.people.find(({ person }) => person.id === personId);
      if (before === undefined) return fail('person-unknown', UNKNOWN_PERSON);
      const fault = pinFault(wanted, before.person.name);
      if (fault !== null) return fail('pin-refused', fault);
      if (await isTaken(state, wanted, personId)) return fail('pin-refused', PIN_TAKEN);
      const withSecret = this.#withSecret(state);
      const pin = await newWrap(withSecret, wanted, personId);
      const next = withPerson(withSecret, { ...before.person, pin });
      return succeed({ next, value: undefined, ...EVERYWHERE });
    });
  }

  /** A wrap of earlier parameters, or without the secret, becomes one of today's. What fails is tried next time. */
  async #raise(personId: string, pin: string): Promise<void> {
    const isRaised = (state: VaultState): boolean => {
      const wrap = owners(state).find(({ id }) => id === personId)?.pin ?? null;
      return wrap === null || isCurrent(wrap, sharedSalt(owners(state)), secretOf(state));
    };
    if (isRaised(this.#withSecret(this.#state))) return;
    await this.#change(async (state) => {
      const before = state.people.find((one) => one.person.id === personId);
      if (before === undefined) return fail('person-unknown', UNKNOWN_PERSON);
      const withSecret = this.#withSecret(state);
      const wrap = await newWrap(withSecret, pin, personId);
      const next = withPerson(withSecret, { ...before.person, pin: wrap });
      // The weaker wrap must not stay in the previous copy.
      return succeed({ next, value: undefined, erases: 'previous-copy' });
    });
  }

  /**
   * With a secret that takes part in PINs, if the system has key storage. One that no longer opens is replaced, and the
   * PINs that depended on it go: nobody can enter them any more.
   */
  #withSecret(state: VaultState): VaultState {
    const { storage } = this.#surroundings;
    if (storage === null || secretOf(state) !== null) return state;
    const plain = createDataKey();
    const wrapped = wrapWith(storage, plain);
    if (wrapped === null || unwrapWith(storage, wrapped) === null) return state;
    const secret: Secret = { plain, wrapped };
    if (state.secret === null) return { ...state, secret };
    const people = state.people.map((one) =>
      one.person.pin?.usesSecret === true
        ? stored(state.dataKey, { ...one.person, pin: null })
        : one,
    );
    return { ...state, secret, people };
  }

  /** One at a time: each change builds on the state that the previous one saved, in this process or another. */
  #change<T>(change: MakeChange<T>): Promise<Result<T>> {
    const result = this.#lastChange.then(async () => {
      try {
        return await this.#surroundings.files.locked(() => this.#changeLocked(change));
      } catch (error) {
        return fail('vault-unavailable', notSaved(error));
      }
    });
    this.#lastChange = result.catch(() => undefined);
    return result;
  }

  async #changeLocked<T>(change: MakeChange<T>): Promise<Result<T>> {
    const { files, storage, now } = this.#surroundings;
    const onDisk = await files.read('current');
    const bytes = onDisk.kind === 'bytes' ? onDisk.bytes : null;
    const found = this.#judge(bytes === null ? null : decodeVault(bytes));
    if (found === 'newer') return fail('vault-unavailable', CHANGED_ELSEWHERE);
    // A newer one of ours: another process has saved it.
    const base = typeof found === 'object' ? found : this.#state;
    const changed = await change(base);
    if (!changed.ok) return changed;
    const { value, erases } = changed.value;
    if (changed.value.next === null) {
      await this.#eraseAll();
      return succeed(value);
    }
    const wrapped = withWrappedKey(changed.value.next, storage);
    if (wrapped === null) return fail('vault-unavailable', KEY_NOT_STORED);
    // Two steps: the copy before a removal is then older than what may ever be opened.
    const generation = base.generation + (erases === undefined ? 1 : 2);
    const next = { ...wrapped, generation };
    if (base.generation === 0) await this.#note(next, 0);
    const encoded = bytesOf(next);
    const isOurs = found !== 'other';
    if (!isOurs && bytes !== null) await files.keepDamaged(bytes, now());
    const previous = isOurs && erases === undefined && bytes !== null ? bytes : encoded;
    await files.write('previous', previous);
    await files.write('current', encoded);
    this.#state = next;
    if (erases === 'every-copy') await files.removeDamaged();
    // The vault is saved: where this fails, opening it makes up for it.
    await this.#note(next, generation).catch(() => undefined);
    return succeed(value);
  }

  /** The anchor forgets the vault in one step; files that a power cut leaves then belong to none. */
  async #eraseAll(): Promise<void> {
    const next = emptyState();
    await this.#note(next, 0);
    const before = this.#state.dataKey;
    this.#state = next;
    before.fill(0);
    await this.#surroundings.files.removeEverything();
  }

  /** Throws if the anchor cannot be written. */
  async #note({ vaultId }: VaultState, generation: number): Promise<void> {
    const noted = await this.#surroundings.anchor?.note({ vaultId, generation });
    if (noted?.ok === false) throw new Error(noted.problem.message);
  }

  /**
   * What lies where this vault is to be written: `same`, or nothing; a newer state of it; `newer`: one under a newer
   * key; `other`: an older one, or none of ours. The MAC decides, before anything is kept or replaced.
   */
  #judge(decoded: Decoded | null): 'same' | 'newer' | 'other' | VaultState {
    if (decoded === null) return 'same';
    if (decoded.kind === 'newer') return 'newer';
    if (decoded.kind === 'damaged') return 'other';
    const { content, isAuthentic } = decoded;
    const { dataKey, vaultId, generation } = this.#state;
    const isNewer = content.vaultId === vaultId && content.generation > generation;
    // Nothing lay there when this one began: another process has saved the first people.
    const isFirst = generation === 0;
    if (!isAuthentic(dataKey)) return isNewer || isFirst ? 'newer' : 'other';
    if (content.vaultId !== vaultId || content.generation < generation) return 'other';
    if (!isNewer) return 'same';
    return stateOf(content, dataKey, this.#surroundings.storage) ?? 'other';
  }
}

const referencesOf = ({ appearances }: Person) =>
  appearances.flatMap(({ references }) => references);

function firstOf({ appearances }: Person): Appearance {
  const [first] = appearances;
  if (first === undefined) throw new Error('a person without an appearance');
  return first;
}

const EVERYWHERE = { erases: 'every-copy' } as const;

const hasPin = ({ person }: StoredPerson): boolean => person.pin !== null;

const owners = ({ people }: VaultState): PinOwner[] => people.map(({ person }) => person);

const secretOf = ({ secret }: VaultState): Uint8Array | null => secret?.plain ?? null;

/** Whether it is the PIN of anybody else: it would open as whoever comes first. */
async function isTaken(state: VaultState, pin: string, personId: string | null): Promise<boolean> {
  const others = owners(state).filter(({ id }) => id !== personId);
  const opened = await openByPin(others, pin, secretOf(state));
  opened?.dataKey.fill(0);
  return opened !== null;
}

function newWrap(state: VaultState, pin: string, personId: string) {
  const salt = sharedSalt(owners(state));
  return wrapByPin(state.dataKey, pin, personId, { secret: secretOf(state), salt });
}

function withPerson(state: VaultState, changed: Person): VaultState {
  const people = state.people.map((one) =>
    one.person.id === changed.id ? stored(state.dataKey, changed) : one,
  );
  return { ...state, people };
}

function withRecovery(state: VaultState, code: string): VaultState {
  return { ...state, recovery: wrapByRecoveryCode(state.dataKey, code, state.vaultId) };
}

/** Null if there is key storage and it fails. */
function withWrappedKey(state: VaultState, storage: KeyStorage | null): VaultState | null {
  if (storage === null) return { ...state, wrappedKey: null };
  if (state.wrappedKey !== null) return state;
  const wrappedKey = wrapWith(storage, state.dataKey);
  return wrappedKey === null ? null : { ...state, wrappedKey };
}
