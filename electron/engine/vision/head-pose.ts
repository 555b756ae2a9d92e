import type { FaceBox } from '../../contract/observation.ts';
import type { HeadPose } from '../../contract/head-pose.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { anglesFromRotation } from '../geometry/euler.ts';
import { measureFaceSurface, type FaceSurface } from './face-surface.ts';
import { alignToMeanHead, type HeadAlignment } from './head-alignment.ts';
import { LANDMARKS_68, LEFT_EYE, RIGHT_EYE } from './landmark-indices.ts';
import type { MeanHead } from './mean-head.ts';
import {
  fitRigid,
  rotate,
  transpose,
  type RigidTransform,
  type Vector3,
} from '../geometry/rigid.ts';

/** Brows, nose, eyes and mouth: landmarks that sit on the bone and not on the outline (Multi-PIE order). */
const INNER = Array.from({ length: 51 }, (_, i) => i + 17);
const FEWEST_LANDMARKS = 8;

export interface MeasuredHead {
  readonly pose: HeadPose;
  readonly surface: FaceSurface;
  readonly alignment: HeadAlignment;
}

export type HeadPoseResult =
  | { readonly kind: 'pose'; readonly head: MeasuredHead }
  /** Too few depth readings under the landmarks. */
  | { readonly kind: 'no-depth' };

/**
 * Lifts landmarks to space with the depth under them, fits the mean head to them and refines the fit on the
 * whole front of the head.
 *
 * @param landmarks 468 × (x, y, z) in pixels of the frame
 */
export function measureHead(
  frame: RgbdFrame,
  landmarks: Float32Array,
  mean: MeanHead,
): HeadPoseResult {
  const lifted = liftLandmarks(frame, landmarks);
  const faceMm = median(lifted.filter((_, i) => i % 3 === 2 && (lifted[i] ?? 0) > 0));
  if (faceMm === null) return { kind: 'no-depth' };
  const start = fitLandmarks(lifted, faceMm, mean);
  if (start === null) return { kind: 'no-depth' };
  const surface = measureFaceSurface(frame, headBox(landmarks), faceMm);
  // A surface that is no head (a picture, say) keeps the landmarks' alignment: liveness has to see it.
  const alignment = alignToMeanHead(surface, start, mean) ?? {
    transform: start,
    residualMm: Infinity,
    matched: 0,
    share: 0,
  };
  const interOcularMm = eyeDistance(frame, landmarks, faceMm);
  return {
    kind: 'pose',
    head: { pose: poseOf(alignment.transform, interOcularMm), surface, alignment },
  };
}

/** Bounding box of the landmarks, widened to hold jaw, temples and forehead. */
function headBox(landmarks: Float32Array): FaceBox {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < landmarks.length; i += 3) {
    x0 = Math.min(x0, landmarks[i] ?? 0);
    x1 = Math.max(x1, landmarks[i] ?? 0);
    y0 = Math.min(y0, landmarks[i + 1] ?? 0);
    y1 = Math.max(y1, landmarks[i + 1] ?? 0);
  }
  const side = Math.max(x1 - x0, y1 - y0);
  const x = (x0 + x1) / 2;
  const y = (y0 + y1) / 2;
  return { x: x - 0.7 * side, y: y - 0.8 * side, width: 1.4 * side, height: 1.5 * side };
}

/** Camera-space points of the 68 landmarks, mm; z = 0 where no depth was read. */
function liftLandmarks(frame: RgbdFrame, landmarks: Float32Array): Float32Array {
  const lifted = new Float32Array(68 * 3);
  LANDMARKS_68.forEach((index, i) => {
    const point = liftPoint(frame, landmarks[3 * index] ?? 0, landmarks[3 * index + 1] ?? 0);
    if (point !== null) lifted.set(point, 3 * i);
  });
  return lifted;
}

/** The camera-space point seen at a pixel, from the median of the valid depths of its 3×3 neighbourhood. */
function liftPoint(frame: RgbdFrame, x: number, y: number): Vector3 | null {
  const readings: number[] = [];
  const column = Math.round(x);
  const row = Math.round(y);
  for (let v = row - 1; v <= row + 1; v++) {
    for (let u = column - 1; u <= column + 1; u++) {
      if (u < 0 || v < 0 || u >= frame.width || v >= frame.height) continue;
      const z = frame.depth[v * frame.width + u] ?? 0;
      if (z > 0) readings.push(z);
    }
  }
  const z = median(readings);
  if (z === null) return null;
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  return [((x - cx) * z) / fx, ((y - cy) * z) / fy, z];
}

/** Rigid fit of the inner landmarks, twice trimmed: a landmark that slipped off the face must not turn the head. */
function fitLandmarks(lifted: Float32Array, faceMm: number, mean: MeanHead): RigidTransform | null {
  const weights = new Float32Array(68);
  for (const i of INNER) {
    const z = lifted[3 * i + 2] ?? 0;
    if (z > 0 && Math.abs(z - faceMm) < 80) weights[i] = 1;
  }
  let fit: RigidTransform | null = null;
  for (const limitMm of [Infinity, 15, 10]) {
    if (weights.filter((w) => w > 0).length < FEWEST_LANDMARKS) return fit;
    fit = fitRigid(lifted, mean.landmarks, weights);
    if (fit === null) return null;
    const errors = landmarkErrors(lifted, mean.landmarks, fit);
    const typical = median(errors.filter((_, i) => (weights[i] ?? 0) > 0)) ?? 0;
    const limit = Math.max(limitMm, 1.5 * typical);
    for (const i of INNER) {
      weights[i] = (lifted[3 * i + 2] ?? 0) > 0 && (errors[i] ?? Infinity) < limit ? 1 : 0;
    }
  }
  return fit;
}

function landmarkErrors(
  lifted: Float32Array,
  target: Float32Array,
  { rotation, translation }: RigidTransform,
): number[] {
  return Array.from({ length: 68 }, (_, i) => {
    const [x, y, z] = rotate(
      rotation,
      lifted[3 * i] ?? 0,
      lifted[3 * i + 1] ?? 0,
      lifted[3 * i + 2] ?? 0,
    );
    return Math.hypot(
      x + translation[0] - (target[3 * i] ?? 0),
      y + translation[1] - (target[3 * i + 1] ?? 0),
      z + translation[2] - (target[3 * i + 2] ?? 0),
    );
  });
}

/** The pose that a head has when `toHead` carries camera space to the mean head. */
export function poseOf(toHead: RigidTransform, interOcularMm: number): HeadPose {
  const toCamera = transpose(toHead.rotation);
  const [x, y, z] = rotate(toCamera, ...toHead.translation);
  const angles = anglesFromRotation(toCamera);
  // The origin of the mean head lies on the face, between the eyes and the nose.
  const centre: Vector3 = [-x, -y, -z];
  return { ...angles, distanceMm: centre[2], interOcularMm };
}

/** Distance between the eye centres in space, mm; 0 where an eye has no depth. */
function eyeDistance(frame: RgbdFrame, landmarks: Float32Array, faceMm: number): number {
  const eye = (indices: readonly number[]): Vector3 | null => {
    const points = indices
      .map((i) => liftPoint(frame, landmarks[3 * i] ?? 0, landmarks[3 * i + 1] ?? 0))
      .filter((p): p is Vector3 => p !== null && Math.abs(p[2] - faceMm) < 80);
    if (points.length === 0) return null;
    const mean = (k: 0 | 1 | 2) => points.reduce((sum, p) => sum + p[k], 0) / points.length;
    return [mean(0), mean(1), mean(2)];
  };
  const left = eye(LEFT_EYE);
  const right = eye(RIGHT_EYE);
  if (left === null || right === null) return 0;
  return Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]);
}

function median(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? null;
}
