import { LOOK_CHANNELS, lookFromAhead } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
const LOOK = LOOK_CHANNELS * PLANE;

/** A network that returns one vector for each of n looks of 4 × 112 × 112, all of equal length, one after the other. */
export type LookNetwork = (looks: Float32Array) => Promise<Float32Array>;

/** Buffer for the two looks of `lookTwice`. */
export const roomForLooks = (): Float32Array => new Float32Array(2 * LOOK);

/**
 * The face as seen and the face from straight ahead are two looks at one person: the mean of a network's vectors for
 * them is nearer to its vectors for other pictures of that person than either. Both go through the network in one call.
 * If both are the same, one look is enough.
 *
 * @param network returns vectors of unit length
 * @param fused as written by `Fusion.fuse`
 * @param both room for two looks, overwritten; default: allocated for this call
 * @returns unit length
 */
export async function lookTwice(
  network: LookNetwork,
  fused: Float32Array,
  both = roomForLooks(),
): Promise<Float32Array> {
  const seen = fused.subarray(0, LOOK);
  if (areLooksEqual(fused)) return network(seen);
  both.set(seen);
  lookFromAhead(fused, both.subarray(LOOK));
  return meanDirection(await network(both));
}

/** Normalised mean of two consecutive vectors of unit length; the first if they are opposite and have no mean. */
function meanDirection(answers: Float32Array): Float32Array {
  const size = answers.length / 2;
  const [first, second] = [answers.subarray(0, size), answers.subarray(size)];
  const sum = first.map((x, i) => x + (second[i] ?? 0));
  const length = Math.hypot(...sum);
  return length < 1e-6 ? Float32Array.from(first) : sum.map((x) => x / length);
}

function areLooksEqual(fused: Float32Array): boolean {
  for (let i = 0; i < 3 * PLANE; i++) if (fused[i] !== fused[4 * PLANE + i]) return false;
  return true;
}
