/** Kinect v1: raw 11-bit disparity to millimetres and back. */
import type { KinectV1Calibration } from '../sensor-frame.ts';

/** Raw readings are below this; the largest one means "no reading". */
export const RAW_VALUES = 2048;
export const NO_RAW_READING = 2047;
/** From here on (10 m) a distance counts as no reading, as in libfreenect. */
export const FARTHEST_MM = 10_000;

/** Parameters of the conversion: a shift and the geometry of the depth camera. */
export type RawScale = Pick<KinectV1Calibration, 'constShift' | 'zeroPlane'>;

/**
 * Distance in mm of each of the 2,048 raw values, 0 = no reading. The arithmetic is that of `freenect_raw_to_mm` in
 * libfreenect 0.5.3 (src/registration.c), including the truncation. Values beyond the pole of the formula, where C
 * leaves the result undefined, have no reading.
 */
export function rawToMillimetres(scale: RawScale): Uint16Array {
  const table = Uint16Array.from({ length: RAW_VALUES }, (_, raw) => {
    const mm = Math.trunc(millimetresOf(raw, scale));
    return mm > 0 && mm < FARTHEST_MM ? mm : 0;
  });
  table[NO_RAW_READING] = 0;
  return table;
}

/** The distance of a raw value before truncation to whole millimetres; negative or infinite where there is none. */
function millimetresOf(raw: number, { constShift, zeroPlane }: RawScale): number {
  const { emitterDistance, referenceDistance, pixelSize } = zeroPlane;
  const metric = ((raw - 4 * constShift) / 4 - 0.375) * pixelSize;
  return 10 * ((metric * referenceDistance) / (emitterDistance - metric) + referenceDistance);
}

/** The nearest raw value of each distance from 0 to 9,999 mm; 2047 where the sensor cannot read so near. */
export function millimetresToRaw({ constShift, zeroPlane }: RawScale): Uint16Array {
  const { emitterDistance, referenceDistance, pixelSize } = zeroPlane;
  return Uint16Array.from({ length: FARTHEST_MM }, (_, mm) => {
    // Adds half a millimetre: the way back truncates.
    const z = (mm + 0.5) / 10;
    const metric = (emitterDistance * (z - referenceDistance)) / z;
    const raw = Math.round((metric / pixelSize + 0.375) * 4 + 4 * constShift);
    return mm > 0 && raw >= 0 && raw < NO_RAW_READING ? raw : NO_RAW_READING;
  });
}
