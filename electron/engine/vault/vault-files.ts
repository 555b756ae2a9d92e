/** The vault on disk: the file, its previous copy, and the damaged files that were kept. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  moveAside,
  readIfThere,
  replaceFile,
  UNFINISHED,
  type FileContent,
} from '../../base/durable-file.ts';
import { decodeVault, LIMITS } from './vault-format.ts';

const CURRENT = 'vault.depthlock';
const PREVIOUS = `${CURRENT}.previous`;
const DAMAGED_STEM = 'vault-damaged-';
const ENDING = '.depthlock';

export type Copy = 'current' | 'previous';

/** Every method throws the system's errors (no space, no permission). */
export class VaultFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  read(copy: Copy): Promise<FileContent> {
    return readIfThere(this.#path(copy), LIMITS.fileBytes);
  }

  writeCurrent(bytes: Uint8Array): Promise<void> {
    return replaceFile(this.#path('current'), bytes);
  }

  writePrevious(bytes: Uint8Array): Promise<void> {
    return replaceFile(this.#path('previous'), bytes);
  }

  /**
   * Copies instead of renaming, so that a file with the right name exists at every moment. A file damaged since it was
   * opened does not replace a good copy.
   */
  async keepPrevious(): Promise<void> {
    const current = await this.read('current');
    if (current.kind !== 'bytes' || decodeVault(current.bytes).kind !== 'content') return;
    await this.writePrevious(current.bytes);
  }

  async restorePrevious(): Promise<void> {
    const previous = await this.read('previous');
    if (previous.kind === 'bytes') await this.writeCurrent(previous.bytes);
  }

  /** Renames a damaged file instead of deleting it; returns its new name. */
  moveAside(copy: Copy, time: Date): Promise<string> {
    const stamp = time.toISOString().replaceAll(':', '-');
    return moveAside(this.#path(copy), `${DAMAGED_STEM}${stamp}`, ENDING);
  }

  /** Deletes the damaged files that were kept, when the person wants everything gone. */
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
    for (const name of await readdir(this.#folder)) {
      if (isMeant(name)) await rm(join(this.#folder, name), { force: true });
    }
  }

  #path(copy: Copy): string {
    return join(this.#folder, copy === 'current' ? CURRENT : PREVIOUS);
  }
}
