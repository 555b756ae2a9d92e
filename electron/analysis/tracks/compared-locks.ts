import { LOCK_PHASES, type LockTrack, type TrackPiece } from '../../contract/recording-analysis.ts';

/** How two encoders judge the same looks of one recording. */
export interface ComparedLocks {
  /** Looks that both compared. */
  readonly looks: number;
  readonly bothMatch: number;
  readonly neitherMatches: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** Frames of which one lock is open and the other is not, of all. */
  readonly openApart: number;
  readonly frames: number;
}

const OPEN = LOCK_PHASES.indexOf('unlocked');

/** Null where there are no two locks, each with one person. */
export function compareLocks({ locks }: TrackPiece): ComparedLocks | null {
  const [first, second] = locks;
  if (first === undefined || second === undefined) return null;
  const counts = { bothMatch: 0, neitherMatches: 0, onlyFirst: 0, onlySecond: 0 };
  let openApart = 0;
  for (let i = 0; i < first.phases.length; i++) {
    if ((first.phases[i] === OPEN) !== (second.phases[i] === OPEN)) openApart += 1;
    const [one, other] = [doesMatch(first, i), doesMatch(second, i)];
    if (one === null || other === null) continue;
    if (one && other) counts.bothMatch += 1;
    else if (one) counts.onlyFirst += 1;
    else if (other) counts.onlySecond += 1;
    else counts.neitherMatches += 1;
  }
  const looks = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { looks, ...counts, openApart, frames: first.phases.length };
}

/** Null: the look was not compared. */
function doesMatch({ distances, thresholds }: LockTrack, i: number): boolean | null {
  const distance = distances[0]?.[i] ?? NaN;
  const threshold = thresholds[0]?.[i] ?? NaN;
  return Number.isNaN(distance) || Number.isNaN(threshold) ? null : distance < threshold;
}
