/** Files that a window has made, to where a person says: never by itself, and never while it is locked. */
import { replaceFile } from '../../base/durable-file.ts';
import { reasonOf } from '../../base/error-words.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { LOCKED } from './refusals.ts';

export interface SaveGuards {
  readonly isLocked: () => boolean;
  /** The present opening of the lock; another one is another object. */
  readonly opening: () => unknown;
  /** Refuses while it is locked, or unless a PIN was given for this. */
  readonly confirmed: () => Result<undefined>;
}

const DONE = succeed(undefined);

/** One dialog at a time: a window that asks again while one is open gets none. */
export class AskedPlace {
  readonly #guards: SaveGuards;
  #isAsking = false;

  constructor(guards: SaveGuards) {
    this.#guards = guards;
  }

  /**
   * @param ask the system's dialog; null: the person chose nothing
   * @param write to the place that was chosen; not called when it was locked meanwhile
   */
  async save(
    ask: () => Promise<string | null>,
    write: (output: string) => Promise<Result<undefined>>,
  ): Promise<Result<undefined>> {
    const { isLocked, opening, confirmed } = this.#guards;
    if (isLocked()) return LOCKED;
    if (this.#isAsking) return DONE;
    const allowed = confirmed();
    if (!allowed.ok) return allowed;
    const before = opening();
    this.#isAsking = true;
    const output = await ask().finally(() => {
      this.#isAsking = false;
    });
    if (output === null) return DONE;
    return isLocked() || opening() !== before ? LOCKED : write(output);
  }
}

/** Runs `write`; what the disk refuses is a problem with a sentence. */
export async function written(
  output: string,
  write: () => Promise<void>,
): Promise<Result<undefined>> {
  try {
    await write();
    return DONE;
  } catch (error) {
    return fail(
      'files-unwritable',
      `${output} could not be written (${reasonOf(error)}). Choose another folder, or make room.`,
    );
  }
}

export const writeFileTo = (output: string, bytes: Uint8Array): Promise<Result<undefined>> =>
  written(output, () => replaceFile(output, bytes));
