import {
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../../electron/engine/camera/registration/kinect-v1-model.ts';
import { createRegistration } from '../../electron/engine/camera/registration/register.ts';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { rgbToRgba } from '../../electron/engine/camera/kinect-v1/rgb-to-rgba.ts';
import type { KinectV1Calibration } from '../../electron/engine/camera/sensor-frame.ts';
import { spread } from '../assets.ts';

const FRAMES = 300;
const WARM_UP = 30;
const PICTURES = 8;

/** Raw readings of 640×480 to millimetres on the colour grid, on one core. Budget: 3 ms. */
export function benchRegistration(): Promise<readonly string[]> {
  const device = {
    ...USUAL_KINECT_V1,
    // Values like a real unit's: shifts of tens of pixels, gentle distortion.
    device: { registrationInfo: deviceAnswer(), startLines: 0 },
  };
  const rgb = new Uint8Array(3 * 640 * 480).map((_, i) => i);
  return Promise.resolve([
    `pinhole model: ${spread(timesOf(USUAL_KINECT_V1))}  (budget 3)`,
    `device's own tables: ${spread(timesOf(device))}  (budget 3)`,
    `RGB to RGBA besides: ${spread(measure(() => rgbToRgba(rgb)))}`,
  ]);
}

function deviceAnswer(): readonly number[] {
  const info = new Array<number>(29).fill(0);
  info[5] = -12984;
  info[10] = 25179;
  info[17] = -1368;
  info[20] = -2544;
  return info;
}

function timesOf(calibration: KinectV1Calibration): readonly number[] {
  const sensor = kinectV1Sensor(calibration, 'bench', 'virtual');
  const register = createRegistration(sensor);
  const frames = Array.from({ length: PICTURES }, (_, i) => syntheticSensorFrame(i, sensor));
  return measure((i) => {
    const frame = frames[i % PICTURES];
    if (frame !== undefined) register(frame);
  });
}

function measure(work: (i: number) => void): readonly number[] {
  const times: number[] = [];
  for (let i = -WARM_UP; i < FRAMES; i++) {
    const start = performance.now();
    work(Math.abs(i));
    if (i >= 0) times.push(performance.now() - start);
  }
  return times;
}
