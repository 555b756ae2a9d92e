/** From what a sensor delivered to the one frame everything works on, live and on replay alike. */
import type { CameraModel, RgbdFrame } from '../../../contract/frame.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';

/**
 * How frames of `sensor` are registered. Arrays are shared with the sensor's frame where nothing has to be moved:
 * hand over one of the two, not both. The function throws on frames without the images that the registration names.
 */
export function createRegistration(sensor: SensorModel): (frame: SensorFrame) => RgbdFrame {
  switch (sensor.registration.kind) {
    case 'registered':
      return (frame) => onDepthGrid(frame, frame.color.data);
    case 'kinect-v2':
      return (frame) => {
        if (frame.registeredColor === undefined) {
          throw new Error('A Kinect v2 frame has no colour on the grid of its depth.');
        }
        return onDepthGrid(frame, frame.registeredColor.data);
      };
    case 'kinect-v1':
      throw new Error('Frames of a Kinect v1 cannot be registered yet.');
  }
}

function onDepthGrid(frame: SensorFrame, color: Uint8Array): RgbdFrame {
  const { sequence, timeMs, depth, infrared, sensor } = frame;
  return {
    sequence,
    timeMs,
    width: depth.width,
    height: depth.height,
    color,
    depth: depth.data,
    ...(infrared === undefined ? {} : { infrared: infrared.data }),
    camera: cameraOf(sensor),
  };
}

function cameraOf({ name, serial, trust, depthIntrinsics }: SensorModel): CameraModel {
  return { name, serial, trust, intrinsics: depthIntrinsics };
}
