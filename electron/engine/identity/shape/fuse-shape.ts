import type { FusedShape, ShapeLook, ShapeOfPose } from '../../../contract/head-shape.ts';

/** Looks whose yaw and pitch fall into one square of this many degrees are one pose. */
const POSE_DEGREES = 10;

const poseOf = ({ yaw, pitch }: ShapeLook): string =>
  `${Math.round(yaw / POSE_DEGREES)} ${Math.round(pitch / POSE_DEGREES)}`;

/** Whether a look can be taken in: all of its numbers finite, and noise above zero. */
function isShapeLook({ vector, noise, yaw, pitch }: ShapeLook): boolean {
  return (
    vector.length > 0 &&
    vector.every(Number.isFinite) &&
    noise > 0 &&
    [noise, yaw, pitch].every(Number.isFinite)
  );
}

/**
 * Takes one more look in. The order of looks does not matter, but for rounding.
 * @param before null before the first
 * @returns `before` for a look that says nothing (see `isShapeLook`) or comes from another model
 */
export function fuseShape(before: FusedShape | null, look: ShapeLook): FusedShape | null {
  if (!isShapeLook(look)) return before;
  const fused = before ?? { version: look.version, looks: 0, poses: [] };
  const length = fused.poses[0]?.mean.length ?? look.vector.length;
  if (fused.version !== look.version || length !== look.vector.length) return before;
  const pose = poseOf(look);
  const held = fused.poses.find((own) => own.pose === pose);
  const taken = takeIn(held ?? { pose, weight: 0, mean: new Float64Array(length) }, look);
  const poses =
    held === undefined
      ? [...fused.poses, taken]
      : fused.poses.map((own) => (own === held ? taken : own));
  return { version: fused.version, looks: fused.looks + 1, poses };
}

function takeIn({ pose, weight, mean }: ShapeOfPose, { vector, noise }: ShapeLook): ShapeOfPose {
  const own = 1 / noise;
  const sum = weight + own;
  return {
    pose,
    weight: sum,
    mean: mean.map((value, i) => value + (own / sum) * ((vector[i] ?? 0) - value)),
  };
}
