/** Writes down what happens at the lock, as soon as there is a vault whose people may read it. */
import type { ActivityEntry, ActivityEvent } from '../../contract/activity.ts';
import { personOf } from '../../contract/activity-person.ts';
import { succeed, type Problem, type Result } from '../../contract/problem.ts';
import { ActivityLog } from '../../engine/vault/activity/activity-log.ts';
import type { AnchorStore } from '../../engine/vault/anchor/anchor-store.ts';
import type { Keeper } from '../../engine/vault/keeper.ts';

export interface ActivityDeskOptions {
  readonly folder: string;
  readonly anchor: Pick<AnchorStore<unknown>, 'content' | 'refresh'> & {
    change: (
      update: <A extends { readonly activity: unknown }>(anchor: A) => A,
    ) => Promise<Result<unknown>>;
  };
  readonly vault: {
    /** Null while it is closed. */
    readonly keeper: Keeper | null;
    people(): readonly unknown[];
  };
  readonly onProblem: (problem: Problem) => void;
}

export class ActivityDesk {
  readonly #options: ActivityDeskOptions;
  readonly #log: ActivityLog | null;
  #lastNote: Promise<void> = Promise.resolve();

  private constructor(options: ActivityDeskOptions, log: ActivityLog | null) {
    this.#options = options;
    this.#log = log;
  }

  /** Always succeeds: a log that cannot be read is reported, and nothing written. */
  static async open(options: ActivityDeskOptions): Promise<ActivityDesk> {
    const { folder, anchor, onProblem } = options;
    const opened = await ActivityLog.open({
      folder,
      anchor: {
        read: () => {
          const end = anchor.content?.activity ?? null;
          return end === null || end.hash === '' ? null : end;
        },
        refresh: () => anchor.refresh(),
        write: (end) => anchor.change((before) => ({ ...before, activity: end ?? NO_LOG })),
      },
    });
    if (!opened.ok) onProblem(opened.problem);
    return new ActivityDesk(options, opened.ok ? opened.value : null);
  }

  /** Takes effect in the order of the calls; what cannot be written is reported. */
  note(event: ActivityEvent): void {
    this.#lastNote = this.append(event).then((written) => {
      if (!written.ok) this.#options.onProblem(written.problem);
    });
  }

  /** Resolves when everything that was noted is on disk, or could not be written. */
  get noted(): Promise<void> {
    return this.#lastNote;
  }

  async append(event: ActivityEvent): Promise<Result<undefined>> {
    const begun = await this.#begin();
    return begun.ok && this.#log !== null ? this.#log.append(event) : begun;
  }

  entries(): Promise<Result<readonly ActivityEntry[]>> {
    return this.#log?.entries(this.#options.vault.keeper) ?? Promise.resolve(succeed([]));
  }

  /** Erases all entries but those that are kept. */
  erase(isKept: (entry: ActivityEntry) => boolean): Promise<Result<undefined>> {
    return this.#log?.erase(this.#options.vault.keeper, isKept) ?? NOTHING;
  }

  /** Erases what is kept of people who were removed; everything once nobody is left. */
  async forget(personIds: readonly string[]): Promise<void> {
    const { keeper } = this.#options.vault;
    if (this.#log === null || keeper === null) return;
    const isAnybodyLeft = this.#options.vault.people().length > 0;
    const erased = isAnybodyLeft
      ? await this.#log.erase(keeper, ({ event }) => !isOf(event, personIds))
      : await this.#log.eraseAll(keeper);
    if (!erased.ok) this.#options.onProblem(erased.problem);
  }

  async #begin(): Promise<Result<undefined>> {
    const { keeper } = this.#options.vault;
    const isAnybodyThere = this.#options.vault.people().length > 0;
    if (this.#log === null || keeper === null || !isAnybodyThere) return succeed(undefined);
    return this.#log.begin(keeper);
  }
}

const NO_LOG = { entries: 0, hash: '' };
const NOTHING = Promise.resolve(succeed(undefined));

function isOf(event: ActivityEvent, personIds: readonly string[]): boolean {
  const personId = personOf(event);
  return personId !== null && personIds.includes(personId);
}
