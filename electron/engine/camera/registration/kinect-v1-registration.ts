/** Kinect v1: raw readings onto the grid of the colour camera. */
import type { KinectV1Calibration } from '../sensor-frame.ts';
import { KINECT_V1_HEIGHT, KINECT_V1_WIDTH } from './kinect-v1-model.ts';
import { COLUMN_SCALE, kinectV1Tables } from './kinect-v1-tables.ts';

const PIXELS = KINECT_V1_WIDTH * KINECT_V1_HEIGHT;
const RAW_MASK = 2047;

/**
 * Makes what turns 640×480 raw 11-bit readings into millimetres on the colour grid, 0 = no reading; of readings that
 * land on one pixel the nearest stays. With the device's own answer the result is that of libfreenect's
 * `FREENECT_DEPTH_REGISTERED` (`freenect_apply_registration`, 0.5.3) bit for bit; what that would write outside of the
 * picture is left out here.
 */
export function kinectV1Registration(
  calibration: KinectV1Calibration,
): (raw: Uint16Array) => Uint16Array<ArrayBuffer> {
  const { millimetres, shifts, columns, rowStarts } = kinectV1Tables(calibration);
  return (raw) => {
    const registered = new Uint16Array(PIXELS);
    for (let i = 0; i < PIXELS; i++) {
      const reading = (raw[i] ?? RAW_MASK) & RAW_MASK;
      const mm = millimetres[reading] ?? 0;
      if (mm === 0) continue;
      // Cut towards zero, as C divides.
      const column = (((columns[i] ?? 0) + (shifts[reading] ?? 0)) / COLUMN_SCALE) | 0;
      if (column < 0 || column >= KINECT_V1_WIDTH) continue;
      const target = (rowStarts[i] ?? 0) + column;
      const there = registered[target];
      if (there === undefined) continue;
      // Nothing there is 65,535 after the subtraction: one comparison for both cases.
      if (((there - 1) & 0xffff) >= mm) registered[target] = mm;
    }
    return registered;
  };
}
