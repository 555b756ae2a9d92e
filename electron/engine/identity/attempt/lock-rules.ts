/** Whom the lock knows, and what it asks of them. */
import type { Bounds, IdentityScales, RatioScale } from '../../../contract/evidence.ts';
import type { Trust } from '../../../contract/frame.ts';
import type { OwnerShape, ShapeStatistics } from '../../../contract/head-shape.ts';
import {
  thresholdFor,
  type MatchThresholds,
  type PersonDistance,
} from '../../../contract/identity.ts';
import type { SecurityChoice } from '../../../contract/security.ts';
import { comparable } from '../trust.ts';
import { identityRatio, scaleFor } from './identity-ratio.ts';

export interface EnrolledPerson {
  readonly personId: string;
  readonly trust: Trust;
  readonly shape: OwnerShape | null;
}

export interface LockRules {
  /** Looks agree below them. */
  readonly thresholds: MatchThresholds;
  /** What distances say. */
  readonly scales: IdentityScales;
  /** What shapes say; null: shape is not measured, and nobody passes by it. */
  readonly shape: ShapeStatistics | null;
  /** What the evidence has to reach; default: Wald's bounds. */
  readonly bounds?: Bounds;
  readonly security: SecurityChoice;
}

/** Whoever is nearest, and by what they are judged. */
export interface Nearest extends PersonDistance {
  readonly threshold: number;
  readonly scale: RatioScale | null;
  /** Log likelihood ratio of this look. */
  readonly ratio: number;
  readonly shape: OwnerShape | null;
}

/**
 * Whoever is nearest, measured from the threshold that counts for them; null where nobody may be compared. Matching
 * already checked the trust of the frame and of the vault; checking here too makes the decision safe on its own. A distance that is no number
 * is nobody's.
 */
export function nearestAllowed(
  people: readonly EnrolledPerson[],
  { thresholds, scales }: LockRules,
  distances: readonly PersonDistance[],
  trust: Trust,
): Nearest | null {
  const believed = comparable(people, trust);
  let nearest: Nearest | null = null;
  let least = Infinity;
  for (const candidate of distances) {
    const person = believed.find(({ personId }) => personId === candidate.personId);
    if (person === undefined) continue;
    const { distance, comparison } = candidate;
    const threshold = thresholdFor(person.trust, thresholds, comparison);
    if (!(distance - threshold < least)) continue;
    least = distance - threshold;
    const scale = scaleFor(person.trust, scales, comparison);
    const ratio = identityRatio(distance, scale);
    nearest = { ...candidate, threshold, scale, ratio, shape: person.shape };
  }
  return nearest;
}
