/** Row-major 3 x 3. */
export type Matrix3 = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const RADIANS = Math.PI / 180;

/**
 * Rotation of a head pose on camera axes (x right, y down, z away): contract/head-pose.ts defines it on person
 * axes, and both differ by the sign of y and z. Degrees.
 */
export function headRotation(yaw: number, pitch: number, roll: number): Matrix3 {
  const [ca, sa] = [Math.cos(yaw * RADIANS), Math.sin(yaw * RADIANS)];
  const [cb, sb] = [Math.cos(pitch * RADIANS), Math.sin(pitch * RADIANS)];
  const [cc, sc] = [Math.cos(roll * RADIANS), Math.sin(roll * RADIANS)];
  return [
    cc * ca,
    -cc * sa * sb + sc * cb,
    -cc * sa * cb - sc * sb,
    -sc * ca,
    sc * sa * sb + cc * cb,
    sc * sa * cb - cc * sb,
    sa,
    ca * sb,
    ca * cb,
  ];
}

/** How finely the share of a point in the turn of the head is told apart. */
export const FOLLOW_LEVELS = 33;

/** The level of a stored share, 0 to 255. */
export const followLevel = (follow: number): number =>
  Math.round((follow * (FOLLOW_LEVELS - 1)) / 255);

/** The rotations of points that take part in a turn by 0, 1/32 … 32/32 of its angles. */
export function followRotations(yaw: number, pitch: number, roll: number): readonly Matrix3[] {
  return Array.from({ length: FOLLOW_LEVELS }, (_, level) => {
    const share = level / (FOLLOW_LEVELS - 1);
    return headRotation(share * yaw, share * pitch, share * roll);
  });
}
