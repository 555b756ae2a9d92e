import type { Intrinsics } from '../../../../contract/frame.ts';
import type { HeadPose } from '../../../../contract/head-pose.ts';
import { invert, transform, type RigidTransform } from '../../../geometry/rigid.ts';
import type { MeanHead } from '../../head/mean-head.ts';
import { INNER_68, LANDMARKS_68 } from '../../landmarks/landmark-indices.ts';

/** Landmarks on brows, nose, eyes and mouth, x and y by turns, mm in the picture about their middle. */
export type Constellation = Float64Array;

/** Landmarks as a picture showed them, and where a mean head of the measured pose would show them. */
export interface FacingLook {
  readonly yaw: number;
  readonly pitch: number;
  readonly seen: Constellation;
  readonly expected: Constellation;
}

/**
 * @param landmarks 468 × (x, y, z) in pixels
 * @param toHead camera space → mean head
 * @returns null where numbers are missing
 */
export function facingLook(
  landmarks: Float32Array,
  { yaw, pitch, distanceMm }: HeadPose,
  toHead: RigidTransform,
  mean: MeanHead,
  { fx, fy, cx, cy }: Intrinsics,
): FacingLook | null {
  const millimetres = distanceMm / fx;
  const toCamera = invert(toHead);
  const seen = new Float64Array(2 * INNER_68.length);
  const expected = new Float64Array(2 * INNER_68.length);
  INNER_68.forEach((index, i) => {
    const found = 3 * (LANDMARKS_68[index] ?? 0);
    seen[2 * i] = landmarks[found] ?? NaN;
    seen[2 * i + 1] = landmarks[found + 1] ?? NaN;
    const [x, y, z] = transform(toCamera, [
      mean.landmarks[3 * index] ?? NaN,
      mean.landmarks[3 * index + 1] ?? NaN,
      mean.landmarks[3 * index + 2] ?? NaN,
    ]);
    expected[2 * i] = (fx * x) / z + cx;
    expected[2 * i + 1] = (fy * y) / z + cy;
  });
  centre(seen, millimetres);
  centre(expected, millimetres);
  const isWhole = seen.every(Number.isFinite) && expected.every(Number.isFinite);
  return isWhole && Number.isFinite(yaw + pitch) ? { yaw, pitch, seen, expected } : null;
}

function centre(points: Constellation, scale: number): void {
  const count = points.length / 2;
  let [x, y] = [0, 0];
  for (let i = 0; i < points.length; i += 2) {
    x += points[i] ?? NaN;
    y += points[i + 1] ?? NaN;
  }
  for (let i = 0; i < points.length; i += 2) {
    points[i] = scale * ((points[i] ?? NaN) - x / count);
    points[i + 1] = scale * ((points[i + 1] ?? NaN) - y / count);
  }
}
