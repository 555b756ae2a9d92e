import type { FaceBox } from '../../../contract/observation.ts';
import type { HeadPose } from '../../../contract/head-pose.ts';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { anglesFromRotation } from '../../geometry/euler.ts';
import { medianOfFew } from '../../geometry/median.ts';
import { SurfaceMeter, type FaceSurface } from './face-surface.ts';
import { HeadAligner, type HeadAlignment } from './head-alignment.ts';
import { INNER_68, LANDMARKS_68, LEFT_EYE, RIGHT_EYE } from '../landmarks/landmark-indices.ts';
import { boxOfPoints } from '../landmarks/box-of-points.ts';
import type { MeanHead } from './mean-head.ts';
import {
  fitRigid,
  rotate,
  transpose,
  type RigidTransform,
  type Vector3,
} from '../../geometry/rigid.ts';

const FEWEST_LANDMARKS = 8;
/** A landmark further in front of or behind the face has slipped off it, mm. */
const NEAR_FACE_MM = 80;

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
 * Measures heads, one at a time: the surface of a head is overwritten by the next one. Reuses its buffers, since it
 * measures thirty heads a second.
 */
export class HeadMeter {
  readonly mean: MeanHead;
  readonly #surfaces = new SurfaceMeter();
  readonly #aligner: HeadAligner;
  readonly #lifted = new Float32Array(3 * LANDMARKS_68.length);
  readonly #weights = new Float32Array(LANDMARKS_68.length);
  readonly #errors = new Float64Array(LANDMARKS_68.length);
  readonly #values = new Float64Array(LANDMARKS_68.length);

  constructor(mean: MeanHead) {
    this.mean = mean;
    this.#aligner = new HeadAligner(mean);
  }

  /**
   * Lifts landmarks to space with the depth under them, fits the mean head to them and refines the fit on the whole
   * front of the head.
   * @param landmarks 468 × (x, y, z) in pixels of the frame
   */
  measure(frame: RgbdFrame, landmarks: Float32Array): HeadPoseResult {
    this.#lift(frame, landmarks);
    const faceMm = this.#distanceOfFace();
    if (faceMm === null) return { kind: 'no-depth' };
    const start = this.#fitLandmarks(faceMm);
    if (start === null) return { kind: 'no-depth' };
    const { surface, alignment } = this.measureSurface(frame, headBox(landmarks), faceMm, start);
    const head: MeasuredHead = {
      pose: poseOf(alignment?.transform ?? start, eyeDistance(frame, landmarks, faceMm)),
      surface,
      // A surface that is no head (a picture, say) keeps the landmarks' alignment: liveness has to see it.
      alignment: alignment ?? { transform: start, residualMm: Infinity, matched: 0, share: 0 },
    };
    return { kind: 'pose', head };
  }

  /**
   * Measures the surface inside a box and aligns it to the mean head.
   * @param box pixels of the frame
   * @param faceMm distance of the face
   * @param start camera space → mean head, roughly
   * @returns no alignment if too little of the surface meets the mean head
   */
  measureSurface(
    frame: RgbdFrame,
    box: FaceBox,
    faceMm: number,
    start: RigidTransform,
  ): { readonly surface: FaceSurface; readonly alignment: HeadAlignment | null } {
    const surface = this.#surfaces.measure(frame, box, faceMm);
    return { surface, alignment: this.#aligner.align(surface, start) };
  }

  /** Camera-space points of the 68 landmarks, mm; z = 0 where no depth was read. */
  #lift(frame: RgbdFrame, landmarks: Float32Array): void {
    const { fx, fy, cx, cy } = frame.camera.intrinsics;
    const lifted = this.#lifted;
    LANDMARKS_68.forEach((index, i) => {
      const x = landmarks[3 * index] ?? 0;
      const y = landmarks[3 * index + 1] ?? 0;
      const z = distanceAt(frame, x, y);
      lifted[3 * i] = ((x - cx) * z) / fx;
      lifted[3 * i + 1] = ((y - cy) * z) / fy;
      lifted[3 * i + 2] = z;
    });
  }

  /** The median distance of the landmarks; null if none has a reading. */
  #distanceOfFace(): number | null {
    const lifted = this.#lifted;
    const values = this.#values;
    let count = 0;
    for (let i = 2; i < lifted.length; i += 3) {
      const z = lifted[i] ?? 0;
      if (z > 0) values[count++] = z;
    }
    return medianOfFew(values, count);
  }

  /** Rigid fit of the inner landmarks, twice trimmed: a landmark that slipped off the face must not turn the head. */
  #fitLandmarks(faceMm: number): RigidTransform | null {
    const lifted = this.#lifted;
    const weights = this.#weights;
    const errors = this.#errors;
    const target = this.mean.landmarks;
    weights.fill(0);
    let used = 0;
    for (const i of INNER_68) {
      const z = lifted[3 * i + 2] ?? 0;
      if (z === 0 || Math.abs(z - faceMm) >= NEAR_FACE_MM) continue;
      weights[i] = 1;
      used++;
    }
    let fit: RigidTransform | null = null;
    for (const limitMm of [Infinity, 15, 10]) {
      if (used < FEWEST_LANDMARKS) return fit;
      fit = fitRigid(lifted, target, weights);
      if (fit === null) return null;
      writeErrors(lifted, target, fit, errors);
      const limit = Math.max(limitMm, 1.5 * this.#typicalError());
      used = 0;
      for (const i of INNER_68) {
        const fits = (lifted[3 * i + 2] ?? 0) > 0 && (errors[i] ?? Infinity) < limit;
        weights[i] = fits ? 1 : 0;
        if (fits) used++;
      }
    }
    return fit;
  }

  /** The median error of the landmarks that carry weight. */
  #typicalError(): number {
    const weights = this.#weights;
    const errors = this.#errors;
    const values = this.#values;
    let count = 0;
    for (const i of INNER_68) if ((weights[i] ?? 0) > 0) values[count++] = errors[i] ?? 0;
    return medianOfFew(values, count) ?? 0;
  }
}

/** Bounding box of the landmarks, enlarged to include jaw, temples and forehead. */
function headBox(landmarks: Float32Array): FaceBox {
  const box = boxOfPoints(landmarks);
  const side = Math.max(box.width, box.height);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  return { x: x - 0.7 * side, y: y - 0.8 * side, width: 1.4 * side, height: 1.5 * side };
}

const readings = new Float64Array(9);

/** The distance at a pixel, mm: the median of the readings of its 3×3 neighbourhood, 0 where there are none. */
function distanceAt({ width, height, depth }: RgbdFrame, x: number, y: number): number {
  const column = Math.round(x);
  const row = Math.round(y);
  let count = 0;
  for (let v = Math.max(0, row - 1); v <= Math.min(height - 1, row + 1); v++) {
    for (let u = Math.max(0, column - 1); u <= Math.min(width - 1, column + 1); u++) {
      const z = depth[v * width + u] ?? 0;
      if (z > 0) readings[count++] = z;
    }
  }
  return medianOfFew(readings, count) ?? 0;
}

/** Distances of points from where a transform should carry them. */
function writeErrors(
  points: Float32Array,
  target: Float32Array,
  { rotation, translation }: RigidTransform,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) {
    const k = 3 * i;
    const [x, y, z] = rotate(rotation, points[k] ?? 0, points[k + 1] ?? 0, points[k + 2] ?? 0);
    out[i] = Math.hypot(
      x + translation[0] - (target[k] ?? 0),
      y + translation[1] - (target[k + 1] ?? 0),
      z + translation[2] - (target[k + 2] ?? 0),
    );
  }
}

/** The pose of a head for which `toHead` carries camera space to the mean head. */
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
  const left = eyeCentre(frame, landmarks, LEFT_EYE, faceMm);
  const right = eyeCentre(frame, landmarks, RIGHT_EYE, faceMm);
  if (left === null || right === null) return 0;
  return Math.hypot(left[0] - right[0], left[1] - right[1], left[2] - right[2]);
}

function eyeCentre(
  frame: RgbdFrame,
  landmarks: Float32Array,
  eye: readonly number[],
  faceMm: number,
): Vector3 | null {
  const { fx, fy, cx, cy } = frame.camera.intrinsics;
  let [sumX, sumY, sumZ, count] = [0, 0, 0, 0];
  for (const index of eye) {
    const x = landmarks[3 * index] ?? 0;
    const y = landmarks[3 * index + 1] ?? 0;
    const z = distanceAt(frame, x, y);
    if (z === 0 || Math.abs(z - faceMm) >= NEAR_FACE_MM) continue;
    sumX += ((x - cx) * z) / fx;
    sumY += ((y - cy) * z) / fy;
    sumZ += z;
    count++;
  }
  return count === 0 ? null : [sumX / count, sumY / count, sumZ / count];
}
