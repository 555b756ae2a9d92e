import type { RgbdFrame } from '../../../contract/frame.ts';
import type { KinectV1Calibration, SensorFrame, SensorModel } from '../sensor-frame.ts';

/** Raw 11-bit value of a Kinect v1 for "no reading". */
const NO_READING = 2047;

/**
 * How frames of a sensor become registered ones: colour and depth on one pixel grid, depth in millimetres.
 * The frames must be of that sensor.
 */
export function createRegistration(sensor: SensorModel): (frame: SensorFrame) => RgbdFrame {
  const { registration } = sensor;
  switch (registration.kind) {
    case 'registered':
      return (frame) => registered(frame, frame.depth.data, frame.color.data);
    case 'kinect-v2':
      return (frame) => {
        const { width, height, data } = frame.depth;
        const mapped = frame.registeredColor?.data ?? new Uint8Array(width * height * 4);
        return registered(frame, data, mapped);
      };
    case 'kinect-v1': {
      const millimetres = millimetresOf(registration.calibration);
      return (frame) => ontoColorGrid(frame, registration.calibration, (raw) => millimetres[raw & 2047] ?? 0);
    }
    case 'kinect-v1-millimetres':
      return (frame) => ontoColorGrid(frame, registration.calibration, (mm) => mm);
  }
}

function registered(frame: SensorFrame, depth: Uint16Array, color: Uint8Array): RgbdFrame {
  const { sensor, infrared } = frame;
  return {
    sequence: frame.sequence,
    timeMs: frame.timeMs,
    width: frame.depth.width,
    height: frame.depth.height,
    color,
    depth,
    ...(infrared === undefined ? {} : { infrared: infrared.data }),
    camera: {
      name: sensor.name,
      serial: sensor.serial,
      trust: sensor.trust,
      intrinsics: sensor.depthIntrinsics,
    },
  };
}

/** Millimetres of each raw value, 0 where the value means nothing. Formula: libfreenect's registration.c. */
function millimetresOf({ constShift }: KinectV1Calibration): Uint16Array {
  return Uint16Array.from({ length: NO_READING + 1 }, (_, raw) => {
    if (raw === NO_READING) return 0;
    const metric = ((raw - 4 * constShift) / 4 - 0.375) * 0.1042;
    const z = 10 * ((120 * metric) / (7.5 - metric) + 120);
    return z > 0 && z < 10_000 ? Math.round(z) : 0;
  });
}

function ontoColorGrid(
  frame: SensorFrame,
  { pinhole }: KinectV1Calibration,
  millimetres: (reading: number) => number,
): RgbdFrame {
  const { width, height, data } = frame.depth;
  const { color } = frame;
  const depth = new Uint16Array(color.width * color.height);
  for (let y = 0; y < height; y++) {
    const v = Math.round(pinhole.vScale * y + pinhole.vOffset);
    if (v < 0 || v >= color.height) continue;
    for (let x = 0; x < width; x++) {
      const z = millimetres(data[y * width + x] ?? 0);
      if (z === 0) continue;
      const u = Math.round(pinhole.uScale * x + pinhole.uOffset + pinhole.parallax * (1 - 1200 / z));
      if (u < 0 || u >= color.width) continue;
      const target = v * color.width + u;
      const there = depth[target] ?? 0;
      // Where two readings meet, the nearer one hides the other.
      if (there === 0 || z < there) depth[target] = z;
    }
  }
  return {
    sequence: frame.sequence,
    timeMs: frame.timeMs,
    width: color.width,
    height: color.height,
    color: color.data,
    depth,
    camera: {
      name: frame.sensor.name,
      serial: frame.sensor.serial,
      trust: frame.sensor.trust,
      intrinsics: frame.sensor.colorIntrinsics,
    },
  };
}
