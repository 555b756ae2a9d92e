import { rotationFromAngles } from '../../../geometry/euler.ts';
import type { Rotation } from '../../../geometry/rigid.ts';

/** How finely the share of a point in the turn of the head is told apart. */
export const FOLLOW_LEVELS = 33;

/** The level of a stored share, 0 to 255. */
export const followLevel = (follow: number): number =>
  Math.round((follow * (FOLLOW_LEVELS - 1)) / 255);

/** The rotations of points that take part in a turn by 0, 1/32 … 32/32 of its angles. */
export function followRotations(yaw: number, pitch: number, roll: number): readonly Rotation[] {
  return Array.from({ length: FOLLOW_LEVELS }, (_, level) => {
    const share = level / (FOLLOW_LEVELS - 1);
    return rotationFromAngles(share * yaw, share * pitch, share * roll);
  });
}
