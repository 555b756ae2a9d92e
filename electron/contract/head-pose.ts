/**
 * Where a head is and where it points, from measured geometry.
 *
 * Angles in degrees, as the camera sees them: yaw > 0 turns the nose to image right, pitch > 0 turns the
 * nose down, roll > 0 tips the head counter-clockwise in the image. The rotation is Rz(roll) Ry(yaw) Rx(pitch)
 * in person axes (x image right, y up, z towards the camera). (0, 0, 0) looks parallel to the optical axis.
 */
export interface HeadPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Distance from the camera to the front of the face along z, millimetres. */
  readonly distanceMm: number;
  /** Distance between the eye centres in space, millimetres. */
  readonly interOcularMm: number;
}

/** Farthest turns, degrees either way, of a head that looks towards the camera. */
export const TOWARDS_CAMERA = { yaw: 25, pitch: 20 } as const;

/** Looks towards the camera: |yaw| ≤ 25°, |pitch| ≤ 20°. */
export function facesCamera({ yaw, pitch }: Pick<HeadPose, 'yaw' | 'pitch'>): boolean {
  return Math.abs(yaw) <= TOWARDS_CAMERA.yaw && Math.abs(pitch) <= TOWARDS_CAMERA.pitch;
}
