import { FUSED_LENGTH, HOLE } from '../fusion/fusion.ts';
import { INPUT_SIZE } from '../fusion/template.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
/** A missing colour picture is black. */
const BLACK = -127 / 128;

/** Channels of a fused head that an encoder is shown, to measure what each is worth. */
export type Shown = 'both' | 'colour' | 'depth';

/** The fused head without the other channel: a copy, or itself for `both`. */
export function showOnly(shown: Shown, fused: Float32Array): Float32Array {
  if (shown === 'both') return fused;
  if (shown === 'colour') return Float32Array.from(fused).fill(HOLE, 3 * PLANE, 4 * PLANE);
  const out = new Float32Array(FUSED_LENGTH).fill(BLACK);
  out.set(fused.subarray(3 * PLANE, 4 * PLANE), 3 * PLANE);
  return out;
}
