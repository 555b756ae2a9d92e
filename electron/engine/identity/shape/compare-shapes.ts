import {
  isOwnerShape,
  type FusedShape,
  type OwnerShape,
  type ShapeStatistics,
} from '../../../contract/head-shape.ts';
import { estimateShape, type ShapeEstimate } from './shape-estimate.ts';

/**
 * The natural logarithm of how much likelier the looks are of the owner's head than of anybody else's, by the Gaussian
 * model of two scatters (Prince and Elder, "Probabilistic linear discriminant analysis for inferences about identity",
 * ICCV 2007): heads ~ N(0, between), what is measured of one ~ N(head, variance), now and then with a variance that is
 * many times as large. Held within what the trials behind it support. The same whichever of the two is the owner.
 *
 * @returns null where they cannot be compared: another model's, or broken numbers
 */
export function shapeLogRatio(
  fused: FusedShape | null,
  owner: OwnerShape | null,
  statistics: ShapeStatistics,
): number | null {
  const ratio = unlimitedRatio(fused, owner, statistics);
  return ratio === null ? null : Math.min(statistics.most, Math.max(statistics.least, ratio));
}

/** The log ratio beyond what trials support: still orders heads by how unlike the owner's they are. */
export function unlimitedRatio(
  fused: FusedShape | null,
  owner: OwnerShape | null,
  statistics: ShapeStatistics,
): number | null {
  const { between, outliers } = statistics;
  if (fused === null || owner === null || !isEnrolled(owner, statistics)) return null;
  const seen = estimateShape(fused, statistics);
  if (seen === null) return null;
  const usual = densities(seen, owner, between, 1);
  const wide = densities(seen, owner, between, outliers.widening);
  const mixed = (of: 'together' | 'apart') =>
    logOfSum(Math.log(1 - outliers.share) + usual[of], Math.log(outliers.share) + wide[of]);
  const ratio = mixed('together') - mixed('apart');
  return Number.isFinite(ratio) ? ratio : null;
}

/** Logarithms of the density of two estimates, of one head and of two heads, up to the same constant. */
function densities(
  seen: ShapeEstimate,
  owner: ShapeEstimate,
  between: readonly number[],
  widening: number,
): { readonly together: number; readonly apart: number } {
  let together = 0;
  let apart = 0;
  for (let i = 0; i < between.length; i++) {
    const b = between[i] ?? 0;
    const x = seen.mean[i] ?? 0;
    const y = owner.mean[i] ?? 0;
    const xx = b + widening * (seen.variance[i] ?? 0);
    const yy = b + widening * (owner.variance[i] ?? 0);
    const determinant = xx * yy - b * b;
    const square = (yy * x * x - 2 * b * x * y + xx * y * y) / determinant;
    together -= (Math.log(determinant) + square) / 2;
    apart -= (Math.log(xx * yy) + (x * x) / xx + (y * y) / yy) / 2;
  }
  return { together, apart };
}

function logOfSum(a: number, b: number): number {
  const larger = Math.max(a, b);
  return larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
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
  const ratio = unlimitedRatio(fused, owner, statistics);
  if (ratio === null) return 'undecided';
  return ratio < statistics.refuseBelow ? 'refuses' : 'passes';
}
