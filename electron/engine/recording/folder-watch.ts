/** Tells when files come into a folder or leave it, whoever moves them: the person's file manager does so too. */
import { watch, type FSWatcher } from 'node:fs';
import { mkdir } from 'node:fs/promises';

/** A file manager that moves a hundred files is told of once. */
const SETTLE_MS = 300;

export class FolderWatch {
  readonly #onChange: () => void;
  #watcher: FSWatcher | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /** Makes the folder if necessary. Where it cannot be watched, as on some network drives, nothing is told. */
  constructor(folder: string, onChange: () => void) {
    this.#onChange = onChange;
    void this.#begin(folder);
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#watcher?.close();
  }

  async #begin(folder: string): Promise<void> {
    try {
      await mkdir(folder, { recursive: true });
      if (this.#isOver) return;
      this.#watcher = watch(folder, { persistent: false });
      this.#watcher.on('error', () => this.#watcher?.close());
      // What is written into a file that stays where it is, a recording that runs, is a `change`.
      this.#watcher.on('change', (kind) => {
        if (kind === 'rename') this.#tellSoon();
      });
    } catch {
      // The list is read anew at every start, and whenever a file does not open.
    }
  }

  /** Not put off by what follows: files that keep coming must not keep the list from being told. */
  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#onChange();
    }, SETTLE_MS);
  }
}
