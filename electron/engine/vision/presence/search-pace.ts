import type { Presence } from './depth-presence.ts';

/** Rate of the search for faces when somebody may be there: five times a second, on the clock of the frames. */
const SEARCH_MS = 200;
/** Rate when depth says that nobody can be there: it does not see everything, black hair for one. */
const SAFETY_MS = 1500;
/** After somebody was there every frame is searched for this long, so that a face that flickers is found at once. */
const SEARCH_ON_MS = 600;
/** No more frames than this are skipped in a row, whatever the clock says. */
const MOST_LEFT_OUT = 60;

/**
 * Decides which frames are searched while no face is tracked. Depends only on the frames, so that a replay behaves like
 * its session: the first frame of a stream is searched, and so is one whose clock stands still or runs back.
 */
export class SearchPace {
  #searchedMs: number | null = null;
  #foundMs: number | null = null;
  #leftOut = 0;

  isDue(timeMs: number, presence: Presence): boolean {
    if (
      isWithin(this.#foundMs, timeMs, SEARCH_ON_MS) ||
      !isWithin(this.#searchedMs, timeMs, presence === 'nobody' ? SAFETY_MS : SEARCH_MS) ||
      this.#leftOut >= MOST_LEFT_OUT
    ) {
      return true;
    }
    this.#leftOut++;
    return false;
  }

  /** A frame was searched, or a face followed in it. */
  searched(timeMs: number, found: boolean): void {
    this.#searchedMs = timeMs;
    this.#leftOut = 0;
    if (found) this.#foundMs = timeMs;
  }
}

/**
 * Whether `timeMs` lies after `sinceMs`, by less than `durationMs`; false if the clock stands, jumps back or is
 * invalid.
 */
function isWithin(sinceMs: number | null, timeMs: number, durationMs: number): boolean {
  if (sinceMs === null) return false;
  const elapsedMs = timeMs - sinceMs;
  return elapsedMs > 0 && elapsedMs < durationMs;
}
