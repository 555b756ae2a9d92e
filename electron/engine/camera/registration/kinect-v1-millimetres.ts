/**
 * Registration for a Kinect v1 whose software already converted readings to millimetres: onto the grid of the colour
 * camera.
 */
import type { KinectV1Calibration } from '../sensor-frame.ts';
import { KINECT_V1_HEIGHT, KINECT_V1_WIDTH } from './kinect-v1-model.ts';

/**
 * Creates a function that moves 640×480 readings in mm (0 = none) from the depth grid onto the colour grid by the
 * pinhole model; of readings that land on one pixel the nearest stays. For data sets: our own devices deliver raw
 * readings.
 */
export function kinectV1MillimetreRegistration({
  pinhole,
}: KinectV1Calibration): (millimetres: Uint16Array) => Uint16Array {
  const { uScale, uOffset, parallax, vScale, vOffset } = pinhole;
  return (millimetres) => {
    const registered = new Uint16Array(KINECT_V1_WIDTH * KINECT_V1_HEIGHT);
    for (let y = 0, i = 0; y < KINECT_V1_HEIGHT; y++) {
      const v = Math.round(vScale * y + vOffset);
      for (let x = 0; x < KINECT_V1_WIDTH; x++, i++) {
        const mm = millimetres[i] ?? 0;
        if (mm === 0 || v < 0 || v >= KINECT_V1_HEIGHT) continue;
        const u = Math.round(uScale * x + uOffset + parallax * (1 - 1200 / mm));
        if (u < 0 || u >= KINECT_V1_WIDTH) continue;
        const target = v * KINECT_V1_WIDTH + u;
        const there = registered[target] ?? 0;
        if (there === 0 || mm < there) registered[target] = mm;
      }
    }
    return registered;
  };
}
