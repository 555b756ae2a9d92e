/** The slope table ends here: tan θ = 16 is 86.4°, where neither sensor reads anything. */
const MAX_TANGENT = 16;
const STEPS_PER_UNIT = 64;

/** θ² / (π/2 - θ)² by tan θ, the growth of axial noise in both sensor models. */
const squaredGrowth = Float32Array.from({ length: MAX_TANGENT * STEPS_PER_UNIT + 1 }, (_, i) => {
  const angle = Math.atan(i / STEPS_PER_UNIT);
  return (angle / (Math.PI / 2 - angle)) ** 2;
});

/**
 * θ² / (π/2 - θ)², θ being the angle between the surface and the image plane, from central differences of
 * depth (mm) at pixel `i`, which must not lie on the border. Neighbours without depth count as level.
 */
export function steepness(
  depth: Float32Array,
  width: number,
  i: number,
  focalLength: number,
): number {
  const z = depth[i] ?? 0;
  const dx = slope(depth[i - 1] ?? 0, depth[i + 1] ?? 0);
  const dy = slope(depth[i - width] ?? 0, depth[i + width] ?? 0);
  const tangent = (Math.sqrt(dx * dx + dy * dy) * focalLength) / z;
  const at = Math.min(MAX_TANGENT, tangent) * STEPS_PER_UNIT;
  return squaredGrowth[at | 0] ?? 0;
}

const slope = (before: number, after: number): number =>
  before > 0 && after > 0 ? (after - before) / 2 : 0;
