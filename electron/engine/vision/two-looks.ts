import { LOOK_CHANNELS, lookFromAhead } from './fusion.ts';
import { INPUT_SIZE } from './template.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

/**
 * The face as it was seen and the face from straight ahead are two looks at one person: the mean of what a network
 * says about them is nearer to what it says of other pictures of that person than either. Where both are the same,
 * one look is enough.
 *
 * @param network one look, 4 × 112 × 112 → a vector of unit length
 * @param fused what `Fusion.fuse` wrote
 * @returns unit length
 */
export async function lookTwice(
  network: (look: Float32Array) => Promise<Float32Array>,
  fused: Float32Array,
): Promise<Float32Array> {
  const seen = await network(fused.subarray(0, LOOK_CHANNELS * PLANE));
  if (areLooksEqual(fused)) return seen;
  const ahead = new Float32Array(LOOK_CHANNELS * PLANE);
  lookFromAhead(fused, ahead);
  const other = await network(ahead);
  const sum = seen.map((x, i) => x + (other[i] ?? 0));
  const length = Math.hypot(...sum);
  // Two opposite directions have no mean.
  return length < 1e-6 ? seen : sum.map((x) => x / length);
}

function areLooksEqual(fused: Float32Array): boolean {
  for (let i = 0; i < 3 * PLANE; i++) if (fused[i] !== fused[4 * PLANE + i]) return false;
  return true;
}
