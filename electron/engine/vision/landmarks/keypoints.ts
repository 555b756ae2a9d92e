import type { FaceKeypoints, Point } from '../detect/detector.ts';
import { LEFT_EYE, NOSE_TIP, RIGHT_EYE } from './landmark-indices.ts';

/** The key points of a detection that show where a face looks, from 468 landmarks. */
export function keypointsOf(
  points: Float32Array,
): Pick<FaceKeypoints, 'rightEye' | 'leftEye' | 'noseTip'> {
  return {
    rightEye: middleOf(points, RIGHT_EYE),
    leftEye: middleOf(points, LEFT_EYE),
    noseTip: middleOf(points, [NOSE_TIP]),
  };
}

function middleOf(points: Float32Array, indices: readonly number[]): Point {
  let [x, y] = [0, 0];
  for (const index of indices) {
    x += (points[3 * index] ?? 0) / indices.length;
    y += (points[3 * index + 1] ?? 0) / indices.length;
  }
  return { x, y };
}
