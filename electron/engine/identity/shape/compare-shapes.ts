import {
  isOwnerShape,
  type FusedShape,
  type OwnerShape,
  type ShapeStatistics,
} from '../../../contract/head-shape.ts';
import { estimateShape } from './shape-estimate.ts';

/**
 * The natural logarithm of how much likelier the looks are of the owner's head than of anybody else's, by the Gaussian
 * model of two scatters (Prince and Elder, "Probabilistic linear discriminant analysis for inferences about identity",
 * ICCV 2007): heads ~ N(0, between), what is measured of one ~ N(head, variance). Calibrated, and held within what the
 * trials behind it support. The same whichever of the two is the owner.
 *
 * @returns null where they cannot be compared: another model's, or broken numbers
 */
export function shapeLogRatio(
  fused: FusedShape | null,
  owner: OwnerShape | null,
  statistics: ShapeStatistics,
): number | null {
  const { between, calibration, least, most } = statistics;
  if (fused === null || owner === null || !isEnrolled(owner, statistics)) return null;
  const seen = estimateShape(fused, statistics);
  if (seen === null) return null;
  let sum = 0;
  for (let i = 0; i < between.length; i++) {
    const b = between[i] ?? 0;
    const x = seen.mean[i] ?? 0;
    const y = owner.mean[i] ?? 0;
    const xx = b + (seen.variance[i] ?? 0);
    const yy = b + (owner.variance[i] ?? 0);
    const determinant = xx * yy - b * b;
    const together = (yy * x * x - 2 * b * x * y + xx * y * y) / determinant;
    sum += Math.log((xx * yy) / determinant) + (x * x) / xx + (y * y) / yy - together;
  }
  const ratio = (calibration * sum) / 2;
  return Number.isFinite(ratio) ? Math.min(most, Math.max(least, ratio)) : null;
}

function isEnrolled(owner: OwnerShape, { version, between }: ShapeStatistics): boolean {
  return owner.version === version && owner.mean.length === between.length && isOwnerShape(owner);
}

/** What the shape of a head says of whoever claims to be the owner. */
export type ShapeVerdict =
  /** It may be the owner's. */
  | 'passes'
  | 'refuses'
  /** Not enough looks yet. */
  | 'undecided'
  /** Nothing to compare with: an enrolment without shape, or by another model. Never to be taken for `passes`. */
  | 'not-enrolled';

/** The veto of shape: refuses what it refuses of 1 % of genuine attempts (see the card of the model). */
export function judgeShape(
  fused: FusedShape | null,
  owner: OwnerShape | null,
  statistics: ShapeStatistics,
): ShapeVerdict {
  if (owner === null || !isEnrolled(owner, statistics)) return 'not-enrolled';
  if (fused === null || fused.looks < statistics.fewestLooks) return 'undecided';
  const ratio = shapeLogRatio(fused, owner, statistics);
  if (ratio === null) return 'undecided';
  return ratio < statistics.refuseBelow ? 'refuses' : 'passes';
}
