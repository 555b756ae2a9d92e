/** The vault as the app uses it: open, or closed with a reason, and never blocking the rest. */
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

  /** Always succeeds: a vault that does not open is left as it is, and `problem()` gives the reason. */
  static async open(options: VaultOptions): Promise<PeopleVault> {
    return new PeopleVault(options, await openVault(options));
  }

  /** Whether there is a vault whose people we cannot see. It must not be treated as empty. */
  get isClosed(): boolean {
    return !this.#opened.ok;
  }

  /** Why it is closed, or what happened to it although it is open; null if all is well. */
  problem(): Problem | null {
    return this.#opened.ok ? this.#opened.value.notice : this.#opened.problem;
  }

  people(): PersonSummary[] {
    return this.#opened.ok ? this.#opened.value.people() : [];
  }

  gallery(): GalleryEntry[] {
    return this.#opened.ok ? this.#opened.value.gallery() : [];
  }

  /** The person with this PIN, or null. The PIN also opens a vault that the key storage did not open. */
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

  /** Works on a closed vault too: somebody who can no longer get in can still start over. */
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
