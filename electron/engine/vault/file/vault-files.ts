/** The vault on disk: the file, its previous copy, and the damaged files that were kept. */
import { join } from 'node:path';
import {
  keepAside,
  readIfThere,
  removeUnfinished,
  replaceFile,
  UNFINISHED,
  type FileContent,
} from '../../../base/durable-file.ts';
import { SYSTEM_FILES, type FileSystem } from '../../../base/file-system.ts';
import { withLockFile } from '../../../base/lock-file.ts';
import { LIMITS } from './vault-format.ts';

const CURRENT = 'vault.depthlock';
const PREVIOUS = `${CURRENT}.previous`;
const LOCK = 'vault.lock';
const DAMAGED_STEM = 'vault-damaged-';
const ENDING = '.depthlock';

export type Copy = 'current' | 'previous';

/** Every method throws the system's errors (no space, no permission). */
export class VaultFiles {
  readonly #folder: string;
  readonly #files: FileSystem;

  constructor(folder: string, files: FileSystem = SYSTEM_FILES) {
    this.#folder = folder;
    this.#files = files;
  }

  async prepare(): Promise<void> {
    await this.#files.makeFolder(this.#folder);
    await removeUnfinished(this.#path('current'), this.#files);
    await removeUnfinished(this.#path('previous'), this.#files);
  }

  /** Runs while no other process writes the vault. */
  async locked<T>(work: () => Promise<T>): Promise<T> {
    await this.#files.makeFolder(this.#folder);
    return withLockFile(join(this.#folder, LOCK), work, { files: this.#files });
  }

  read(copy: Copy): Promise<FileContent> {
    return readIfThere(this.#path(copy), LIMITS.fileBytes, this.#files);
  }

  write(copy: Copy, bytes: Uint8Array): Promise<void> {
    return replaceFile(this.#path(copy), bytes, this.#files);
  }

  /** Keeps a copy of what is no good, so that nothing is lost when it is replaced; returns the name of the copy. */
  keepDamaged(bytes: Uint8Array, time: Date): Promise<string> {
    const stem = `${DAMAGED_STEM}${time.toISOString().replaceAll(':', '-')}`;
    return keepAside(bytes, { folder: this.#folder, stem, ending: ENDING }, this.#files);
  }

  /** Deletes the damaged files that were kept: whoever is removed may be in one. */
  async removeDamaged(): Promise<void> {
    await this.#removeWhere(
      (name) =>
        (name.startsWith(DAMAGED_STEM) && name.endsWith(ENDING)) ||
        (name.startsWith(CURRENT) && name.endsWith(UNFINISHED)),
    );
  }

  async removeEverything(): Promise<void> {
    await this.removeDamaged();
    await this.#removeWhere((name) => name === CURRENT || name === PREVIOUS);
  }

  async #removeWhere(isMeant: (name: string) => boolean): Promise<void> {
    for (const name of await this.#files.readdir(this.#folder)) {
      if (isMeant(name)) await this.#files.remove(join(this.#folder, name));
    }
  }

  #path(copy: Copy): string {
    return join(this.#folder, copy === 'current' ? CURRENT : PREVIOUS);
  }
}
