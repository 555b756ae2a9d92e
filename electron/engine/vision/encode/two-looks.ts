import { LOOK_CHANNELS, lookFromAhead } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const LOOK = LOOK_CHANNELS * PLANE;

/** A network that gives one answer for each of n looks of 4 × 112 × 112, all of equal length, one after the other. */
export type LookNetwork = (looks: Float32Array) => Promise<Float32Array>;

/** Buffer for the two looks of `lookTwice`. */
export const roomForLooks = (): Float32Array => new Float32Array(2 * LOOK);

/**
 * The face as seen and the face from straight ahead are two looks at one person: the mean of a network's vectors for
 * them is nearer to its vectors for other pictures of that person than either. Both go through the network in one call.
 * If both are the same, one look is enough, and its answer stands for both.
 *
 * @param fused as written by `Fusion.fuse`
 * @param both room for two looks, overwritten; default: allocated for this call
 * @returns the answers to the face as seen and to the face from ahead
 */
export async function lookTwice(
  network: LookNetwork,
  fused: Float32Array,
  both = roomForLooks(),
): Promise<readonly [Float32Array, Float32Array]> {
  const seen = fused.subarray(0, LOOK);
  if (areLooksEqual(fused)) {
    const answer = await network(seen);
    return [answer, answer];
  }
  both.set(seen);
  lookFromAhead(fused, both.subarray(LOOK));
  const answers = await network(both);
  const size = answers.length / 2;
  return [answers.subarray(0, size), answers.subarray(size)];
}

/** Normalised mean of two vectors of unit length; the first if they are opposite and have no mean. */
export function meanDirection(first: Float32Array, second: Float32Array): Float32Array {
  const sum = first.map((x, i) => x + (second[i] ?? 0));
  const length = Math.hypot(...sum);
  return length < 1e-6 ? Float32Array.from(first) : sum.map((x) => x / length);
}

function areLooksEqual(fused: Float32Array): boolean {
  for (let i = 0; i < 3 * PLANE; i++) if (fused[i] !== fused[4 * PLANE + i]) return false;
  return true;
}
