import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnPixels } from '../mirrored/turn-pictures.ts';
import { turnedSensor } from '../mirrored/turn-sensor.ts';
import { TEST_KINECT_V2 } from '../registration/kinect-v2-fixture.ts';
import { kinectV2Sensor } from '../registration/kinect-v2-model.ts';
import { createRegistration } from '../registration/register.ts';
import { asSensorFrame, type SensorFrame, type SensorModel } from '../sensor-frame.ts';
import { SENSOR_GRIDS } from '../virtual/virtual-sensor.ts';
import { cameraPicture, turnedPicture } from './camera-picture.ts';
import { placesInPicture } from './places-in-picture.ts';

const WIDTH = 512;
const HEIGHT = 424;
const COLUMNS = 1920;
const ROWS = 1080;
const WIDTHS = { depth: WIDTH, color: COLUMNS };
const device = kinectV2Sensor(TEST_KINECT_V2, '000042', 'sensor');
const driver: SensorModel = { ...device, registration: { kind: 'kinect-v2' } };

const placeOf = (sensor: SensorModel) =>
  placesInPicture(sensor, WIDTHS) ?? expect.fail('it has a picture of its own');

/** A frame of a wall, whose colour tells each pixel's place. */
function wall(sensor: SensorModel, mm: number): SensorFrame {
  const words = Uint32Array.from({ length: COLUMNS * ROWS }, (_, i) => (0xff000000 | i) >>> 0);
  return {
    sequence: 1,
    timeMs: 0,
    depth: { width: WIDTH, height: HEIGHT, data: new Uint16Array(WIDTH * HEIGHT).fill(mm) },
    color: { width: COLUMNS, height: ROWS, data: new Uint8Array(words.buffer) },
    sensor,
  };
}

describe('a Kinect v2’s own picture', () => {
  it('shows a point of the frame at the pixel from which registration took its colour', () => {
    const frame = wall(device, 900);
    const { color } = createRegistration(device)(frame);
    const words = new Uint32Array(color.buffer);
    const place = placeOf(device);
    for (const [x, y] of [
      [256, 200],
      [120, 90],
      [400, 330],
      [200, 300],
    ] as const) {
      const taken = (words[y * WIDTH + x] ?? 0) & 0xffffff;
      const seen = place(x, y, 900);
      expect(Math.abs(seen.x - (taken % COLUMNS))).toBeLessThanOrEqual(1);
      expect(Math.abs(seen.y - Math.floor(taken / COLUMNS))).toBeLessThanOrEqual(1);
    }
  });

  it('is found by the pinholes alone, where the driver tells no calibration, within 1 % of its width', () => {
    const known = placeOf(device);
    const guessed = placeOf(driver);
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 400 }),
        fc.integer({ min: 80, max: 340 }),
        fc.integer({ min: 500, max: 1500 }),
        (x, y, mm) => {
          const one = known(x, y, mm);
          const other = guessed(x, y, mm);
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeLessThan(0.01 * COLUMNS);
        },
      ),
    );
  });

  it('is mapped alike after the camera was turned, live and from a recording', () => {
    const recorded = placeOf(turnedSensor(device, WIDTHS));
    const live = turnedPicture(
      cameraPicture(wall(device, 900)) ?? expect.fail('no picture'),
      WIDTH,
    );
    expect(live.isTurned).toBe(true);
    const plain = placeOf(device);
    for (const [x, y, mm] of [
      [130, 200, 700],
      [300, 100, 1200],
    ] as const) {
      const mirrored = plain(WIDTH - 1 - x, y, mm);
      expect(recorded(x, y, mm)).toEqual({ x: COLUMNS - 1 - mirrored.x, y: mirrored.y });
      expect(live.place(x, y, mm)).toEqual(recorded(x, y, mm));
    }
  });

  it('moves no pixel to be turned', () => {
    const frame = wall(device, 900);
    const before = frame.color.data.slice(0, 4 * COLUMNS);
    const picture = cameraPicture(frame) ?? expect.fail('no picture');
    expect(turnedPicture(turnedPicture(picture, WIDTH), WIDTH).isTurned).toBe(false);
    expect(frame.color.data.subarray(0, 4 * COLUMNS)).toEqual(before);
    const row = before.slice();
    turnPixels(row, COLUMNS);
    expect(row).not.toEqual(before);
  });
});

it('is the frame itself where colour is the grid', () => {
  const { width, height, camera } = SENSOR_GRIDS['kinect-v1'];
  const images = {
    color: new Uint8Array(4 * width * height),
    depth: new Uint16Array(width * height),
  };
  const frame = { sequence: 1, timeMs: 0, width, height, camera, ...images };
  expect(cameraPicture(asSensorFrame(frame))).toBeNull();
});
