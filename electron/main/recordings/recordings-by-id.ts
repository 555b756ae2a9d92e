/** The recordings as main tracks them: which file an id stands for. Windows never name a file. */
import { readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { RecordingSummary, ListedRecording } from '../../contract/recordings.ts';
import { NO_RECORDING } from '../ipc/refusals.ts';
import { isThere } from '../../base/is-there.ts';
import { fileNameOf } from './free-name.ts';
import { reasonOf } from '../../base/error-words.ts';

export class RecordingsById {
  readonly #folder: string;
  #listed = new Map<string, ListedRecording>();

  constructor(folder: string) {
    this.#folder = path.resolve(folder);
  }

  /** Takes the engine's list; returns the part that windows may know. */
  take(listed: readonly ListedRecording[]): readonly RecordingSummary[] {
    this.#listed = new Map(listed.map((recording) => [recording.summary.id, recording]));
    return listed.map(({ summary }) => summary);
  }

  thumbnail(id: string): Uint8Array | null {
    return this.#listed.get(id)?.thumbnail ?? null;
  }

  /** Id of a listed file, by its name; null: it is not listed. */
  idOf(name: string): string | null {
    for (const [id, { file }] of this.#listed) if (file === name) return id;
    return null;
  }

  /** The file in the folder of recordings, or null: for an unknown id, and for a name that leads elsewhere. */
  fileOf(id: string): string | null {
    const name = this.#listed.get(id)?.file;
    if (name === undefined || name !== path.basename(name)) return null;
    if (['', '.', '..'].includes(name)) return null;
    return path.join(this.#folder, name);
  }

  /**
   * Gives the file another name, which is the recording's title: it goes wherever the file goes, file managers show it,
   * and no byte of the file changes. Characters that some file system refuses become "_".
   * @param name without the ending
   */
  async rename(id: string, name: string): Promise<Result<undefined>> {
    const file = this.fileOf(id);
    if (file === null) return NO_RECORDING;
    const stem = fileNameOf(name);
    const renamed = path.join(this.#folder, `${stem}${path.extname(file)}`);
    if (renamed === file) return succeed(undefined);
    if (!(await isSameFile(file, renamed)) && (await isThere(renamed))) {
      return fail(
        'name-refused',
        `There is a recording called “${stem}” already. Choose another name.`,
      );
    }
    try {
      await rename(file, renamed);
      return succeed(undefined);
    } catch (error) {
      return fail(
        'recording-failed',
        `The recording could not be renamed (${reasonOf(error)}). It keeps its name; close programs that use it, then try again.`,
      );
    }
  }

  /** Deletes the file permanently. */
  async remove(id: string): Promise<Result<undefined>> {
    const file = this.fileOf(id);
    if (file === null) return NO_RECORDING;
    try {
      await unlink(file);
      return succeed(undefined);
    } catch (error) {
      const detail = reasonOf(error);
      return fail(
        'recording-failed',
        `The recording could not be deleted (${detail}). It is still there; close programs that use it, then try again.`,
      );
    }
  }

  /** Moves the folder aside, whole: whoever starts over does not see what others recorded. Returns where it is. */
  async putAside(time: Date): Promise<string | null> {
    const stamp = time.toISOString().replaceAll(':', '-');
    const aside = `${this.#folder}-before-${stamp}`;
    try {
      await rename(this.#folder, aside);
      return aside;
    } catch {
      // There are none yet, or another program holds one open: they stay where they are.
      return null;
    }
  }

  /** Deletes all recordings permanently, also those that are cut off or hidden, and nothing else in the folder. */
  async removeAll(): Promise<Result<undefined>> {
    try {
      const names = await readdir(this.#folder).catch(() => []);
      const recordings = names.filter((name) => /\.mcap(\.|$)/u.test(name));
      await Promise.all(
        recordings.map((name) =>
          rm(path.join(this.#folder, name), { recursive: true, force: true }),
        ),
      );
      return succeed(undefined);
    } catch (error) {
      return fail(
        'recording-failed',
        `Everybody was erased, but not all recordings could be deleted (${reasonOf(error)}). They are still in ${this.#folder}; close programs that use them, then delete them there.`,
      );
    }
  }
}

/** Where the system does not tell capitals apart, a file is in its own way. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((file) => stat(file).catch(() => null)));
  return !!a && !!b && a.dev === b.dev && a.ino === b.ino;
}
