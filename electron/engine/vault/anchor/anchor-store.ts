/**
 * The anchor: what has to survive outside the vault so that the vault cannot be swapped, rolled back or deleted unnoticed,
 * and so that a restart gives nothing back: the vault's id and highest generation, the lock-out state, and the end of the
 * activity log. One file, shared by the app and the command line.
 */
import { dirname } from 'node:path';
import type { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import {
  keepAside,
  readIfThere,
  removeUnfinished,
  replaceFile,
} from '../../../base/durable-file.ts';
import { SYSTEM_FILES, type FileSystem } from '../../../base/file-system.ts';
import { withLockFile } from '../../../base/lock-file.ts';
import { anchorNotSaved, ANCHOR_TOO_LARGE } from '../sentences.ts';
import {
  ANCHOR_LIMIT_BYTES,
  decodeAnchor,
  encodeAnchor,
  newAnchorKey,
  type Anchor,
  type AnchorKey,
  type KeyStorage,
} from './anchor-format.ts';

/**
 * `missing`: there is none, as before the first start. `unreadable`: damaged, or of another user or computer, or the key
 * storage is closed.
 */
export type AnchorProblem = 'missing' | 'unreadable';

export interface AnchorOptions<LockOut> {
  /** Outside the vault's folder; its own folder has to exist. */
  readonly file: string;
  readonly storage: KeyStorage;
  /** Checks the lock-out state that was read. */
  readonly lockOut: z.ZodType<LockOut>;
  /** The lock-out state where there is none, or none that can be read: whoever damages a file must not gain by it. */
  readonly initial: (because: AnchorProblem) => LockOut;
  readonly files?: FileSystem;
  readonly now?: () => Date;
}

type Read<LockOut> =
  | { readonly kind: 'anchor'; readonly anchor: Anchor<LockOut> }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly bytes: Uint8Array | null };

export class AnchorStore<LockOut> {
  readonly #options: AnchorOptions<LockOut>;
  readonly #files: FileSystem;
  #key: AnchorKey | null = null;
  #content: Anchor<LockOut> | null = null;
  #problem: AnchorProblem | null = null;
  #lastChange: Promise<unknown> = Promise.resolve();

  private constructor(options: AnchorOptions<LockOut>) {
    this.#options = options;
    this.#files = options.files ?? SYSTEM_FILES;
  }

  /** Always succeeds: `problem` says why there is no content. */
  static async open<LockOut>(options: AnchorOptions<LockOut>): Promise<AnchorStore<LockOut>> {
    const store = new AnchorStore(options);
    await removeUnfinished(options.file, store.#files).catch(() => undefined);
    await store.#look();
    return store;
  }

  /** As of the last read or change; null while `problem` is not. */
  get content(): Anchor<LockOut> | null {
    return this.#content;
  }

  /** Null once there is a content, also after a change has made a new one. */
  get problem(): AnchorProblem | null {
    return this.#problem;
  }

  /** Reads the file again, for what another process may have changed. */
  async refresh(): Promise<Anchor<LockOut> | null> {
    return this.#inTurn(async () => {
      await this.#look();
      return this.#content;
    });
  }

  /**
   * Takes the lock, reads the file again, and replaces it by what `update` makes of it; resolves once that survives a
   * power cut. One at a time in this process and across processes. On a failure the file is as it was. Where there is
   * no anchor, `update` gets an empty one with the initial lock-out state; one that cannot be read is kept aside.
   */
  change(update: (anchor: Anchor<LockOut>) => Anchor<LockOut>): Promise<Result<Anchor<LockOut>>> {
    return this.#inTurn(async () => {
      try {
        return await withLockFile(`${this.#options.file}.lock`, () => this.#changeLocked(update), {
          files: this.#files,
        });
      } catch (error) {
        return fail('vault-unavailable', anchorNotSaved(error));
      }
    });
  }

  async #changeLocked(
    update: (anchor: Anchor<LockOut>) => Anchor<LockOut>,
  ): Promise<Result<Anchor<LockOut>>> {
    const { file, storage, now = () => new Date() } = this.#options;
    const read = await this.#read();
    const next = update(read.kind === 'anchor' ? read.anchor : this.#empty(read.kind));
    // A new key where the old one is not known: an anchor never stays under a key that nobody can check.
    const key = (read.kind === 'anchor' ? this.#key : null) ?? newAnchorKey(storage);
    const bytes = encodeAnchor(next, key);
    if (bytes.length > ANCHOR_LIMIT_BYTES) return fail('internal', ANCHOR_TOO_LARGE);
    if (read.kind === 'unreadable' && read.bytes !== null) {
      const stem = `anchor-damaged-${now().toISOString().replaceAll(':', '-')}`;
      await keepAside(
        read.bytes,
        { folder: dirname(file), stem, ending: '.depthlock' },
        this.#files,
      );
    }
    await replaceFile(file, bytes, this.#files);
    this.#key = key;
    this.#content = next;
    this.#problem = null;
    return succeed(next);
  }

  async #look(): Promise<void> {
    const read = await this.#read().catch(() => null);
    this.#content = read?.kind === 'anchor' ? read.anchor : null;
    if (read === null) this.#problem = 'unreadable';
    else this.#problem = read.kind === 'anchor' ? null : read.kind;
  }

  /** Throws the system's errors. */
  async #read(): Promise<Read<LockOut>> {
    const { file, storage, lockOut, initial } = this.#options;
    const content = await readIfThere(file, ANCHOR_LIMIT_BYTES, this.#files);
    if (content.kind === 'missing') return content;
    if (content.kind !== 'bytes') return { kind: 'unreadable', bytes: null };
    const { bytes } = content;
    const decoded = decodeAnchor(bytes, {
      ...{ storage, lockOut, known: this.#key },
      initial: () => initial('unreadable'),
    });
    if (decoded === null) return { kind: 'unreadable', bytes };
    this.#key = decoded.key;
    return { kind: 'anchor', anchor: decoded.anchor };
  }

  #empty(because: AnchorProblem): Anchor<LockOut> {
    return {
      vaultId: null,
      generation: 0,
      lockOut: this.#options.initial(because),
      activity: { entries: 0, hash: '' },
    };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#lastChange.then(work);
    this.#lastChange = result.catch(() => undefined);
    return result;
  }
}

/** A vault needs no more of an anchor than this. */
export type VaultAnchor = Pick<AnchorStore<unknown>, 'problem'> & {
  readonly content: Pick<Anchor<unknown>, 'vaultId' | 'generation'> | null;
  readonly note: (seen: VaultSeen) => Promise<Result<undefined>>;
};

/** What a save leaves in the anchor. */
export interface VaultSeen {
  readonly vaultId: string;
  readonly generation: number;
}

export function vaultAnchor<LockOut>(store: AnchorStore<LockOut>): VaultAnchor {
  return {
    get problem() {
      return store.problem;
    },
    get content() {
      return store.content;
    },
    note: async ({ vaultId, generation }) => {
      const changed = await store.change((anchor) => ({
        ...anchor,
        vaultId,
        generation:
          anchor.vaultId === vaultId ? Math.max(anchor.generation, generation) : generation,
      }));
      return changed.ok ? succeed(undefined) : changed;
    },
  };
}
