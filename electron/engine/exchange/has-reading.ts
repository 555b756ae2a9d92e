import { hasRawKinectV1, type SensorFrame } from '../camera/sensor-frame.ts';
import { NO_RAW_READING } from '../camera/registration/raw-depth.ts';

/** Whether one pixel of a frame has a reading. */
export function hasReading({ depth, sensor }: SensorFrame): boolean {
  return hasRawKinectV1(sensor)
    ? depth.data.some((raw) => raw < NO_RAW_READING)
    : depth.data.some((mm) => mm > 0);
}
