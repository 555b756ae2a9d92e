import type { Presence } from './depth-presence.ts';

/** How often faces are searched for where somebody may be: five times a second, on the clock of the frames. */
const SEARCH_MS = 200;
/** How often where depth says that nobody can be: it does not see everything, black hair for one. */
const SAFETY_MS = 1500;
/** After somebody was there every frame is searched for so long: a face that flickers is found again at once. */
const SEARCH_ON_MS = 600;
/** More frames than this are never left out, whatever the clock says. */
const MOST_LEFT_OUT = 60;

/**
 * Which frames are searched while no face is followed. Depends on the frames alone, so that a replay does as its
 * session did: the first frame of a stream is searched, and so is one whose clock stands still or runs back.
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

/** Does `timeMs` lie after `sinceMs`, by less than `durationMs`? Not where the clock stands, jumps back or is none. */
function isWithin(sinceMs: number | null, timeMs: number, durationMs: number): boolean {
  if (sinceMs === null) return false;
  const elapsedMs = timeMs - sinceMs;
  return elapsedMs > 0 && elapsedMs < durationMs;
}
