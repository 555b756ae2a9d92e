/** Frames as a Kinect v1 delivers them, no two alike, for tests, benches and dumps. */
import type { SensorFrame, SensorModel } from '../../sensor-frame.ts';
import {
  KINECT_V1_HEIGHT,
  KINECT_V1_WIDTH,
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../../registration/kinect-v1-model.ts';
import { NO_RAW_READING } from '../../registration/raw-depth.ts';

const SENSOR = kinectV1Sensor(USUAL_KINECT_V1, 'synthetic', 'virtual');
/** The sensor has no readings in its last columns. */
const DARK_COLUMNS = 8;
const WALL = 900;

/**
 * A bump that wanders in front of a wall, at 30 frames a second. Fully determined by `sequence`, which is also the
 * first reading (modulo 2,047) and the first pixel.
 */
export function syntheticSensorFrame(sequence: number, sensor: SensorModel = SENSOR): SensorFrame {
  const width = KINECT_V1_WIDTH;
  const height = KINECT_V1_HEIGHT;
  const depth = new Uint16Array(width * height);
  const color = new Uint8Array(4 * width * height);
  const centerX = 320 + 160 * Math.cos(sequence / 20);
  const centerY = 240 + 100 * Math.sin(sequence / 13);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const away = (x - centerX) ** 2 + (y - centerY) ** 2;
      const bump = away < 8000 ? Math.round((8000 - away) / 40) : 0;
      depth[i] = x >= width - DARK_COLUMNS ? NO_RAW_READING : WALL - bump;
      color[4 * i] = (x + sequence) & 255;
      color[4 * i + 1] = (y + 3 * sequence) & 255;
      color[4 * i + 2] = bump & 255;
      color[4 * i + 3] = 255;
    }
  }
  depth[0] = sequence % NO_RAW_READING;
  color[0] = sequence & 255;
  color[1] = (sequence >> 8) & 255;
  return {
    sequence,
    timeMs: (sequence * 1000) / 30,
    depth: { width, height, data: depth },
    color: { width, height, data: color },
    sensor,
  };
}
