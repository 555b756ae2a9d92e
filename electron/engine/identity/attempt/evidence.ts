/**
 * When the evidence of an attempt is enough: a sequential probability ratio test (Wald, 1945) against two others who may
 * stand there, somebody else and somebody's picture. After every look: open, refuse, or look again.
 */
import { WALD_BOUNDS, type Bounds } from '../../../contract/evidence.ts';
import { LEVEL_RULES, type SecurityLevel } from '../../../contract/security.ts';
import { effectiveLooks, meanOf, type DistinctLook } from './distinct-looks.ts';

/** What the measured shape of the head says of the enrolled one. */
export type ShapeEvidence =
  /** `ratio`: log likelihood ratio; `refuses`: it is another head, whatever else speaks for the person. */
  | { readonly kind: 'measured'; readonly ratio: number; readonly refuses: boolean }
  /** No depth to measure it by, as yet. */
  | { readonly kind: 'not-seen' }
  /** The person was enrolled by a version that did not measure it. */
  | { readonly kind: 'not-enrolled' };

/** Sums over an attempt. */
export interface Evidence {
  /** Log likelihood ratio of the person against somebody who resembles them. */
  readonly identity: number;
  /** Mean log odds of a living face. */
  readonly liveness: number;
  readonly shape: ShapeEvidence;
}

/** The least that each part has to say by itself, whatever the others say. */
export const LEAST_LIVENESS = 2;
/** Shape is a part of the distance too, so it adds no more than this: identity alone is ten times weaker at worst. */
const MOST_OF_SHAPE = Math.LN10;

/** Wald's lower bound, for an owner who is refused as a stranger in 2 % of attempts. */
export const STRANGER_BOUND = Math.log(0.02);

/** @param correlation of looks (`RatioScale`) */
export function identityOf(looks: readonly DistinctLook[], correlation: number): number {
  return effectiveLooks(looks, correlation) * meanOf(looks, ({ ratio }) => ratio);
}

/** Mean over the looks; never more certain for many of them, because what deceives one deceives the next. */
export const livenessOf = (looks: readonly DistinctLook[]): number =>
  meanOf(looks, ({ liveness }) => liveness);

/**
 * What speaks for the person against anybody else, in one number. A living stranger is as alive as the owner, so doubts
 * about life count against, and certainty of it does not count for.
 */
export function sumOf({ identity, liveness, shape }: Evidence): number {
  const ofShape = shape.kind === 'measured' ? Math.min(MOST_OF_SHAPE, shape.ratio) : 0;
  return identity + ofShape + Math.min(0, liveness);
}

/** Why it does not open, the first that applies. */
export type Shortfall =
  'identity' | 'liveness' | 'other-shape' | 'shape-not-seen' | 'shape-not-enrolled';

/**
 * Null if the evidence opens at this level. Each part has a veto: no other makes up for it. What is no number never
 * opens.
 */
export function shortfallOf(
  evidence: Evidence,
  level: SecurityLevel,
  bounds: Bounds = WALD_BOUNDS,
): Shortfall | null {
  const { identity, liveness, shape } = evidence;
  const bound = bounds[level];
  const { leastShape, opensWithoutShape } = LEVEL_RULES[level];
  if (!(identity >= bound - MOST_OF_SHAPE)) return 'identity';
  if (shape.kind === 'measured' && (shape.refuses || shape.ratio < leastShape))
    return 'other-shape';
  if (!(sumOf(evidence) >= bound)) return 'identity';
  if (!(liveness >= LEAST_LIVENESS)) return 'liveness';
  switch (shape.kind) {
    case 'measured':
      return null;
    case 'not-seen':
      return 'shape-not-seen';
    case 'not-enrolled':
      return opensWithoutShape ? null : 'shape-not-enrolled';
  }
}
