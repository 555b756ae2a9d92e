/** What is known of a Kinect v2, and the camera model of one that reports its calibration. */
import type { Trust } from '../../../contract/frame.ts';
import type { KinectV2Calibration, SensorModel } from '../sensor-frame.ts';

/** Size of colour. */
export const COLOR_WIDTH = 1920;
export const COLOR_HEIGHT = 1080;
/** Size of depth, of infrared, and of colour registered to them. */
export const DEPTH_WIDTH = 512;
export const DEPTH_HEIGHT = 424;

export function kinectV2Sensor(
  calibration: KinectV2Calibration,
  serial: string,
  trust: Trust,
): SensorModel {
  const { depth, color } = calibration;
  return {
    name: 'Kinect for Xbox One',
    serial,
    trust,
    // The device counts the middle of a depth pixel as half, and its picture is mirrored.
    depthIntrinsics: {
      fx: depth.fx,
      fy: depth.fy,
      cx: DEPTH_WIDTH - 0.5 - depth.cx,
      cy: depth.cy - 0.5,
    },
    colorIntrinsics: {
      fx: color.fx,
      fy: color.fy,
      cx: COLOR_WIDTH - 1 - color.cx,
      cy: color.cy,
    },
    registration: { kind: 'kinect-v2-device', calibration },
  };
}
