import type { NotLiveReason } from '../../../contract/observation.ts';

/** A reason is searched for once in so many milliseconds: the search costs as much as the rest of a look. */
const GOOD_FOR_MS = 1000;

/** Why the face of one stream was last refused. */
export class RecentReason {
  #last: { readonly reason: NotLiveReason; readonly timeMs: number } | null = null;

  /** The last reason, or where it is too old, of later frames or missing, that which `search` finds. */
  at(timeMs: number, search: () => NotLiveReason): NotLiveReason {
    const last = this.#last;
    if (last !== null && timeMs >= last.timeMs && timeMs - last.timeMs < GOOD_FOR_MS) {
      return last.reason;
    }
    const reason = search();
    this.#last = { reason, timeMs };
    return reason;
  }

  /** A look that was not refused: what is refused next may be something else. */
  forget(): void {
    this.#last = null;
  }
}
