import type { Intrinsics } from '../../contract/frame.ts';

/** Of the first Kinect and its kin at 640 × 480, as ROS and the TUM benchmark assume them. */
const FOCAL_AT_640 = 525;

/** Intrinsics for pictures of which nobody says any: as wide a view as a Kinect's, around the middle of the picture. */
export function assumedIntrinsics(width: number, height: number): Intrinsics {
  const f = (FOCAL_AT_640 * width) / 640;
  return { fx: f, fy: f, cx: (width - 1) / 2, cy: (height - 1) / 2 };
}
