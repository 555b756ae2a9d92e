/** The vault as the app uses it: open, or closed with a reason, and never blocking the rest. */
import type { AddedLook, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { pinFault } from '../../contract/pin-rules.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { VaultView } from '../../contract/vault.ts';
import { AddedLooks, type AddedByPerson } from '../../engine/vault/added-looks.ts';
import type { Keeper } from '../../engine/vault/keeper.ts';
import type { NewPerson } from '../../engine/vault/people/new-person.ts';
import {
  openPreviousGeneration,
  openVault,
  startOver,
  type OpenedVault,
  type Opener,
  type VaultOptions,
} from '../../engine/vault/open-vault.ts';
import type { NewAppearance, Vault } from '../../engine/vault/vault.ts';

/** Erases what is kept of people outside the vault, e.g. their entries in the activity log. */
export type EraseTraces = (personIds: readonly string[]) => Promise<void>;

export class PeopleVault {
  readonly #options: VaultOptions;
  readonly #erasers: EraseTraces[] = [];
  readonly #addedFile: AddedLooks;
  #added: AddedByPerson = new Map();
  #opened: OpenedVault;
  /** Somebody chose the copy before the last change; their PIN is still to open it. */
  #isGoingBack = false;

  private constructor(options: VaultOptions, opened: OpenedVault) {
    this.#options = options;
    this.#opened = opened;
    this.#addedFile = new AddedLooks(options.folder);
    this.onErased((personIds) => this.#forgetAdded(personIds));
  }

  /** Always succeeds: a vault that does not open is left as it is, and `problem()` gives the reason. */
  static async open(options: VaultOptions): Promise<PeopleVault> {
    const vault = new PeopleVault(options, await openVault(options));
    await vault.#readAdded();
    return vault;
  }

  /** `erase` is called with everybody who was removed, once the vault has forgotten them. */
  onErased(erase: EraseTraces): void {
    this.#erasers.push(erase);
  }

  /** Whether there is a vault whose people we cannot see. It must not be treated as empty. */
  get isClosed(): boolean {
    return !this.#opened.ok;
  }

  view(): VaultView {
    return this.#opened.ok
      ? { phase: 'open', hasRecoveryCode: this.#opened.value.hasRecoveryCode }
      : this.#opened.closed;
  }

  /** What happened to it although it is open; null if all is well. Why it is closed, `view()` says. */
  problem(): Problem | null {
    return this.#opened.ok ? this.#opened.value.notice : null;
  }

  people(): PersonSummary[] {
    return this.#opened.ok ? this.#opened.value.people() : [];
  }

  gallery(): GalleryEntry[] {
    if (!this.#opened.ok) return [];
    return this.#opened.value.gallery().map((entry) => {
      const added = this.#added.get(entry.personId);
      return added === undefined ? entry : { ...entry, added };
    });
  }

  /** Seals what lies beside the vault; null while it is closed. */
  get keeper(): Keeper | null {
    return this.#opened.ok ? this.#opened.value.keeper : null;
  }

  /** Keeps the looks that were added to a person's, in place of those before. A full disk loses them, and no more. */
  async keepLearnt(personId: string, added: readonly AddedLook[]): Promise<void> {
    if (!this.people().some(({ id }) => id === personId)) return;
    this.#added = new Map(this.#added).set(personId, added);
    await this.#writeAdded();
  }

  /** The person with this PIN, or null. The PIN also opens a vault that the key storage did not open. */
  async personWithPin(pin: string): Promise<PersonSummary | null> {
    let vault = this.#opened;
    if (!vault.ok) {
      if (!vault.closed.opensWithPin || vault.closed.canOpenPrevious) return null;
      const opened = await this.#openBy({ kind: 'pin', pin });
      if (!opened.ok) return null;
      await this.#isOpen(opened);
      vault = opened;
    }
    const personId = await vault.value.verifyPin(pin);
    return this.people().find((person) => person.id === personId) ?? null;
  }

  /** What the person should know whose PIN was right, but would not be accepted as a new one; else null. */
  adviceOn(pin: string): Problem | null {
    if (pinFault(pin) === null) return null;
    const message =
      'Your PIN is shorter or simpler than Depthlock now asks for, and can be guessed. Choose another one in Settings, under “Your PIN”.';
    return { code: 'pin-too-simple', message };
  }

  /** Everybody in the vault, for somebody with the recovery code; opens a closed one. */
  async openWithRecoveryCode(code: string): Promise<Result<PersonSummary[]>> {
    if (!this.#opened.ok) {
      const opened = await this.#openBy({ kind: 'recovery-code', code });
      if (!opened.ok) return opened;
      await this.#isOpen(opened);
    } else if (!this.#opened.value.isRecoveryCode(code)) {
      return fail('wrong-pin', 'That recovery code is not right.');
    }
    return succeed(this.people());
  }

  /** Goes back to the copy before the last change; if the key storage has no key for it, once the PIN is given. */
  async openPrevious(): Promise<Result<undefined>> {
    if (this.#opened.ok) return succeed(undefined);
    const opened = await openPreviousGeneration(this.#options);
    if (opened.ok) {
      await this.#isOpen(opened);
      return succeed(undefined);
    }
    const { closed } = this.#opened;
    if (opened.problem.code !== 'wrong-pin' || !closed.canOpenPrevious) return opened;
    this.#isGoingBack = true;
    const message =
      'The copy before the last change is there. Your PIN, or the recovery code, opens it.';
    this.#opened = {
      ...this.#opened,
      closed: { ...closed, message, canOpenPrevious: false, canStartOver: false },
    };
    return succeed(undefined);
  }

  /** Erases a vault that does not open, and begins an empty one. */
  async startOver(): Promise<Result<undefined>> {
    if (this.#opened.ok || !this.#opened.closed.canStartOver) {
      return fail(
        'vault-unavailable',
        'The stored faces can still be opened, so nothing was erased.',
      );
    }
    const started = await startOver(this.#options);
    if (!started.ok) return started;
    this.#opened = started;
    return succeed(undefined);
  }

  add(
    person: NewPerson,
  ): Promise<Result<{ readonly personId: string; readonly recoveryCode: string | null }>> {
    return this.#whenOpen((vault) => vault.add(person));
  }

  async addAppearance(personId: string, looks: NewAppearance): Promise<Result<undefined>> {
    const added = await this.#whenOpen((vault) => vault.addAppearance(personId, looks));
    // What was learnt by another encoder means nothing to the new one.
    if (added.ok) await this.#forgetAdded([personId]);
    return added;
  }

  removeAppearance(personId: string, appearanceId: string): Promise<Result<undefined>> {
    return this.#whenOpen((vault) => vault.removeAppearance(personId, appearanceId));
  }

  rename(personId: string, name: string): Promise<Result<undefined>> {
    return this.#whenOpen((vault) => vault.rename(personId, name));
  }

  /** For somebody whose PIN so far was right. */
  setPin(personId: string, wanted: string): Promise<Result<undefined>> {
    return this.#whenOpen((vault) => vault.setPin(personId, wanted));
  }

  setPinByRecoveryCode(code: string, personId: string, pin: string): Promise<Result<undefined>> {
    return this.#whenOpen((vault) => vault.setPinByRecoveryCode(code, personId, pin));
  }

  /** A new code, to be shown once; the one before is void. */
  newRecoveryCode(): Promise<Result<string>> {
    return this.#whenOpen((vault) => vault.newRecoveryCode());
  }

  async remove(personId: string): Promise<Result<undefined>> {
    const removed = await this.#whenOpen((vault) => vault.remove(personId));
    if (removed.ok) await this.#eraseTraces([personId]);
    return removed;
  }

  /** Only an open one; see `startOver`. */
  async removeAll(): Promise<Result<undefined>> {
    const personIds = this.people().map(({ id }) => id);
    const removed = await this.#whenOpen((vault) => vault.removeAll());
    if (removed.ok) await this.#eraseTraces(personIds);
    return removed;
  }

  async close(): Promise<void> {
    if (this.#opened.ok) await this.#opened.value.close();
  }

  async #isOpen(opened: Extract<OpenedVault, { ok: true }>): Promise<void> {
    this.#opened = opened;
    await this.#readAdded();
  }

  async #readAdded(): Promise<void> {
    const { keeper } = this;
    if (keeper === null) return;
    const known = new Set(this.people().map(({ id }) => id));
    try {
      const added = await this.#addedFile.read(keeper);
      this.#added = new Map([...added].filter(([id]) => known.has(id)));
    } catch (error) {
      console.error('main: the added looks could not be read:', error);
    }
  }

  async #writeAdded(): Promise<void> {
    const { keeper } = this;
    try {
      if (keeper !== null) await this.#addedFile.write(keeper, this.#added);
    } catch (error) {
      console.error('main: the added looks could not be kept:', error);
    }
  }

  /** After a change of the key as well: the file of the old key is written over. */
  async #forgetAdded(personIds: readonly string[]): Promise<void> {
    const left = new Map(this.#added);
    for (const id of personIds) left.delete(id);
    this.#added = left;
    await this.#writeAdded();
  }

  async #eraseTraces(personIds: readonly string[]): Promise<void> {
    for (const erase of this.#erasers) await erase(personIds);
  }

  #openBy(opener: Opener): Promise<Result<Vault>> {
    const open = this.#isGoingBack ? openPreviousGeneration : openVault;
    return open(this.#options, opener);
  }

  #whenOpen<T>(work: (vault: Vault) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#opened.ok ? work(this.#opened.value) : Promise.resolve(this.#opened);
  }
}
