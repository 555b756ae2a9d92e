import type { Detection } from '../detect/detector.ts';
import type { SquareRegion } from '../image/image.ts';
import { LEFT_EYE, RIGHT_EYE } from './landmark-indices.ts';

/** The crop FaceMesh was trained on is this much wider than the face (MediaPipe `face_landmark` graphs). */
const REGION_SCALE = 1.5;

/**
 * The square in which landmarks are looked for: around the detection's centre, rotated until the eyes are level, 1.5
 * times as wide as the box's longer side (MediaPipe `face_detection_front_detection_to_roi.pbtxt`).
 */
export function regionFromDetection(detection: Detection): SquareRegion {
  const { box, keypoints } = detection;
  const { rightEye, leftEye } = keypoints;
  return {
    centerX: box.x + box.width / 2,
    centerY: box.y + box.height / 2,
    side: REGION_SCALE * Math.max(box.width, box.height),
    angle: Math.atan2(leftEye.y - rightEye.y, leftEye.x - rightEye.x),
  };
}

/**
 * The square in which to look for the same face in the next frame: around the landmarks' bounding box, level with the
 * outer eye corners, 1.5 times as wide as the longer side. The box is aligned with the eye line (MediaPipe aligns it
 * with the image), so that its size does not change as the head rotates.
 * @param points x, y, z of the 468 landmarks
 */
export function regionFromLandmarks(points: Float32Array): SquareRegion {
  const angle = eyeLineAngle(points);
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < points.length; i += 3) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    const along = cos * x + sin * y;
    const across = cos * y - sin * x;
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const along = (left + right) / 2;
  const across = (top + bottom) / 2;
  return {
    centerX: cos * along - sin * across,
    centerY: sin * along + cos * across,
    side: REGION_SCALE * Math.max(right - left, bottom - top),
    angle,
  };
}

/** Angle of the line from the right to the left outer eye corner, in radians. */
function eyeLineAngle(points: Float32Array): number {
  const right = RIGHT_EYE[0] * 3;
  const left = LEFT_EYE[0] * 3;
  const dx = (points[left] ?? 0) - (points[right] ?? 0);
  const dy = (points[left + 1] ?? 0) - (points[right + 1] ?? 0);
  return Math.atan2(dy, dx);
}
