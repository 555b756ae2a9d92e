import type { FusedShape, OwnerShape, ShapeStatistics } from '../../../contract/head-shape.ts';

/** A head's numbers and the variance of each about the head as it always is. */
export interface ShapeEstimate {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/**
 * The best estimate from all looks. Frames of one pose share the error of their pose, poses share that of the sitting:
 * more frames take only the noise of frames away, other poses that of poses too, and nothing that of the sitting. So
 * the variance of a number is sitting + 1 / Σ 1 / (pose + frame / weight of the pose).
 * @returns null where the model is another, or its length
 */
export function estimateShape(
  { version, poses }: FusedShape,
  statistics: ShapeStatistics,
): ShapeEstimate | null {
  const { between, sitting, pose, frame } = statistics;
  const length = between.length;
  if (version !== statistics.version || poses.length === 0) return null;
  if (poses.some(({ mean }) => mean.length !== length)) return null;
  const mean = new Float32Array(length);
  const variance = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let sum = 0;
    let precision = 0;
    for (const own of poses) {
      const certain = 1 / ((pose[i] ?? 0) + (frame[i] ?? 0) / own.weight);
      sum += certain * (own.mean[i] ?? 0);
      precision += certain;
    }
    mean[i] = sum / precision;
    variance[i] = (sitting[i] ?? 0) + 1 / precision;
  }
  return { mean, variance };
}

/**
 * The shape to enrol.
 * @returns null after fewer looks than `fewestOwnerLooks`, or of another model
 */
export function ownerShapeOf(
  fused: FusedShape | null,
  statistics: ShapeStatistics,
): OwnerShape | null {
  if (fused === null || fused.looks < statistics.fewestOwnerLooks) return null;
  const estimate = estimateShape(fused, statistics);
  return estimate === null ? null : { version: fused.version, looks: fused.looks, ...estimate };
}
