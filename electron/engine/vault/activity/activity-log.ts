/**
 * The log of what happened at the lock: append-only, chained, and its end known to the anchor, so that nothing is taken
 * out unseen. It is written at any time and read only with the key of the vault.
 *
 * A line is on disk before the anchor hears of it; a power cut in between leaves a log one line ahead, which counts.
 * Erasing writes the log anew, and tells the anchor of both ends first.
 *
 * The app and `depthlock verify` may write at the same time: each change is made under a lock file, and goes on from what
 * another process wrote meanwhile.
 */
import { mkdir, open as openFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { moveAside, readIfThere, replaceFile } from '../../../base/durable-file.ts';
import { errorCode, reasonOf } from '../../../base/error-words.ts';
import { withLockFile } from '../../../base/lock-file.ts';
import {
  activityEvent,
  type ActivityEntry,
  type ActivityEvent,
} from '../../../contract/activity.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import {
  decodeLog,
  encodeLine,
  hashOfHead,
  LARGEST_LOG_BYTES,
  lineAfter,
  type LogContent,
  type LogHead,
  type LogLine,
} from './activity-file.ts';
import type { Keeper } from '../keeper.ts';
import { closeBox, createBoxKeys, openBox, type BoxKeys } from './sealed-box.ts';

const FILE = 'activity.log';
const ASIDE = 'activity-damaged-';
const MOST_ENTRIES = 10_000;
/** What remains when there are more. */
const KEPT_ENTRIES = 8_000;

/** Where a log ends. */
export interface LogEnd {
  /** Number of its last entry; 0: it has none. */
  readonly entries: number;
  /** Hash of its last line, in hexadecimal. */
  readonly hash: string;
}

/** What the anchor knows of the log; null: there is none. */
export interface AnchoredEnd extends LogEnd {
  /** Set while the log is written anew. */
  readonly next?: LogEnd;
}

export interface ActivityLogOptions {
  readonly folder: string;
  readonly anchor: {
    readonly read: () => AnchoredEnd | null;
    /** What another process may have changed can be read; default: nobody else writes. */
    readonly refresh?: () => Promise<unknown>;
    readonly write: (end: AnchoredEnd | null) => Promise<Result<unknown>>;
  };
  readonly now?: () => Date;
}

const BOUND = 'depthlock/activity/1';
const KEY_BOUND = 'depthlock/activity-key/1';
const sealedEntry = z.strictObject({ at: z.string().max(40), event: activityEvent });

const unreadable = (error: unknown): string =>
  `The activity could not be read (${reasonOf(error)}). Check that the disk is connected, then restart Depthlock.`;
const unwritable = (error: unknown): string =>
  `The activity could not be written down (${reasonOf(error)}). Make sure that the disk has space and may be written to.`;
const NO_KEY =
  'The activity belongs to stored faces that are not open, so it cannot be read. Unlock with the PIN.';
const OTHER_KEY =
  'The activity was written with the key of other stored faces, so it cannot be read. Erase it to begin anew.';

export class ActivityLog {
  readonly #options: ActivityLogOptions;
  #head: LogHead | null;
  #lines: readonly LogLine[];
  #queue: Promise<unknown> = Promise.resolve();
  /** Tells the file as this process left it from one that another has written to. */
  #stamp: string | null;
  /** Something other than Depthlock changed the log before it was opened. */
  readonly wasDamaged: boolean;

  private constructor(
    options: ActivityLogOptions,
    content: Pick<LogContent, 'head' | 'lines'> | null,
    { wasDamaged, stamp }: { readonly wasDamaged: boolean; readonly stamp: string | null },
  ) {
    this.#stamp = stamp;
    this.#options = options;
    this.#head = content?.head ?? null;
    this.#lines = content?.lines ?? [];
    this.wasDamaged = wasDamaged;
  }

  /** A log that does not end as the anchor knows is put aside, and a new one begun. */
  static async open(options: ActivityLogOptions): Promise<Result<ActivityLog>> {
    try {
      await mkdir(options.folder, { recursive: true, mode: 0o700 });
      return await withLockFile(lockOf(options.folder), () => ActivityLog.#openLocked(options));
    } catch (error) {
      return fail('activity-unavailable', unreadable(error));
    }
  }

  static async #openLocked(options: ActivityLogOptions): Promise<Result<ActivityLog>> {
    const file = path.join(options.folder, FILE);
    try {
      await options.anchor.refresh?.();
      const known = options.anchor.read();
      const read = await readIfThere(file, LARGEST_LOG_BYTES);
      const content = read.kind === 'bytes' ? decodeLog(read.bytes) : null;
      if (content !== null && endsAsKnown(content, known)) {
        if (read.kind === 'bytes' && content.wholeBytes < read.bytes.length) {
          await replaceFile(file, read.bytes.subarray(0, content.wholeBytes));
        }
        const stamp = await stampOf(file);
        return succeed(new ActivityLog(options, content, { wasDamaged: false, stamp }));
      }
      const isNew = read.kind === 'missing' && known === null;
      if (read.kind !== 'missing') {
        const stamp = (options.now ?? currentTime)().toISOString().replaceAll(':', '-');
        await moveAside(file, `${ASIDE}${stamp}`, '.log');
      }
      return succeed(new ActivityLog(options, null, { wasDamaged: !isNew, stamp: null }));
    } catch (error) {
      return fail('activity-unavailable', unreadable(error));
    }
  }

  /** Call when the vault is open: begins the log if there is none. */
  begin(keeper: Keeper): Promise<Result<undefined>> {
    return this.#inTurn(async () => {
      if (this.#head !== null) return succeed(undefined);
      const begun = await this.#replace(newHead(keeper), []);
      return begun.ok && this.wasDamaged ? this.#append({ kind: 'log-damaged' }) : begun;
    });
  }

  /** Resolves when it is on disk. Before `begin` there is nobody to tell, and nothing is written. */
  append(event: ActivityEvent): Promise<Result<undefined>> {
    return this.#inTurn(() => this.#append(event));
  }

  /** All entries, oldest first. One that cannot be opened is left out. */
  entries(keeper: Keeper | null): Promise<Result<readonly ActivityEntry[]>> {
    // Without the lock: a full disk has no room for its file, and is read all the same.
    return this.#inOrder(async () => {
      await this.#catchUp().catch(() => undefined);
      return this.#read(keeper);
    });
  }

  /** Erases all entries but those that are kept, and says in the log how many went. */
  erase(
    keeper: Keeper | null,
    isKept: (entry: ActivityEntry) => boolean,
  ): Promise<Result<undefined>> {
    return this.#inTurn(async () => {
      const read = this.#read(keeper);
      if (!read.ok) return read;
      const kept = read.value.filter(isKept);
      const erased = this.#lines.length - kept.length;
      return erased === 0 ? succeed(undefined) : this.#rewrite(kept, erased);
    });
  }

  /** Erases everything, keys as well; works without any key. */
  eraseAll(keeper: Keeper): Promise<Result<undefined>> {
    return this.#inTurn(() => this.#replace(newHead(keeper), []));
  }

  async #append(event: ActivityEvent): Promise<Result<undefined>> {
    const head = this.#head;
    if (head === null) return succeed(undefined);
    if (this.#lines.length >= MOST_ENTRIES) {
      const dropped = await this.#dropOldest(head);
      if (!dropped.ok) return dropped;
    }
    const end = endOf(head, this.#lines);
    const at = (this.#options.now ?? currentTime)().toISOString();
    const line = lineAfter(end.hash, end.entries + 1, boxFor(head, { at, event }));
    try {
      const handle = await openFile(this.#file, 'a', 0o600);
      try {
        await handle.writeFile(encodeLine(line));
        await handle.sync();
      } finally {
        await handle.close();
      }
    } catch (error) {
      return fail('activity-unavailable', unwritable(error));
    }
    this.#lines = [...this.#lines, line];
    return this.#anchor({ entries: line.n, hash: line.hash });
  }

  #read(keeper: Keeper | null): Result<readonly ActivityEntry[]> {
    const head = this.#head;
    if (head === null) return succeed([]);
    if (keeper === null) return fail('activity-unavailable', NO_KEY);
    const keys = keysOf(head, keeper);
    if (keys === null) return fail('activity-unavailable', OTHER_KEY);
    return succeed(this.#lines.flatMap((line) => entryOf(line, keys) ?? []));
  }

  /** Boxes stay closed: the oldest go by their place alone. */
  #dropOldest(head: LogHead): Promise<Result<undefined>> {
    const kept = this.#lines.slice(-KEPT_ENTRIES);
    const boxes = kept.map(({ box }) => Buffer.from(box, 'base64'));
    return this.#replace(head, boxes);
  }

  #rewrite(kept: readonly ActivityEntry[], erased: number): Promise<Result<undefined>> {
    const head = this.#head;
    if (head === null) return Promise.resolve(succeed(undefined));
    const at = (this.#options.now ?? currentTime)().toISOString();
    const boxes = [
      ...kept.map((entry) => boxFor(head, { at: entry.at, event: entry.event })),
      boxFor(head, { at, event: { kind: 'erased', entries: erased } }),
    ];
    return this.#replace(head, boxes);
  }

  async #replace(head: LogHead, boxes: readonly Uint8Array[]): Promise<Result<undefined>> {
    const lines: LogLine[] = [];
    for (const box of boxes) {
      const { entries, hash } = endOf(head, lines);
      lines.push(lineAfter(hash, entries + 1, box));
    }
    const next = endOf(head, lines);
    const known = this.#options.anchor.read();
    const announced = await this.#anchor({ ...(known ?? next), next });
    if (!announced.ok) return announced;
    try {
      const text = [head, ...lines].map(encodeLine).join('');
      await replaceFile(this.#file, new TextEncoder().encode(text));
    } catch (error) {
      return fail('activity-unavailable', unwritable(error));
    }
    this.#head = head;
    this.#lines = lines;
    return this.#anchor(next);
  }

  /** Goes on from what another process wrote; a file that the anchor does not know is left to the next start. */
  async #catchUp(): Promise<void> {
    const stamp = await stampOf(this.#file);
    if (stamp === null || stamp === this.#stamp) return;
    await this.#options.anchor.refresh?.();
    const read = await readIfThere(this.#file, LARGEST_LOG_BYTES);
    const content = read.kind === 'bytes' ? decodeLog(read.bytes) : null;
    if (content === null || !endsAsKnown(content, this.#options.anchor.read())) return;
    this.#head = content.head;
    this.#lines = content.lines;
  }

  async #anchor(end: AnchoredEnd): Promise<Result<undefined>> {
    const written = await this.#options.anchor.write(end);
    return written.ok ? succeed(undefined) : written;
  }

  get #file(): string {
    return path.join(this.#options.folder, FILE);
  }

  #inTurn<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.#inOrder(() => this.#alone(work));
  }

  #inOrder<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async #alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await withLockFile(lockOf(this.#options.folder), async () => {
        await this.#catchUp();
        const result = await work();
        this.#stamp = await stampOf(this.#file);
        return result;
      });
    } catch (error) {
      return fail('activity-unavailable', unwritable(error));
    }
  }
}

const lockOf = (folder: string): string => path.join(folder, `${FILE}.lock`);

/** Null: there is no file. */
async function stampOf(file: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    return [ino, size, mtimeNs].join(' ');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function currentTime(): Date {
  return new Date();
}

function newHead(keeper: Keeper): LogHead {
  const { publicKey, privateKey } = createBoxKeys();
  try {
    return {
      log: 1,
      publicKey: base64(publicKey),
      privateKey: base64(keeper.seal(privateKey, KEY_BOUND)),
    };
  } finally {
    privateKey.fill(0);
  }
}

/** Null: the vault has another key. */
function keysOf(head: LogHead, keeper: Keeper): BoxKeys | null {
  const privateKey = keeper.open(Buffer.from(head.privateKey, 'base64'), KEY_BOUND);
  return privateKey === null
    ? null
    : { publicKey: Buffer.from(head.publicKey, 'base64'), privateKey };
}

const endOf = (head: LogHead, lines: readonly LogLine[]): LogEnd => {
  const last = lines.at(-1);
  return last === undefined
    ? { entries: 0, hash: hashOfHead(head) }
    : { entries: last.n, hash: last.hash };
};

/** As the anchor knows, or one line ahead of it. */
function endsAsKnown({ head, lines }: LogContent, known: AnchoredEnd | null): boolean {
  if (known === null) return false;
  const ends = [endOf(head, lines), ...(lines.length > 0 ? [endOf(head, lines.slice(0, -1))] : [])];
  return ends.some((end) => [known, known.next].some((other) => other?.hash === end.hash));
}

function boxFor(
  { publicKey }: LogHead,
  entry: { readonly at: string; readonly event: ActivityEvent },
): Buffer {
  return closeBox(Buffer.from(publicKey, 'base64'), Buffer.from(JSON.stringify(entry)), BOUND);
}

function entryOf({ n, box }: LogLine, keys: BoxKeys): ActivityEntry | null {
  const plain = openBox(keys, Buffer.from(box, 'base64'), BOUND);
  if (plain === null) return null;
  try {
    const parsed = sealedEntry.safeParse(JSON.parse(plain.toString('utf8')));
    return parsed.success ? { number: n, ...parsed.data } : null;
  } catch {
    return null;
  }
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
