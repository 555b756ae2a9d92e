/** What is known of a Kinect v1 before it has been queried. */
import type { Intrinsics, Trust } from '../../../contract/frame.ts';
import type { KinectV1Calibration, KinectV1ZeroPlane, SensorModel } from '../sensor-frame.ts';

/** Size of a Kinect v1's readings and colour alike. */
export const KINECT_V1_WIDTH = 640;
export const KINECT_V1_HEIGHT = 480;

/**
 * Calibration of a unit that does not answer. Zero plane and shift are the usual ones; the pinhole model was fitted to
 * the registered pictures of a real unit (root mean square 1 px). Units differ by about 10 px in x.
 */
export const USUAL_KINECT_V1: KinectV1Calibration = {
  constShift: 200,
  zeroPlane: {
    emitterDistance: 7.5,
    colorDistance: 2.3,
    referenceDistance: 120,
    pixelSize: 0.1042,
  },
  pinhole: { uScale: 0.926, uOffset: 29.3, parallax: 11.5, vScale: 0.923, vOffset: 31.5 },
  device: null,
};

/** The camera model of a Kinect v1 in frames and recordings. */
export function kinectV1Sensor(
  calibration: KinectV1Calibration,
  serial: string,
  trust: Trust,
): SensorModel {
  return {
    name: 'Kinect v1',
    serial,
    trust,
    depthIntrinsics: depthIntrinsicsV1(calibration.zeroPlane),
    colorIntrinsics: colorIntrinsicsV1(calibration),
    registration: { kind: 'kinect-v1', calibration },
  };
}

/** The depth camera looks straight ahead; its focal length follows from the zero plane (2 sensor pixels a pixel). */
export function depthIntrinsicsV1({ referenceDistance, pixelSize }: KinectV1ZeroPlane): Intrinsics {
  const focal = referenceDistance / (2 * pixelSize);
  return { fx: focal, fy: focal, cx: (KINECT_V1_WIDTH - 1) / 2, cy: (KINECT_V1_HEIGHT - 1) / 2 };
}

/** The pinhole model as a colour camera: where it puts points at infinity. */
export function colorIntrinsicsV1({ pinhole, zeroPlane }: KinectV1Calibration): Intrinsics {
  const depth = depthIntrinsicsV1(zeroPlane);
  return {
    fx: pinhole.uScale * depth.fx,
    fy: pinhole.vScale * depth.fy,
    cx: pinhole.uScale * depth.cx + pinhole.uOffset + pinhole.parallax,
    cy: pinhole.vScale * depth.cy + pinhole.vOffset,
  };
}
