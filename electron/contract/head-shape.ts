/** The shape of a head in numbers: what looks say of it, what they say together, and how two heads are told apart. */

/** What one look says of the metric shape of a head. */
export interface ShapeLook {
  /** Of the model that measured it: numbers of different versions cannot be compared. */
  readonly version: string;
  /** As many numbers as `ShapeStatistics` has, each in units of a usual look's scatter about its own head. */
  readonly vector: Float32Array;
  /** Variance of the look's noise, a usual look's being 1. */
  readonly noise: number;
  /** Degrees: looks of one pose share much of their error. */
  readonly yaw: number;
  readonly pitch: number;
}

/** Looks of one pose together. */
export interface ShapeOfPose {
  /** Names the pose. */
  readonly pose: string;
  /** Sum of 1 / noise of its looks. */
  readonly weight: number;
  /** Weighted mean of their vectors. */
  readonly mean: Float64Array;
}

/** What many looks say together of the shape of one head. */
export interface FusedShape {
  readonly version: string;
  /** Looks that were taken in. */
  readonly looks: number;
  readonly poses: readonly ShapeOfPose[];
}

/** The shape of an enrolled head, as estimated from the looks of the enrolment. */
export interface OwnerShape {
  readonly version: string;
  readonly looks: number;
  /** As long as a look's. */
  readonly mean: Float32Array;
  /** Variance of each number of `mean` about the head as it always is. */
  readonly variance: Float32Array;
}

/** The most numbers that a shape may have. */
export const LONGEST_SHAPE = 128;

/** Whether its numbers can be used: as many variances as means, all finite, and variances above zero. */
export function isOwnerShape({ version, looks, mean, variance }: OwnerShape): boolean {
  return (
    version.length >= 1 &&
    version.length <= 100 &&
    Number.isSafeInteger(looks) &&
    looks >= 1 &&
    mean.length >= 1 &&
    mean.length <= LONGEST_SHAPE &&
    variance.length === mean.length &&
    mean.every(Number.isFinite) &&
    variance.every((value) => value > 0 && Number.isFinite(value))
  );
}

/**
 * How the numbers of looks vary, measured on rendered people by `training/shape`: between heads, and about one head by
 * its sitting (hair, glasses, sensor, distance), by pose and expression, and by frame. Variances, one for each number.
 */
export interface ShapeStatistics {
  readonly version: string;
  readonly between: readonly number[];
  readonly sitting: readonly number[];
  readonly pose: readonly number[];
  readonly frame: readonly number[];
  /**
   * Not every sitting keeps to these variances: in this share of them (a hat, a hand, hair over the forehead) those
   * about a head are this many times as large.
   */
  readonly outliers: { readonly share: number; readonly widening: number };
  /** Limits of the log ratio: what the number of heads it was measured on can support. */
  readonly least: number;
  readonly most: number;
  /** A log ratio below it refuses. */
  readonly refuseBelow: number;
  /** With fewer looks nobody is refused, nor passed. */
  readonly fewestLooks: number;
  /** Looks that an enrolment takes at least; with fewer it has no shape. */
  readonly fewestOwnerLooks: number;
}
