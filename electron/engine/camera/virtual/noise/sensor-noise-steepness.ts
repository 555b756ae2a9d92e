/** The slope table ends here: tan θ = 16 is 86.4°, where neither sensor reads anything. */
const MAX_TANGENT = 16;
const STEPS_PER_UNIT = 64;

/** θ² / (π/2 - θ)², the growth of axial noise in both sensor models, by what `steepness` answers. */
export const squaredGrowth = Float32Array.from(
  { length: MAX_TANGENT * STEPS_PER_UNIT + 1 },
  (_, i) => {
    const angle = Math.atan(i / STEPS_PER_UNIT);
    return (angle / (Math.PI / 2 - angle)) ** 2;
  },
);

/**
 * The place in `squaredGrowth` of the angle θ between the surface and the image plane, from central differences of depth
 * (mm) at pixel `i`, which must not lie on the border. Neighbours without depth count as level. A whole number: it is
 * asked for at every pixel, and only whole numbers are handed on without a place on the heap.
 */
export function steepness(
  depth: Float32Array,
  width: number,
  i: number,
  { fx }: { readonly fx: number },
): number {
  const z = depth[i] ?? 0;
  const left = depth[i - 1] ?? 0;
  const right = depth[i + 1] ?? 0;
  const above = depth[i - width] ?? 0;
  const below = depth[i + width] ?? 0;
  const dx = left > 0 && right > 0 ? (right - left) / 2 : 0;
  const dy = above > 0 && below > 0 ? (below - above) / 2 : 0;
  const tangent = (Math.sqrt(dx * dx + dy * dy) * fx) / z;
  return tangent < MAX_TANGENT ? (tangent * STEPS_PER_UNIT) | 0 : MAX_TANGENT * STEPS_PER_UNIT;
}
