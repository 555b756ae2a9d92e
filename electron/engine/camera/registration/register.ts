import type { RgbdFrame } from '../../../contract/frame.ts';
import type { KinectV1Calibration, SensorFrame, SensorModel } from '../sensor-frame.ts';
import { rawToMillimetres } from './raw-depth.ts';

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
      const millimetres = rawToMillimetres(registration.calibration);
      return (frame) =>
        ontoColorGrid(frame, registration.calibration, (raw) => millimetres[raw & 2047] ?? 0);
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
      const u = Math.round(
        pinhole.uScale * x + pinhole.uOffset + pinhole.parallax * (1 - 1200 / z),
      );
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
