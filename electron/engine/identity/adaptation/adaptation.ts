/**
 * What the lock learns of a person after enrolment: beards grow, light and glasses change. The rule is bounded, after
 * the one that Apple publishes for Face ID (Apple Platform Security, "Face ID security"):
 *
 * - A confident match may add its look; so may a near miss that the right PIN follows at once.
 * - An added look serves a limited number of matches, for a limited time; there are only a few of them.
 * - Enrolled references are never replaced, and the shape of the head is compared with the enrolment alone.
 * - An added look brings nobody nearer than `MOST_HELP` to whom they are by the enrolled references (`helped`). So
 *   whatever was added, and in whatever order, a stranger farther away than the threshold and `MOST_HELP` stays out: no
 *   chain of near misses leads anywhere.
 */
import type { AddedLook, Reference } from '../../../contract/engine/engine-messages.ts';
import { distance, isEmbedding } from '../embedding.ts';

/**
 * How much nearer added looks can bring a look, Euclidean. Less than the thresholds of `balanced` and `convenient` lie
 * apart, so that for a stranger right beside an added look no level is laxer than the next. What it is worth is measured
 * by `training/adaptation` on rendered people.
 */
export const MOST_HELP = 0.05;
/** Added looks of one person. */
export const MOST_ADDED = 6;
/** Matches that an added look serves. */
export const MATCHES_SERVED = 60;
const DAY_MS = 24 * 3_600_000;
/** How long it serves. */
export const LONGEST_MS = 42 * DAY_MS;
/** Matches add no more than one look in this time. */
export const BETWEEN_ADDITIONS_MS = DAY_MS / 2;
/** A near miss counts when the right PIN comes within this time of it. */
export const PIN_FOLLOWS_WITHIN_MS = 15_000;
/** A look so near to one that is kept says nothing new. */
const LEAST_NEWS = 0.25;

/** A look that a decision was made on. */
export interface DecidedLook extends Reference {
  /** To the nearest enrolled reference of the person, Euclidean. */
  readonly enrolledDistance: number;
  /** Below which looks of this kind match. */
  readonly threshold: number;
  /** Whether it is live, and its head has the shape of the enrolled one. */
  readonly isTheirHead: boolean;
}

/** Adding a look begins with `stillServing`, so states may be old. */
export type AdaptationInput =
  /** A face opened the lock. */
  | { readonly kind: 'opened'; readonly look: DecidedLook; readonly nowMs: number }
  /** The right PIN of the person, so long after a face that was nearly theirs. */
  | {
      readonly kind: 'pin-after-near-miss';
      readonly look: DecidedLook;
      readonly nowMs: number;
      readonly sinceMs: number;
    };

/** The distance that counts: added looks help, but not beyond `mostHelp`. */
export function helped(
  enrolledDistance: number,
  addedDistance: number,
  mostHelp = MOST_HELP,
): number {
  return Math.min(enrolledDistance, Math.max(addedDistance, enrolledDistance - mostHelp));
}

/** Those that still serve. A clock that was set back beyond the day they were added ends them. */
export function stillServing(added: readonly AddedLook[], nowMs: number): readonly AddedLook[] {
  return added.filter(
    ({ addedMs, matchesLeft }) =>
      matchesLeft > 0 && nowMs >= addedMs && nowMs - addedMs < LONGEST_MS,
  );
}

/** The looks of a person after a decision. Never throws; a look that is no embedding, or not theirs, adds nothing. */
export function adapt(
  before: readonly AddedLook[],
  references: readonly Reference[],
  input: AdaptationInput,
  mostHelp = MOST_HELP,
): readonly AddedLook[] {
  const { look, nowMs } = input;
  switch (input.kind) {
    case 'opened': {
      const served = before.map((own) => ({ ...own, matchesLeft: own.matchesLeft - 1 }));
      const added = stillServing(served, nowMs);
      const isConfident = look.enrolledDistance <= look.threshold - mostHelp;
      const isTime = added.every(
        ({ by, addedMs }) => by !== 'match' || nowMs - addedMs >= BETWEEN_ADDITIONS_MS,
      );
      return isConfident && isTime ? add(added, references, look, 'match', nowMs) : added;
    }
    case 'pin-after-near-miss': {
      const added = stillServing(before, nowMs);
      const isAtOnce = input.sinceMs >= 0 && input.sinceMs <= PIN_FOLLOWS_WITHIN_MS;
      const isNear = look.enrolledDistance <= look.threshold + mostHelp;
      return isAtOnce && isNear ? add(added, references, look, 'pin', nowMs) : added;
    }
  }
}

/** The newest push out the oldest. */
function add(
  added: readonly AddedLook[],
  references: readonly Reference[],
  { embedding, yaw, pitch, spectrum, isTheirHead }: DecidedLook,
  by: AddedLook['by'],
  addedMs: number,
): readonly AddedLook[] {
  if (!isTheirHead || !isEmbedding(embedding)) return added;
  const isKnown = [...references, ...added].some(
    (kept) => kept.spectrum === spectrum && distance(kept.embedding, embedding) < LEAST_NEWS,
  );
  if (isKnown) return added;
  const next = { embedding, yaw, pitch, spectrum, by, addedMs, matchesLeft: MATCHES_SERVED };
  return [...added, next].slice(-MOST_ADDED);
}
