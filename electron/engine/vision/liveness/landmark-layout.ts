import type { RgbdFrame } from '../../../contract/frame.ts';
import { medianOfFew } from '../../geometry/median.ts';
import { rotate, type RigidTransform } from '../../geometry/rigid.ts';
import type { MeanHead } from '../head/mean-head.ts';
import { LANDMARKS_68 } from '../landmarks/landmark-indices.ts';

/** Two numbers for each of the 68 landmarks. */
export const LAYOUT_NUMBERS = 2 * LANDMARKS_68.length;
/** A landmark further from where the mean head has it has slipped, mm. */
const LARGEST_MM = 25;

const readings = new Float64Array(9);

/**
 * Where colour shows the features of a face, in the frame that depth put its relief into.
 * @param toHead camera space → mean head
 * @param landmarks 468 × (x, y, z) in pixels of the frame
 * @param out LAYOUT_NUMBERS numbers, overwritten: across and down from the mean head's landmark, mm, less the median
 *   of all of them, because colour lies beside depth; 0 where depth has no reading
 */
export function measureLayout(
  frame: RgbdFrame,
  landmarks: Float32Array,
  { rotation, translation }: RigidTransform,
  mean: MeanHead,
  out: Float32Array,
): void {
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  const [tx, ty] = translation;
  const across = new Float64Array(LANDMARKS_68.length);
  const down = new Float64Array(LANDMARKS_68.length);
  let known = 0;
  out.fill(NaN);
  LANDMARKS_68.forEach((index, i) => {
    const u = landmarks[3 * index] ?? 0;
    const v = landmarks[3 * index + 1] ?? 0;
    const z = distanceAt(frame, u, v);
    if (z === 0) return;
    const [x, y] = rotate(rotation, ((u - cx) * z) / fx, ((v - cy) * z) / fy, z);
    const right = x + tx - (mean.landmarks[3 * i] ?? 0);
    const below = y + ty - (mean.landmarks[3 * i + 1] ?? 0);
    if (Math.hypot(right, below) > LARGEST_MM) return;
    out[2 * i] = right;
    out[2 * i + 1] = below;
    across[known] = right;
    down[known++] = below;
  });
  const right = medianOfFew(across, known) ?? 0;
  const below = medianOfFew(down, known) ?? 0;
  for (let i = 0; i < LAYOUT_NUMBERS; i += 2) {
    const has = !Number.isNaN(out[i] ?? NaN);
    out[i] = has ? (out[i] ?? 0) - right : 0;
    out[i + 1] = has ? (out[i + 1] ?? 0) - below : 0;
  }
}

/** Median of the readings in the 3 × 3 pixels around a place, mm; 0 where there are none. */
function distanceAt({ width, height, depth }: RgbdFrame, x: number, y: number): number {
  const [column, row] = [Math.round(x), Math.round(y)];
  let count = 0;
  for (let v = Math.max(0, row - 1); v <= Math.min(height - 1, row + 1); v++) {
    for (let u = Math.max(0, column - 1); u <= Math.min(width - 1, column + 1); u++) {
      const z = depth[v * width + u] ?? 0;
      if (z > 0) readings[count++] = z;
    }
  }
  return medianOfFew(readings, count) ?? 0;
}
