/** The recordings as main tracks them: which file an id stands for. Windows never name a file. */
import { unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { RecordingSummary, ListedRecording } from '../../contract/recordings.ts';
import { NO_RECORDING } from '../ipc/refusals.ts';
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

  /** The file in the folder of recordings, or null: for an unknown id, and for a name that leads elsewhere. */
  fileOf(id: string): string | null {
    const name = this.#listed.get(id)?.file;
    if (name === undefined || name !== path.basename(name)) return null;
    if (['', '.', '..'].includes(name)) return null;
    return path.join(this.#folder, name);
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
}
