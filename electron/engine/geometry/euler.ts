import type { Rotation } from './rigid.ts';

const DEGREES = 180 / Math.PI;

/**
 * The rotation of a head in camera space for the angles of `contract/head-pose.ts`: Rz(roll) Ry(yaw) Rx(pitch)
 * in person axes, seen through the flip of y and z between person and camera axes.
 */
export function rotationFromAngles(yaw: number, pitch: number, roll: number): Rotation {
  const [ca, sa] = [Math.cos(yaw / DEGREES), Math.sin(yaw / DEGREES)];
  const [cb, sb] = [Math.cos(pitch / DEGREES), Math.sin(pitch / DEGREES)];
  const [cc, sc] = [Math.cos(roll / DEGREES), Math.sin(roll / DEGREES)];
  return [
    cc * ca,
    sc * cb - cc * sa * sb,
    -(cc * sa * cb + sc * sb),
    -sc * ca,
    cc * cb + sc * sa * sb,
    sc * sa * cb - cc * sb,
    sa,
    ca * sb,
    ca * cb,
  ];
}

/** Inverse of `rotationFromAngles`, for |yaw| < 90°. Degrees. */
export function anglesFromRotation(r: Rotation): { yaw: number; pitch: number; roll: number } {
  return {
    yaw: Math.asin(Math.max(-1, Math.min(1, r[6]))) * DEGREES,
    pitch: Math.atan2(r[7], r[8]) * DEGREES,
    roll: Math.atan2(-r[3], r[0]) * DEGREES,
  };
}
