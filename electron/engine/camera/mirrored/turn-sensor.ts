/** Turns what a sensor delivered, left to right. Turned twice, both are as before. */
import type { Registration, SensorFrame, SensorModel } from '../sensor-frame.ts';
import { turnIntrinsics, turnNumbers, turnPixels } from './turn-pictures.ts';

/**
 * The model of a sensor whose pictures are turned. A calibration stays the device's, of the pictures before that.
 * @param widths of depth and colour, in pixels
 */
export function turnedSensor(
  sensor: SensorModel,
  widths: { readonly depth: number; readonly color: number },
): SensorModel {
  return {
    ...sensor,
    depthIntrinsics: turnIntrinsics(sensor.depthIntrinsics, widths.depth),
    colorIntrinsics: turnIntrinsics(sensor.colorIntrinsics, widths.color),
    registration: turnedRegistration(sensor.registration),
  };
}

function turnedRegistration(registration: Registration): Registration {
  if (!('calibration' in registration)) return registration;
  const { turned, ...delivered } = registration;
  return turned === undefined ? { ...delivered, turned: true } : delivered;
}

/** The frame as the driver delivered it; the same one where it was not turned since. */
export function asDelivered(frame: SensorFrame): SensorFrame {
  const { registration } = frame.sensor;
  if (!('turned' in registration)) return frame;
  const { depth, color } = frame;
  const delivered = {
    ...structuredClone(frame),
    sensor: turnedSensor(frame.sensor, { depth: depth.width, color: color.width }),
  };
  turnSensorImages(delivered);
  return delivered;
}

/** Turns every picture of a frame, in place; its model is left as it is. */
export function turnSensorImages(frame: SensorFrame): void {
  for (const image of [frame.depth, frame.infrared]) {
    if (image !== undefined) turnNumbers(image.data, image.width);
  }
  for (const image of [frame.color, frame.registeredColor]) {
    if (image !== undefined) turnPixels(image.data, image.width);
  }
}
