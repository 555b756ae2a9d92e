/** For tests: the calibration that a Kinect v2 reports. */
import type { KinectV2Calibration } from '../sensor-frame.ts';

/** Numbers of the magnitude of a real unit's. */
export const TEST_KINECT_V2: KinectV2Calibration = {
  depth: {
    fx: 365.456,
    fy: 365.456,
    cx: 254.878,
    cy: 205.395,
    k1: 0.0905474,
    k2: -0.26819,
    k3: 0.0950862,
    p1: 0,
    p2: 0,
  },
  color: {
    fx: 1081.37,
    fy: 1081.37,
    cx: 959.5,
    cy: 539.5,
    shiftD: 863,
    shiftM: 52,
    mx: [
      0.000449294, 1.91656e-5, 4.82909e-5, 0.000353673, -2.44043e-5, -1.19426e-5, 0.000988431,
      0.642474, 0.00500649, 0.142021,
    ],
    my: [
      4.42793e-6, 0.000724863, 0.000398557, 4.90383e-5, 0.000136024, 0.00107291, -1.75465e-5,
      -0.00554263, 0.641807, 0.0180811,
    ],
  },
};
