import type { Intrinsics } from '../../../contract/frame.ts';
import { invert, transform, type RigidTransform, type Vector3 } from '../../geometry/rigid.ts';
import { LANDMARKS_68, LEFT_EYE, MOUTH_CORNERS, NOSE_TIP, RIGHT_EYE } from './landmark-indices.ts';
import { LANDMARK_COUNT } from './landmarks.ts';
import type { MeanHead } from '../head/mean-head.ts';

/** The points that encoders align to, by their indices among the 68 landmarks of the mean head. */
const EYE_RIGHT = [36, 37, 38, 39, 40, 41] as const;
const EYE_LEFT = [42, 43, 44, 45, 46, 47] as const;
const NOSE = 30;
const MOUTH = [48, 54] as const;

/**
 * Landmarks of a head that was measured by depth, in FaceMesh's numbering: those that the mean head has are projected
 * into the picture, all others lie at the nose.
 * @param toHead camera space → mean head
 * @returns 468 × (x, y, z): x and y in pixels, z 0
 */
export function landmarksOfHead(
  toHead: RigidTransform,
  { fx, fy, cx, cy }: Intrinsics,
  mean: MeanHead,
): Float32Array {
  const toCamera = invert(toHead);
  const known = Array.from({ length: 68 }, (_, i): readonly [number, number] => {
    const at: Vector3 = [
      mean.landmarks[3 * i] ?? 0,
      mean.landmarks[3 * i + 1] ?? 0,
      mean.landmarks[3 * i + 2] ?? 0,
    ];
    const [x, y, z] = transform(toCamera, at);
    return [(fx * x) / z + cx, (fy * y) / z + cy];
  });
  const middleOf = (points: readonly number[]): readonly [number, number] => {
    const sum = (k: 0 | 1) => points.reduce((total, i) => total + (known[i]?.[k] ?? 0), 0);
    return [sum(0) / points.length, sum(1) / points.length];
  };
  const landmarks = new Float32Array(3 * LANDMARK_COUNT);
  const place = (index: number, [x, y]: readonly [number, number]) => {
    landmarks[3 * index] = x;
    landmarks[3 * index + 1] = y;
  };
  const nose = middleOf([NOSE]);
  for (let i = 0; i < LANDMARK_COUNT; i++) place(i, nose);
  LANDMARKS_68.forEach((index, i) => {
    place(index, known[i] ?? nose);
  });
  // The centre of an eye is the mean of four points, so each may as well lie there.
  const [rightEye, leftEye] = [middleOf(EYE_RIGHT), middleOf(EYE_LEFT)];
  for (const index of RIGHT_EYE) place(index, rightEye);
  for (const index of LEFT_EYE) place(index, leftEye);
  place(NOSE_TIP, nose);
  MOUTH_CORNERS.forEach((index, i) => {
    place(index, middleOf([MOUTH[i] ?? NOSE]));
  });
  return landmarks;
}
