/** Looks that agree on who somebody is. */
import type { PersonDistance } from '../../contract/identity.ts';
import { longestGapMs, type Looks } from './looks.ts';

/** Agreeing looks of one person count among this many consecutive looks. The same at every frame rate. */
const AGREE_WITHIN_LOOKS = 15;
/** One look this little above the threshold does not end an agreement; it never counts towards one either. */
const HYSTERESIS = 0.05;

/** Looks below the threshold that all show the same person. */
export interface Agreement {
  readonly personId: string;
  /** Their numbers, oldest first. */
  readonly looks: readonly number[];
  /** Time of the last of them, or of the wobble after it. */
  readonly lastMs: number;
  readonly wobbled: boolean;
}

/**
 * The agreement after a judged look: longer below the threshold, kept through one look just above it, ended by another
 * person, by a clear miss or by a second wobble.
 */
export function agree(
  before: Agreement | null,
  now: Looks,
  nearest: PersonDistance | null,
  threshold: number,
): Agreement | null {
  const current = withinReach(before, now);
  if (nearest === null || !(nearest.distance < threshold + HYSTERESIS)) return null;
  if (current !== null && current.personId !== nearest.personId) return null;
  const lastMs = now.elapsedMs;
  if (nearest.distance < threshold) {
    return {
      personId: nearest.personId,
      looks: [...(current?.looks ?? []), now.count],
      lastMs,
      wobbled: current?.wobbled ?? false,
    };
  }
  return current === null || current.wobbled ? null : { ...current, lastMs, wobbled: true };
}

/** What remains of an agreement at this look: nothing when its last look lies too far back. */
export function withinReach(agreement: Agreement | null, now: Looks): Agreement | null {
  if (agreement === null || now.elapsedMs - agreement.lastMs > longestGapMs(now)) return null;
  const looks = agreement.looks.filter((look) => now.count - look <= AGREE_WITHIN_LOOKS);
  return looks.length === 0 ? null : { ...agreement, looks };
}
