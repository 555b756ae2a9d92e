/** The vault as the app uses it: open, or closed with a reason, and never in the way of the rest. */
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { NewPerson } from '../../engine/vault/new-person.ts';
import {
  eraseVault,
  openVault,
  openVaultWithPin,
  type VaultOptions,
} from '../../engine/vault/open-vault.ts';
import type { Vault } from '../../engine/vault/vault.ts';

export class PeopleVault {
  readonly #options: VaultOptions;
  #opened: Result<Vault>;

  private constructor(options: VaultOptions, opened: Result<Vault>) {
    this.#options = options;
    this.#opened = opened;
  }

  /** Always answers: a vault that does not open is kept as it is, and the reason is `problem()`. */
  static async open(options: VaultOptions): Promise<PeopleVault> {
    return new PeopleVault(options, await openVault(options));
  }

  /** Is there a vault whose people we cannot see? Then nobody may be let in as if it were empty. */
  get isClosed(): boolean {
    return !this.#opened.ok;
  }

  /** Why it is closed, or what happened to it although it is open; null when all is well. */
  problem(): Problem | null {
    return this.#opened.ok ? this.#opened.value.notice : this.#opened.problem;
  }

  people(): PersonSummary[] {
    return this.#opened.ok ? this.#opened.value.people() : [];
  }

  gallery(): GalleryEntry[] {
    return this.#opened.ok ? this.#opened.value.gallery() : [];
  }

  /** The person whose PIN it is, or null. A vault that the key storage did not open is opened by the PIN. */
  async personWithPin(pin: string): Promise<PersonSummary | null> {
    if (!this.#opened.ok) {
      const opened = await openVaultWithPin(this.#options, pin);
      if (!opened.ok) return null;
      this.#opened = opened;
    }
    const personId = await this.#opened.value.verifyPin(pin);
    return this.people().find((person) => person.id === personId) ?? null;
  }

  async add(person: NewPerson): Promise<Result<{ readonly personId: string }>> {
    return this.#opened.ok ? this.#opened.value.add(person) : this.#opened;
  }

  async remove(personId: string): Promise<Result<undefined>> {
    return this.#opened.ok ? this.#opened.value.remove(personId) : this.#opened;
  }

  /** Works on a closed vault too: whoever cannot get in any more can still start over. */
  async removeAll(): Promise<Result<undefined>> {
    if (this.#opened.ok) return this.#opened.value.removeAll();
    const erased = await eraseVault(this.#options.folder);
    if (!erased.ok) return erased;
    this.#opened = await openVault(this.#options);
    return this.#opened.ok ? succeed(undefined) : this.#opened;
  }

  async close(): Promise<void> {
    if (this.#opened.ok) await this.#opened.value.close();
  }
}
