/** Intrinsics where nothing says them: those of the usual camera whose pictures have this size. */
import type { Intrinsics } from '../../../contract/frame.ts';

/** The default of OpenNI and of the TUM benchmark, for 640×480. */
const VGA: Intrinsics = { fx: 525, fy: 525, cx: 319.5, cy: 239.5 };

/** Sizes that one camera alone delivers. */
const BY_SIZE: Readonly<Record<string, Intrinsics>> = {
  '640×480': VGA,
  // Depth and colour of a Kinect v2.
  '512×424': { fx: 365.5, fy: 365.5, cx: 254.9, cy: 205.4 },
  '1920×1080': { fx: 1081.4, fy: 1081.4, cx: 959.5, cy: 539.5 },
};

/** Pixels; the principal point lies in the middle, and the angle of view is that of a Kinect v1, where no size is known. */
export function assumedIntrinsics(width: number, height: number): Intrinsics {
  const known = BY_SIZE[`${width}×${height}`];
  if (known !== undefined) return known;
  const focal = (VGA.fx * width) / 640;
  return { fx: focal, fy: focal, cx: (width - 1) / 2, cy: (height - 1) / 2 };
}
