/** The Kinect v1 of sessions that came without a calibration. */
import type { Intrinsics } from '../../../contract/frame.ts';
import type { KinectV1Calibration } from '../../camera/sensor-frame.ts';

/** Depth and colour camera of one unit, 640×480. Source: N. Burrus, "Kinect calibration" (2011). */
export const KINECT_V1_DEPTH: Intrinsics = { fx: 594.21, fy: 591.04, cx: 339.31, cy: 242.74 };
export const KINECT_V1_COLOR: Intrinsics = { fx: 529.22, fy: 525.56, cx: 328.94, cy: 267.48 };

/** Fitted to a real unit with a residual of 1 px; other units differ by up to 10 px in x. */
export const KINECT_V1_CALIBRATION: KinectV1Calibration = {
  constShift: 200,
  pinhole: { uScale: 0.926, uOffset: 29.3, parallax: 11.5, vScale: 0.923, vOffset: 31.5 },
  device: null,
};
