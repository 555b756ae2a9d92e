import { smoothstep } from './render/math.ts';
import type { Vec3 } from './render/math.ts';

/** Pose of a head: angles of contract/head-pose.ts, and where the face is in camera space. */
export interface Pose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Distance along z from the camera to the plane of the face (`FACE_PLANE_CM`), mm. */
  readonly distanceMm: number;
  /** Shift of the whole person in camera space, mm (x image right, y down). */
  readonly x?: number;
  readonly y?: number;
}

/** The head turns about this point of the neck, person space, cm. */
const HEAD_PIVOT: Vec3 = [0, -5, -1];

/** Person-space z of the front of the face (just behind the bridge of the nose), cm. */
const FACE_PLANE_CM = 10;

/** `follow` is kept in whole steps of 1/32, as atlas files store it. */
const FOLLOW_STEPS = 32;

/** Row-major 3 × 3 rotation in person axes: Rz(roll) · Ry(yaw) · Rx(pitch), degrees. */
export function headRotation(yaw: number, pitch: number, roll: number): readonly number[] {
  const radians = Math.PI / 180;
  const [ca, sa] = [Math.cos(yaw * radians), Math.sin(yaw * radians)];
  const [cb, sb] = [Math.cos(pitch * radians), Math.sin(pitch * radians)];
  const [cc, sc] = [Math.cos(roll * radians), Math.sin(roll * radians)];
  return [
    cc * ca,
    cc * sa * sb - sc * cb,
    cc * sa * cb + sc * sb,
    sc * ca,
    sc * sa * sb + cc * cb,
    sc * sa * cb - cc * sb,
    -sa,
    ca * sb,
    ca * cb,
  ];
}

/**
 * How far a point turns with the head: 1 above the jaw, falling over the neck to 0 at the collar, in steps of
 * 1/32. (y, z) is the point on the neutral head, cm; the slope in z lets the nape follow less than the chin.
 */
export function followOf(y: number, z: number): number {
  return Math.round(smoothstep(-13, -4, y + 0.5 * z) * FOLLOW_STEPS) / FOLLOW_STEPS;
}

/** Follow weights of points given at rest (3 numbers each, cm). */
export function followOfPoints(rest: Float32Array): Float32Array {
  return Float32Array.from({ length: rest.length / 3 }, (_, i) =>
    followOf(rest[3 * i + 1] ?? 0, rest[3 * i + 2] ?? 0),
  );
}

/** Head pivot in camera space, mm. */
export function pivotInCamera(pose: Pose): Vec3 {
  return [
    10 * HEAD_PIVOT[0] + (pose.x ?? 0),
    -10 * HEAD_PIVOT[1] + (pose.y ?? 0),
    pose.distanceMm - 10 * (HEAD_PIVOT[2] - FACE_PLANE_CM),
  ];
}

/**
 * Person space (cm) to camera space (mm). A point of follow weight f is turned about the pivot by
 * R(f · yaw, f · pitch, f · roll): the angles are scaled, not the matrix. A player that re-poses pixels undoes
 * exactly that with the transpose and turns on with its own angles, scaled by the same f.
 *
 * @param follow weight of each point, or one weight for all
 */
export function posePoints(
  points: Float32Array,
  follow: Float32Array | number,
  pose: Pose,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  const rotations = rotationsOfSteps(pose);
  const [px, py, pz] = HEAD_PIVOT;
  const shiftX = pose.x ?? 0;
  const shiftY = pose.y ?? 0;
  for (let i = 0; i < points.length; i += 3) {
    const weight = typeof follow === 'number' ? follow : (follow[i / 3] ?? 0);
    const r = 9 * Math.round(weight * FOLLOW_STEPS);
    const x = (points[i] ?? 0) - px;
    const y = (points[i + 1] ?? 0) - py;
    const z = (points[i + 2] ?? 0) - pz;
    const turnedX =
      (rotations[r] ?? 0) * x + (rotations[r + 1] ?? 0) * y + (rotations[r + 2] ?? 0) * z + px;
    const turnedY =
      (rotations[r + 3] ?? 0) * x + (rotations[r + 4] ?? 0) * y + (rotations[r + 5] ?? 0) * z + py;
    const turnedZ =
      (rotations[r + 6] ?? 0) * x + (rotations[r + 7] ?? 0) * y + (rotations[r + 8] ?? 0) * z + pz;
    out[i] = 10 * turnedX + shiftX;
    out[i + 1] = -10 * turnedY + shiftY;
    out[i + 2] = pose.distanceMm - 10 * (turnedZ - FACE_PLANE_CM);
  }
  return out;
}

function rotationsOfSteps({ yaw, pitch, roll }: Pose): Float64Array {
  const rotations = new Float64Array(9 * (FOLLOW_STEPS + 1));
  for (let step = 0; step <= FOLLOW_STEPS; step++) {
    const f = step / FOLLOW_STEPS;
    rotations.set(headRotation(f * yaw, f * pitch, f * roll), 9 * step);
  }
  return rotations;
}

/** Turns a person-space direction with the head and expresses it in camera axes. */
export function turnDirection(r: readonly number[], direction: Vec3): Vec3 {
  const x = direction[0];
  const y = direction[1];
  const z = direction[2];
  return [
    (r[0] ?? 0) * x + (r[1] ?? 0) * y + (r[2] ?? 0) * z,
    -((r[3] ?? 0) * x + (r[4] ?? 0) * y + (r[5] ?? 0) * z),
    -((r[6] ?? 0) * x + (r[7] ?? 0) * y + (r[8] ?? 0) * z),
  ];
}
